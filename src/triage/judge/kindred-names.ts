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
}

/**
 * One person by two accounts that are called alike, who writes the same within a week: the key of the second; null when
 * it is not so. Alike are an account and a longer one that begins with it ("coopersam", "coopersam.l4"), and an initial
 * or a first name before one family name ("s.ironwood", "samironwood"). Only of two that write the same.
 */
export function findKindredName(one: Signed, other: Signed): string | null {
  const days = Math.abs(Date.parse(one.createdAt) - Date.parse(other.createdAt)) / 86_400_000
  if (!(days <= mostDays)) return null
  for (const mine of one.makers)
    for (const theirs of other.makers) {
      // Two whole names of one family are two people's.
      if (isName(mine) && isName(theirs)) continue
      if (areKindred(spell(mine), spell(theirs))) return theirs
    }
  return null
}

const isName = (key: string) => key.startsWith('name ')

/** Letters and digits alone. */
const spell = (key: string): string =>
  key
    .replace(/^name /, '')
    .split('@', 1)[0]!
    .replace(/[^\p{L}\p{N}]+/gu, '')

function areKindred(mine: string, theirs: string): boolean {
  const [short, long] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine]
  if (short.length >= shortestAccount && long.startsWith(short)) return true
  let back = 0
  while (back < short.length && short.at(-1 - back) === long.at(-1 - back)) back++
  return short[0] === long[0] && back >= shortestFamilyName && back < short.length
}
