import { hunkReach } from '../weights.ts'
import { at, placesAt, wordsPerPlace } from './layout.ts'

/** Of the smaller change's hunks, the share at the same place as one of the other's; null without hunks. Symmetric. */
export function hunkOverlap(a: Uint32Array, aOffset: number, b: Uint32Array, bOffset: number): number | null {
  const ofA = a[aOffset + at.places]!
  const ofB = b[bOffset + at.places]!
  if (ofA === 0 || ofB === 0) return null
  const forward = () => coveredShare(a, aOffset, b, bOffset)
  const back = () => coveredShare(b, bOffset, a, aOffset)
  return ofA === ofB ? Math.max(forward(), back()) : ofA < ofB ? forward() : back()
}

/** Places are in order of path hash, then line: only those of the same path are looked at. */
function coveredShare(
  small: Uint32Array,
  smallOffset: number,
  large: Uint32Array,
  largeOffset: number,
): number {
  const count = small[smallOffset + at.places]!
  const end = placesAt(largeOffset) + large[largeOffset + at.places]! * wordsPerPlace
  let first = placesAt(largeOffset)
  let shared = 0
  for (let index = 0, i = placesAt(smallOffset); index < count; index++, i += wordsPerPlace) {
    while (first < end && large[first]! < small[i]!) first += wordsPerPlace
    for (let j = first; j < end && large[j] === small[i]; j += wordsPerPlace)
      if (large[j + 1]! <= small[i + 2]! + hunkReach && small[i + 1]! <= large[j + 2]! + hunkReach) {
        shared++
        break
      }
  }
  return shared / count
}
