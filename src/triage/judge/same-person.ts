import type { Revision } from '../../domain/revision.ts'
import { detach } from '../change/detach.ts'
import { isMerge, isProgram, isUnset, makersOf, openerOf, peopleOf } from '../change/people.ts'
import { messageWords } from '../change/tokens.ts'
import { sameText } from '../weights.ts'
import { findAskedAgain, findFurtherAccount } from './further-accounts.ts'
import { findNameInAddress, findPartOfName } from './name-in-address.ts'
import { endWithOneRaiser, haveOneProgram } from './one-program.ts'
import { findOtherHand } from './other-hand.ts'
import type { OwnMeasures } from './pair-facts.ts'
import { type FoundRelation, longestTitle, partyOf, sharesPerson, tellingWords } from './relation-facts.ts'
import { findSameAccount } from './same-account.ts'
import { findSameWords } from './same-words.ts'
import { findNobody } from './scant-signature.ts'
import { findSharedWord } from './shared-word.ts'
import type { Side } from './side.ts'
import { findOneName, haveOtherNames } from './whole-names.ts'

/** One person opened both, or wrote a commit of both that is not the same commit. */
export function findSamePerson(
  older: Side,
  newer: Side,
  shared: readonly string[],
  measures: OwnMeasures,
): FoundRelation | null {
  const [one, other] = [withoutCommits(older, shared), withoutCommits(newer, shared)]
  // Behind commits that both began with, a program's is one that it added.
  const beganBoth = shared.length === 0 && haveOneProgram(one, other)
  const isOnes = beganBoth || endWithOneRaiser(older.revision, newer.revision)
  if (isOnes || sharesPerson(openerOf(one), openerOf(other)) !== null)
    return {
      relation: 'RESUBMISSION',
      fact: { kind: 'next-try', newer: partyOf(newer), older: partyOf(older) },
    }
  // Of one of them at least: a maintainer who tidies up in both makes neither theirs.
  const makers = new Set([...makersOf(older.revision), ...makersOf(newer.revision)])
  const writeTheSame = measures.identical || (measures.text ?? 0) >= sameText
  const sayIt = sayTheSame(one, other)
  // Two accounts of GitHub's that share a part of a name are two, unless they say the same of the same lines.
  const areTwo = isLogin(one) && isLogin(other) && !sayIt
  // GitHub has said who opened each: what hints at one person where that is not known does not outweigh it.
  const areKnown = isKnown(older.revision) && isKnown(newer.revision)
  const areAlike = sayIt || (writeTheSame && !areTwo)
  const likeness = sayIt && measures.identical ? 'same' : areAlike ? 'alike' : 'other'
  const person =
    sharesPerson(
      peopleOf(one).filter((key) => makers.has(key)),
      peopleOf(other),
    ) ??
    findSameAccount(one, other) ??
    findOneName(one, other, writeTheSame) ??
    findNameInAddress(one, other) ??
    (sayIt ? findNestedName(one, other) : null) ??
    findFurtherAccount(one, other, areKnown) ??
    findAskedAgain(one, other) ??
    (writeTheSame && sayIt ? findNobody(one, other) : null) ??
    (measures.identical && !areKnown ? findSameWords(one, other) : null) ??
    (writeTheSame && !areTwo ? findPartOfName(one, other) : null) ??
    findSharedWord(one, other, likeness, areKnown) ??
    (measures.titlesDiffer && !areKnown ? findOtherHand(one, other) : null)
  return person === null
    ? null
    : {
        relation: 'RESUBMISSION',
        fact: {
          kind: 'one-author',
          newer: partyOf(newer),
          older: partyOf(older),
          person: nameOfPerson(newer, person),
        },
      }
}

const shortestNestedName = 6
/** Of a name that is all of the other's account. */
const shortestWholeKey = 5

/**
 * One person by two accounts whose names have something in common ("JackLu", "jack.lu90@…"), and the same words for
 * what was done: the longer of the two keys; null when it is not so. Not where both have a whole name of their own.
 */
function findNestedName(one: Revision, other: Revision): string | null {
  const [makers, others] = [new Set(makersOf(one)), new Set(makersOf(other))]
  for (const mine of new Set([...makers, ...peopleOf(one)]))
    for (const theirs of new Set([...others, ...peopleOf(other)])) {
      if (!makers.has(mine) && !others.has(theirs)) continue
      const length = (key: string) => spellingsOf(key)[0]!.length
      const [short, long] = [mine, theirs].sort((x, y) => length(x) - length(y)) as [string, string]
      if (isNested(short, long) && !haveOtherNames([one, mine], [other, theirs])) return long
    }
  return null
}

function isNested(short: string, long: string): boolean {
  return spellingsOf(short).some((part) =>
    spellingsOf(long).some((whole) =>
      part.length >= shortestNestedName
        ? whole.startsWith(part) || whole.endsWith(part)
        : part === whole && part.length >= shortestWholeKey,
    ),
  )
}

/** Letters and digits of a key alone; of a name also with the family name in front. */
function spellingsOf(key: string): string[] {
  const words = key
    .replace(/^name /, '')
    .split('@', 1)[0]!
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  return words.length === 2 && key.startsWith('name ')
    ? [words.join(''), words.toReversed().join('')]
    : [words.join('')]
}

/** A mirror guesses the opener by the first commit. */
const isKnown = (revision: Revision) => revision.createdAtGuessed !== true && isLogin(revision)

const isLogin = ({ author }: Revision) => author !== null && !author.includes('@')

/** "feat(core): " in front of a subject: where it was done may be told in other words. */
const kind = /^\w{1,20}(?:\([^)]{0,60}\))?!?:\s{0,3}/

/** "Fixes #12 - ", "Closes: #12 ", "refs #12: " in front of a subject: whoever opens the same again may add it. */
const issue = /^(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?|refs?):?\s{1,3}#\d{1,9}\b\s{0,3}[-–:,]?\s{0,3}/i

/** Whether a commit of one has the subject of a commit of the other, and says something by it. */
function sayTheSame(one: Revision, other: Revision): boolean {
  const subjects = (revision: Revision) =>
    revision.commits
      .filter((commit) => !isMerge(commit))
      .map(({ message }) =>
        message.split('\n', 1)[0]!.trim().slice(0, longestTitle).replace(issue, '').replace(kind, ''),
      )
  const theirs = new Set(subjects(other))
  return subjects(one).some((subject) => theirs.has(subject) && messageWords(subject).length >= tellingWords)
}

/** The name by which a side's commits know a person; else the key itself, of an address the part before the sign. */
function nameOfPerson({ revision }: Side, key: string): string {
  const commit = revision.commits.find((one) =>
    peopleOf({ ...revision, author: null, commits: [one] }).includes(key),
  )
  const signed = commit === undefined || isUnset(commit) ? null : commit.authorName
  return detach((signed || key.replace(/^name /, '').split('@', 1)[0]!).slice(0, 80))
}

/**
 * A side without what is shared: a commit that both began with makes no one the author of both. In a plain mirror the
 * first commit is taken for its author's pull request, so where that one is shared the next one of a person tells.
 */
function withoutCommits({ revision, commits }: Side, shared: readonly string[]): Revision {
  if (shared.length === 0) return revision
  const without = new Set(shared)
  const own = [...commits].flatMap(([key, commit]) => (without.has(key) ? [] : [commit]))
  const begun = own.find((commit) => !isProgram(commit)) ?? own[0]
  const author = revision.createdAtGuessed ? (begun?.authorEmail ?? revision.author) : revision.author
  return { ...revision, author, commits: own }
}
