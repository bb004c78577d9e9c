import { countAll, countShared, jaccard, without } from './bags.ts'
import type { Side } from './side.ts'

/**
 * How much of two changes is textually the same. Of what both add, the share that is the same; where neither adds a
 * line, of what they remove. Where one only removes, of all that changes: to remove something and to put something else
 * in its place are two things. Where both break the same words into other lines and add something besides, that alone
 * counts: a formatter makes the same of a file for two that do different things in it. Symmetric.
 * @returns null when there is nothing to compare.
 */
export function sameTextShare(a: Side, b: Side): number | null {
  const added = writtenShare(a, b) ?? jaccard(a.added, b.added)
  if (added !== null) return added
  const removed = jaccard(a.removed, b.removed)
  if (removed === null || (a.added.size === 0 && b.added.size === 0)) return removed
  const [inA, inB] = [a, b].map((side) => countAll(side.added) + countAll(side.removed)) as [number, number]
  const both = countShared(a.removed, b.removed)
  return both / (inA + inB - both)
}

/** Of the added lines that both have, the share that a formatter made, from which the rest tells little. */
const formattedShare = 0.6
/** One may be any line. */
const leastFormatted = 2

/**
 * Whether most of what both add is what a formatter makes of lines that stood there. Not where both are for that: each
 * does hardly anything else, and one nothing that the other does not. Symmetric.
 */
export function formatAlike(a: Side, b: Side): boolean {
  const formatted = countShared(a.reflowed, b.reflowed)
  if (formatted < leastFormatted || formatted < formattedShare * countShared(a.added, b.added)) return false
  const [mine, theirs] = [writtenBy(a), writtenBy(b)]
  if (countShared(mine, theirs) < Math.min(countAll(mine), countAll(theirs))) return true
  return [a, b].some(({ added, reflowed }) => countAll(reflowed) < formattedShare * countAll(added))
}

const writtenBy = ({ added, reflowed }: Side) => without(added, reflowed)

/** Jaccard of what both write where both format as well; null where one of them does not, or does nothing else. */
function writtenShare(a: Side, b: Side): number | null {
  if (a.reflowed.size === 0 || b.reflowed.size === 0) return null
  return jaccard(writtenBy(a), writtenBy(b))
}
