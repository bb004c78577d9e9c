import { count } from './numbers.ts'

/** How far the comparison of a repository without sets has come. */
export interface SetsKnown {
  openPulls: number
  /** When the last scan was done; null: nothing was compared so far. */
  comparedAt: string | null
}

/** What stands where the sets would: that there are none is said only of what was compared. */
export function emptySets({ openPulls, comparedAt }: SetsKnown): { headline: string; text: string } {
  const known = count(openPulls, 'open pull request')
  if (comparedAt === null)
    return {
      headline: 'Nothing has been compared yet',
      text:
        openPulls === 0
          ? 'No pull request is known so far: duplicates show up here when the first scan is done.'
          : `${known} ${openPulls === 1 ? 'is' : 'are'} known so far: duplicates show up here when the first scan is done.`,
    }
  if (openPulls < 2)
    return {
      headline: 'No duplicates',
      text:
        openPulls === 0
          ? 'No pull request is open.'
          : 'One pull request is open: there is no other to compare it with.',
    }
  return {
    headline: 'No duplicates',
    text: `Of ${known}, none that was read does what another one does.`,
  }
}
