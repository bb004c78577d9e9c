import { at, commitsAt, peopleAt } from './layout.ts'

/** Whether one person wrote commits of both. */
export function haveSameAuthor(a: Uint32Array, aOffset: number, b: Uint32Array, bOffset: number): boolean {
  const [ofA, ofB] = [a[aOffset + at.people]!, b[bOffset + at.people]!]
  return overlap(a, peopleAt(a, aOffset), ofA, b, peopleAt(b, bOffset), ofB) > 0
}

/** Of the commits of whichever has fewer, the share that both have. */
export function commitOverlap(a: Uint32Array, aOffset: number, b: Uint32Array, bOffset: number): number {
  const ofA = a[aOffset + at.commits]!
  const ofB = b[bOffset + at.commits]!
  if (ofA === 0 || ofB === 0) return 0
  return overlap(a, commitsAt(a, aOffset), ofA, b, commitsAt(b, bOffset), ofB) / Math.min(ofA, ofB)
}

/** How many hashes both lists have; both ascend. */
function overlap(a: Uint32Array, i: number, ofA: number, b: Uint32Array, j: number, ofB: number): number {
  let shared = 0
  for (const iEnd = i + ofA, jEnd = j + ofB; i < iEnd && j < jEnd; ) {
    const left = a[i]!
    const right = b[j]!
    if (left === right) shared++
    if (left <= right) i++
    if (right <= left) j++
  }
  return shared
}
