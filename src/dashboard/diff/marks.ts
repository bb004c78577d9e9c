import { diffWordsWithSpace } from 'diff'
import type { AlignedRow } from '../../domain/alignment.ts'
import { lineText } from './line-text.ts'

/** Where in a line something stands: from this character to before that one. */
export type Place = readonly [from: number, to: number]

export interface Marks {
  a: Place[]
  b: Place[]
}

/** Comparing two lines takes quadratic time, and in longer ones marks would not be read. */
const longestLine = 500
/** Two lines with less in common are two lines, not one that was changed: marks would cover all of both. */
const leastShared = 0.4

/**
 * What differs between the lines of one row, which begin with the same sign; null where there is nothing worth a mark.
 */
export function markDifferences({ a, b, shared }: AlignedRow): Marks | null {
  if (a === null || b === null || shared || a.sign !== b.sign || a.text === b.text) return null
  const [left, right] = [lineText(a), lineText(b)]
  if (Math.max(left.length, right.length) > longestLine) return null
  const marks: Marks = { a: [], b: [] }
  let [atA, atB, common] = [0, 0, 0]
  for (const { value, removed, added } of diffWordsWithSpace(left, right)) {
    const { length } = value
    if (removed) marks.a.push([atA, atA + length])
    else if (added) marks.b.push([atB, atB + length])
    else common += value.trim().length
    if (!added) atA += length
    if (!removed) atB += length
  }
  return common / Math.max(left.trim().length, right.trim().length, 1) < leastShared ? null : marks
}
