import { sinceLanding } from './landing.ts'
import { count, number } from './numbers.ts'

/** "3 duplicate sets in acme/gateway". */
export const setsSentence = (sets: number, repository: string): string =>
  `${count(sets, 'duplicate set')} in ${repository}`

export const noSetsSentence = (listed: number, repository: string): string =>
  `No duplicates among the ${count(listed, 'pull request')} of ${repository}.`

/**
 * An open pull request whose change is there already: "#7: the default branch has had this change since 2026-07-10
 * (7a9c460): Parse ports".
 */
export const landedLine = (pull: {
  number: number
  title: string
  landed: { sha: string; committedAt: string }
}): string =>
  `#${pull.number}: the default branch has had this change ${sinceLanding(pull.landed)}: ${pull.title}`

/** A pull request that was not read, or not wholly, and why. */
export const incompleteLine = ({
  number: pull,
  outcome,
  reason,
}: {
  number: number
  outcome: 'analyzed' | 'unchanged' | 'failed'
  reason: string
}): string => `#${pull} ${outcome === 'failed' ? 'could not be read' : 'was read in part'}: ${reason}`

interface Counts {
  listed: number
  analyzed: number
  unchanged: number
  failed: number
  degraded: number
}

/**
 * "12,345 listed, 12,000 analysed, 300 unchanged, 45 failed, 2 in part": what is none is left out, but for the first
 * two.
 */
export function scanCounts({ listed, analyzed, unchanged, failed, degraded }: Counts): string {
  const some = (many: number, what: string) => (many > 0 ? [`${number(many)} ${what}`] : [])
  return [
    `${number(listed)} listed`,
    `${number(analyzed)} analysed`,
    ...some(unchanged, 'unchanged'),
    ...some(failed, 'failed'),
    ...some(degraded, 'in part'),
  ].join(', ')
}
