import { channelNames, distanceWeight } from '../weights.ts'
import { frequencyWeights } from './corpus.ts'
import { at, channelsAt, countBits } from './layout.ts'
import type { QueryChannel } from './query.ts'

/** Where the channels of a signature begin, and the last one ends: written to `into`. */
export function rangesOf(words: Uint32Array, offset: number, into: Int32Array): void {
  let from = channelsAt(words, offset)
  for (let channel = 0; channel < channelNames.length; channel++) {
    into[channel] = from
    from += words[offset + at.lengths + channel]!
  }
  into[channelNames.length] = from
}

/** Logarithms of small distances: a search asks for thousands of them. */
const distances = Float64Array.from({ length: 1 << 15 }, (_, apart) => distanceWeight * Math.log(1 + apart))

export function distance(a: number, b: number): number {
  const apart = Math.abs(a - b)
  return apart < distances.length ? distances[apart]! : distanceWeight * Math.log(1 + apart)
}

/**
 * Summed in the order of the other side's terms, which ascend; the count of a term is damped, its rarity is in the
 * query's weight already.
 */
export function dot(
  { weights: mineWeights, table }: QueryChannel,
  theirs: Uint32Array,
  theirFrom: number,
  theirTo: number,
): number {
  const { bits, slots, places, mask } = table
  let sum = 0
  for (let next = theirFrom; next < theirTo; next++) {
    // As findSlot does it, without a call for each of the many that are not there.
    const hash = theirs[next]! >>> 8
    if (((bits[hash & 63]! >>> ((hash >>> 6) & 31)) & 1) === 0) continue
    let slot = hash & mask
    while (slots[slot] !== 0 && slots[slot]! >>> 8 !== hash) slot = (slot + 1) & mask
    if (slots[slot] === 0) continue
    const weight = mineWeights[places[slot]!]!
    // weight = tf(mine) · idf, and the other side's is tf(theirs) · idf.
    const count = slots[slot]! & countBits
    const other = theirs[next]! & countBits
    sum +=
      count === other
        ? weight * weight
        : (weight * weight * frequencyWeights[other]!) / frequencyWeights[count]!
  }
  return sum
}
