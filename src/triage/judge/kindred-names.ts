import type { Revision } from '../../domain/revision.ts'
import { isSharedName } from '../change/author.ts'

/** Days between the two: who opens the same again from another machine does so soon. */
const mostDays = 7
const shortestAccount = 7
const shortestFamilyName = 5

/** When and by whom a change was made. */
export interface Signed {
  /** ISO 8601. */
  createdAt: string
  /** Keys of those who made it what it is (people.ts). */
  makers: readonly string[]
  /** The account that opened it; null where only an address is known. */
  login: string | null
}

/** Whether two were opened within a week, or so many days. False where a day is unknown. */
export function areWithinDays(
  one: Pick<Revision, 'createdAt'>,
  other: Pick<Revision, 'createdAt'>,
  days = mostDays,
): boolean {
  return Math.abs(Date.parse(one.createdAt) - Date.parse(other.createdAt)) <= days * 86_400_000
}

/**
 * One person by two accounts that are called alike, who writes the same within a week: the key of the second; null when
 * it is not so. Alike are an account and a longer one that begins with it ("coopersam", "coopersam.l4"), and an initial
 * or a first name cut short before one family name ("s.ironwood", "samironwood"). Not where both are known better: by
 * two whole names, or by two logins that do not go on from each other. Only of two that write the same.
 */
export function findKindredName(one: Signed, other: Signed): string | null {
  return findPair(one, other, areKindred)
}

/** Of so many letters hardly anything but the same person's name is found at the beginning of another. */
const longestChance = 9

/**
 * One person by two accounts within a week, of which the longer one begins with all of the other, a long one
 * ("nightingale", "nightingale.studio"): whatever they write. The key of the second; null when it is not so.
 */
export function findLongerName(one: Signed, other: Signed): string | null {
  return findPair(one, other, (mine, theirs) => {
    const [short, long] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine]
    return short.length > longestChance && long.startsWith(short)
  })
}

function findPair(
  one: Signed,
  other: Signed,
  areOne: (mine: string, theirs: string) => boolean,
): string | null {
  if (!areWithinDays(one, other)) return null
  if (one.login !== null && other.login !== null && !goesOn(spell(one.login), spell(other.login))) return null
  // Two whole names are two people's, of one family maybe. One name in both was told before.
  if (one.makers.some(isWholeName) && other.makers.some(isWholeName)) return null
  for (const mine of one.makers)
    for (const theirs of other.makers) {
      // A first name alone, and a whole name that begins with it, may be two people's.
      if (isName(mine) && isName(theirs)) continue
      const [ours, others] = [spell(mine), spell(theirs)]
      // "engineering@one.example", "engineering@two.example".
      if (!isSharedName(ours) && !isSharedName(others) && areOne(ours, others)) return theirs
    }
  return null
}

const isName = (key: string) => key.startsWith('name ')

/** Two words at least: an initial before the family name is none. */
const isWholeName = (key: string) =>
  isName(key) &&
  key
    .split(' ')
    .slice(1)
    .filter(({ length }) => length > 1).length > 1

/** Letters and digits alone. */
const spell = (key: string): string =>
  key
    .toLowerCase()
    .replace(/^name /, '')
    .split('@', 1)[0]!
    .replace(/[^\p{L}\p{N}]+/gu, '')

const goesOn = (mine: string, theirs: string) => mine.startsWith(theirs) || theirs.startsWith(mine)

/** Letters that may be initials: a longer word is a name of its own. */
const mostInitials = 2

function areKindred(mine: string, theirs: string): boolean {
  const [short, long] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine]
  if (short.length >= shortestAccount && long.startsWith(short)) return true
  let back = 0
  while (back < short.length && short.at(-1 - back) === long.at(-1 - back)) back++
  const [few, many] = [short, long].map((word) => word.slice(0, word.length - back)) as [string, string]
  if (few === '' || back < shortestFamilyName) return false
  return (
    many.startsWith(few) || (few.length <= mostInitials && few.length < many.length && few[0] === many[0])
  )
}
