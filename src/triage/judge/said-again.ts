import type { RevisionCommit } from '../../domain/revision.ts'
import { isRaisedByBot, isTidiedUp } from '../change/people.ts'
import { messageWords } from '../change/tokens.ts'
import { countAll } from './bags.ts'
import { areWithinDays } from './kindred-names.ts'
import type { OwnMeasures } from './pair-facts.ts'
import { bareTitle, type FoundRelation, namedCommit, partyOf, tellingWords } from './relation-facts.ts'
import type { Side } from './side.ts'

/** Changed lines of either: fewer are written the same, and named the same, by two who know nothing of each other. */
const leastLines = 8
/** Jaccard of the added lines: two who mean the same write much of it in lines of their own. */
const copiedLines = 0.8
/** "feat(core): ", "[core] ": where it was done may be told in other words. */
const kind = /^(?:\[[^\]]{1,40}\]\s*)?(?:\w{1,20}(?:\([^)]{0,60}\))?!?:\s{0,3})?/

/**
 * The newer one says what the older one says, by a whole subject, and writes nearly the same, within a week: one
 * change, opened again from another account or taken over. Not for raises, which all say the same, nor for what a
 * program has tidied up in both.
 */
export function findSaidAgain(older: Side, newer: Side, measures: OwnMeasures): FoundRelation | null {
  if (measures.bothRaise || (!measures.identical && (measures.text ?? 0) < copiedLines)) return null
  if ([older, newer].some(({ added, removed }) => countAll(added) + countAll(removed) < leastLines))
    return null
  if (!areWithinDays(older.revision, newer.revision)) return null
  const theirs = new Set(personsCommits(older).map(subjectOf))
  const again = personsCommits(newer).find((commit) => {
    const subject = subjectOf(commit)
    return theirs.has(subject) && messageWords(subject).length >= tellingWords
  })
  return again === undefined
    ? null
    : {
        relation: 'RESUBMISSION',
        fact: {
          kind: 'said-again',
          newer: partyOf(newer),
          older: partyOf(older),
          commit: namedCommit(again),
        },
      }
}

const subjectOf = ({ message }: RevisionCommit) => bareTitle(message.split('\n', 1)[0]!).replace(kind, '')

/** Those that no program has made to tidy up or to raise a package. An agent may well be asked for a change. */
function personsCommits({ commits }: Side): RevisionCommit[] {
  return [...commits.values()].filter((commit) => !isRaisedByBot(commit) && !isTidiedUp(commit))
}
