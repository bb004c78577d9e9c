import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { isSharedName } from '../change/author.ts'
import { isMerge, makersOf, personOf } from '../change/people.ts'
import { areWithinDays } from './within-days.ts'

/** Who opens the same again from another account does so at once. */
const mostDays = 3
const shortestWord = 5

/** Of a program, a house or a task rather than of a person. */
const noWords = new Set(
  `agent android apple cloud codes coder coding developer email engineer engineering finder google group hacker intel linux macbook machine mobile official
  programmer project research researcher robot school security software staff student studio support system tech technologies university users windows works`.split(
    /\s+/,
  ),
)

/**
 * One person by two accounts that have a word in common ("Ironwood", "ironwood66@…"): the key of the second; null when
 * it is not so. By itself a first name is many people's, so only who wrote both at one second is one, and of two that
 * `areAlike`, for writing or saying the same, who did so within three days by clocks of one distance from UTC. Two
 * whole names are two people's.
 */
export function findSharedWord(one: Revision, other: Revision, areAlike: boolean): string | null {
  if (!areWithinDays(one, other, mostDays)) return null
  const [mine, theirs] = [makersOf(one), makersOf(other)]
  if (mine.some(isWholeName) && theirs.some(isWholeName)) return null
  const clock = clockOf(areAlike)
  const clocks = new Set(written(other, theirs).flatMap(clock))
  if (!written(one, mine).some((commit) => clock(commit).some((read) => clocks.has(read)))) return null
  const words = mine.flatMap(wordsOf)
  return theirs.find((key) => wordsOf(key).some((word) => words.some((own) => goTogether(own, word)))) ?? null
}

/** When a commit was written, and its author's distance from UTC, as far as these are asked and known. */
const clockOf =
  (withZone: boolean) =>
  ({ authoredAt, zone }: RevisionCommit): string[] => [
    ...(Date.parse(authoredAt) > 0 ? [authoredAt] : []),
    ...(withZone && zone !== undefined ? [zone] : []),
  ]

/** The commits that those who made it have signed. */
const written = ({ commits }: Revision, makers: readonly string[]): RevisionCommit[] =>
  commits.filter(
    (commit) =>
      !isMerge(commit) && personOf(commit.authorName, commit.authorEmail).some((key) => makers.includes(key)),
  )

/** A first name and another, and no account's digits behind. */
function isWholeName(key: string): boolean {
  const [kind, ...words] = key.split(' ')
  return (
    kind === 'name' &&
    words.length > 1 &&
    /^\p{L}{2,}$/u.test(words[0]!) &&
    /^\p{L}{2,}$/u.test(words.at(-1)!)
  )
}

/** What is made of letters alone, in a name, a login or before the sign of an address. */
const wordsOf = (key: string): string[] =>
  (
    key
      .replace(/^name /, '')
      .split('@', 1)[0]!
      .match(/\p{L}+/gu) ?? []
  ).filter((word) => word.length >= shortestWord && !noWords.has(word) && !isSharedName(word))

function goTogether(mine: string, theirs: string): boolean {
  const [short, long] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine]
  return long.startsWith(short) || long.endsWith(short)
}
