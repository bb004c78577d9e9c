import type { Revision } from '../../domain/revision.ts'
import { isMerge, makersOf, openerOf, writersIn } from '../change/people.ts'
import { onceFor } from './once-for.ts'

const shortestWord = 2
/** Letters that a first name is cut short to: "sam" of "samantha". */
const shortestCut = 3

/** The words of a "name …" key of two words and more; null of an account, of one word, and of an initial beside one. */
export function wholeName(key: string): string[] | null {
  const [kind, ...words] = key.split(' ')
  if (kind !== 'name') return null
  return words.filter(({ length }) => length >= shortestWord).length > 1 ? words : null
}

/**
 * Whether two whole names may be one person's: all words of the one are among those of the other, in whatever order, or
 * begin one of them; an initial begins its name.
 */
export function mayBeOne(one: readonly string[], other: readonly string[]): boolean {
  const isIn = (few: readonly string[], many: readonly string[]) =>
    few.every((word) => many.some((whole) => beginsAlike(word, whole)))
  return (one.length > other.length || isIn(one, other)) && (other.length > one.length || isIn(other, one))
}

function beginsAlike(mine: string, theirs: string): boolean {
  const [short, long] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine]
  return short === long || ((short.length >= shortestCut || short.length === 1) && long.startsWith(short))
}

/**
 * One person who turns the name round in one place, or leaves out a part of it ("Ada Maria Ironwood", "Ada Ironwood"):
 * the second's name; null when it is not so. Less than the whole name may be a namesake's, so it counts only where both
 * write the same. Who cuts a name short may be another: "Jan" and "Jana" are two.
 */
export function findOneName(one: Revision, other: Revision, writeTheSame: boolean): string | null {
  for (const key of makersOf(other))
    for (const mine of makersOf(one)) {
      const [name, theirs] = [wholeName(mine), wholeName(key)]
      if (name === null || theirs === null || (name.length !== theirs.length && !writeTheSame)) continue
      const [few, many] = name.length <= theirs.length ? [name, theirs] : [theirs, name]
      // A word that one name has twice stands for one word of the other: "Li Li" is not "Li Wei".
      if (few.every((word) => countOf(word, few) <= countOf(word, many))) return key
    }
  return null
}

const countOf = (word: string, words: readonly string[]) => words.filter((one) => one === word).length

/**
 * The whole names that a key of a pull request goes with: those beside it on a commit, and of the account that opened
 * it those by which its makers sign.
 */
export function namesBeside(revision: Revision, key: string): readonly string[][] {
  return wholeNames(revision).get(key) ?? []
}

/** Of one key: whoever wants more names than a person has gives none to be told by. */
const mostNames = 20

/** By key: read once for all the pairs of keys that two pull requests have. */
const wholeNames = onceFor((revision: Revision): ReadonlyMap<string, readonly string[][]> => {
  const beside = new Map<string, Set<string>>()
  const add = (keys: readonly string[], names: readonly string[]) => {
    for (const key of keys) {
      const known = beside.get(key) ?? new Set()
      for (const name of names) if (known.size < mostNames) known.add(name)
      beside.set(key, known)
    }
  }
  const isWhole = (key: string) => wholeName(key) !== null
  for (const writer of writersIn(revision.commits.filter((commit) => !isMerge(commit))).flat())
    add(writer, writer.filter(isWhole))
  add(openerOf(revision), makersOf(revision).filter(isWhole))
  return new Map([...beside].map(([key, names]) => [key, [...names].map((name) => wholeName(name)!)]))
})

/** Whether both are signed with whole names, and none of the one's may be the other's: two people, however alike. */
export function haveOtherNames(
  [one, mine]: readonly [Revision, string],
  [other, theirs]: readonly [Revision, string],
): boolean {
  const [names, others] = [namesBeside(one, mine), namesBeside(other, theirs)]
  if (names.length === 0 || others.length === 0) return false
  return !names.some((name) => others.some((another) => mayBeOne(name, another)))
}
