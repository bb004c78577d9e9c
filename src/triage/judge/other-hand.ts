import type { Revision } from '../../domain/revision.ts'
import { isMerge, isProgram, isRaisedByBot, makersOf, peopleOf, personOf } from '../change/people.ts'
import { serves } from '../change/second-signature.ts'
import { sharesPerson } from './relation-facts.ts'

/** Who pushes two branches one after the other opens both at once: they are so many numbers apart at most. */
const mostNumbers = 20

/**
 * One person by whose hand the older one came to hold this as well: who committed what somebody else wrote there, and
 * opened the newer one right after it. The key of that one; null when it is not so. Only of two whose titles say two
 * things. Who brings a newer one up to date than the own is a maintainer, and a rival's.
 */
export function findOtherHand(older: Revision, newer: Revision): string | null {
  if (newer.number <= older.number || newer.number - older.number > mostNumbers) return null
  return sharesPerson(handsOf(older), makersOf(newer))
}

/** Those who have committed all of it, and wrote none of it. */
function handsOf(revision: Revision): string[] {
  const people = peopleOf(revision)
  const hands = revision.commits.flatMap((commit) => {
    if (isMerge(commit)) return []
    if (isProgram(commit) || isRaisedByBot(commit) || serves(commit)) return [[]]
    const committer = personOf(commit.committerName, commit.committerEmail)
    return [sharesPerson(committer, people) === null ? committer : []]
  })
  return (hands[0] ?? []).filter((key) => hands.every((keys) => keys.includes(key)))
}
