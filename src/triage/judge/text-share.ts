import { competingText } from '../weights.ts'
import { countAll, countShared, jaccard, without } from './bags.ts'
import { netLines } from './net-lines.ts'
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

/** Fewer lines are an edit, and no text. */
const leastEmptied = 6
/** Of the lines that go, so many in their place are a remainder ("test"), and from the other share on a new text. */
const remainderShare = 0.15
const rewrittenShare = 0.25

/**
 * Whether one only takes away what the other writes anew: a page is emptied, or gets another text. Code that is removed
 * for good leaves callers to be adapted, elsewhere and fewer.
 */
export function emptiesOne(a: Side, b: Side): boolean {
  const [ofA, ofB] = [netOf(a), netOf(b)]
  const [emptied, anew] = ofA.written < ofB.written ? [ofA, ofB] : [ofB, ofA]
  return (
    emptied.gone >= leastEmptied &&
    emptied.written <= emptied.gone * remainderShare &&
    anew.written >= emptied.gone * rewrittenShare &&
    anew.gone >= leastEmptied &&
    // Two that put much of the same in its place do the same.
    (jaccard(ofA.lines, ofB.lines) ?? 0) < competingText
  )
}

const netOf = (side: Side) => {
  const [lines, removed] = netLines(side)
  return { lines, written: countAll(lines), gone: countAll(removed) }
}

/** Jaccard of what both write where both format as well; null where one of them does not, or does nothing else. */
function writtenShare(a: Side, b: Side): number | null {
  if (a.reflowed.size === 0 || b.reflowed.size === 0) return null
  return jaccard(without(a.added, a.reflowed), without(b.added, b.reflowed))
}
