import type { Revision } from '../../domain/revision.ts'
import { isMerge, makersOf, openerOf, writersIn } from '../change/people.ts'

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
  const [few, many] = one.length <= other.length ? [one, other] : [other, one]
  return few.every((word) => many.some((whole) => beginsAlike(word, whole)))
}

function beginsAlike(mine: string, theirs: string): boolean {
  const [short, long] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine]
  return short === long || ((short.length >= shortestCut || short.length === 1) && long.startsWith(short))
}

/**
 * The whole names that a key of a pull request goes with: those beside it on a commit, and of the account that opened
 * it those by which its makers sign.
 */
export function namesBeside(revision: Revision, key: string): string[][] {
  const writers = writersIn(revision.commits.filter((commit) => !isMerge(commit))).flat()
  const keys = [
    ...writers.filter((writer) => writer.includes(key)).flat(),
    ...(openerOf(revision).includes(key) ? makersOf(revision) : []),
  ]
  return [...new Set(keys)].flatMap((one) => {
    const words = wholeName(one)
    return words === null ? [] : [words]
  })
}

/** Whether both are signed with whole names, and none of the one's may be the other's: two people, however alike. */
export function haveOtherNames(
  [one, mine]: readonly [Revision, string],
  [other, theirs]: readonly [Revision, string],
): boolean {
  const [names, others] = [namesBeside(one, mine), namesBeside(other, theirs)]
  if (names.length === 0 || others.length === 0) return false
  return !names.some((name) => others.some((another) => mayBeOne(name, another)))
}
