import { type Channel, channelNames } from '../weights.ts'
import type { CandidateIndex } from './candidate-index.ts'
import { at, channelsAt, countBits } from './layout.ts'
import type { Signature } from './signature.ts'

export interface Mass {
  shared: number
  a: number
  b: number
}

/**
 * Σ rarity · count of what both have in some channels, and of what each has. A term that only these two have counts 1,
 * in a repository of any size; one that all have counts next to nothing.
 */
export function sharedMass(
  a: Signature,
  b: Signature,
  channels: readonly Channel[],
  index: Pick<CandidateIndex, 'rarity'>,
): Mass {
  const mass = { shared: 0, a: 0, b: 0 }
  for (const name of channels) {
    const channel = channelNames.indexOf(name)
    const ofA = termsOf(a, channel)
    const ofB = termsOf(b, channel)
    for (let i = 0, j = 0; i < ofA.length || j < ofB.length; ) {
      const left = i < ofA.length ? ofA[i]! >>> 8 : Number.POSITIVE_INFINITY
      const right = j < ofB.length ? ofB[j]! >>> 8 : Number.POSITIVE_INFINITY
      const rarity = index.rarity(left <= right ? ofA[i]! : ofB[j]!, channel)
      const fromA = left <= right ? ofA[i++]! & countBits : 0
      const fromB = right <= left ? ofB[j++]! & countBits : 0
      mass.a += rarity * fromA
      mass.b += rarity * fromB
      mass.shared += rarity * Math.min(fromA, fromB)
    }
  }
  return mass
}

/** The packed terms of one channel. */
export function termsOf({ words }: Signature, channel: number): Uint32Array {
  let from = channelsAt(words, 0)
  for (let before = 0; before < channel; before++) from += words[at.lengths + before]!
  return words.subarray(from, from + words[at.lengths + channel]!)
}

/**
 * Whether two changes are the same to the letter; unknown, and so false, for changes too small or too large to tell.
 */
export function samePatch(a: Signature, b: Signature): boolean {
  return sameId(a, b, at.patchId)
}

/** Whether the deciding files become the same: path, content and mode; false where a content is not known. */
export function sameOutcome(a: Signature, b: Signature): boolean {
  return sameId(a, b, at.outcomeId)
}

function sameId(a: Signature, b: Signature, place: number): boolean {
  const [high, low] = [a.words[place]!, a.words[place + 1]!]
  return (high !== 0 || low !== 0) && high === b.words[place] && low === b.words[place + 1]
}
