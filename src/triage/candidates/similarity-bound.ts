import { type Channel, channelNames, channelWeights, hunkOverlapWeight } from '../weights.ts'
import type { Corpus } from './corpus.ts'
import { hunkOverlap } from './hunk-overlap.ts'
import { distance, dot, rangesOf } from './products.ts'
import type { Query } from './query.ts'

/** The channels of a pair's similarity, those first that tell strangers apart at the least cost. */
const telling = [
  'issues',
  'paths',
  'removedLines',
  'addedLines',
  'location',
  'pathWords',
  'removedTokens',
  'addedTokens',
  'messageWords',
  'subWords',
] as const satisfies readonly Channel[]
const inOrder = telling.map((name) => ({ channel: channelNames.indexOf(name), weight: channelWeights[name] }))
/** Sums in another order differ in their last digits. */
const roundingError = 1e-6

/** Where the channels of the other side begin: written anew for each comparison. */
const ranges = new Int32Array(channelNames.length + 1)

/**
 * Whether the similarity of a query and a document may come to `floor`: false only where it does not (threshold search
 * by upper bounds: Bayardo, Ma and Srikant 2007). What a channel could add at most is taken as given until it is
 * compared, and most strangers are told apart by the lengths of their vectors or by the first few channels.
 */
export function canReach(corpus: Corpus, query: Query, document: number, floor: number): boolean {
  const words = corpus.words(document)
  const offset = corpus.offset(document)
  rangesOf(words, offset, ranges)
  const normsFrom = corpus.normsAt(document)
  const least = floor - roundingError + distance(query.number, corpus.numberOf(document))
  let most = hunkOverlapWeight
  for (const { channel, weight } of inOrder) {
    mostOf[channel] = weight * mostRoot(corpus, query, normsFrom, channel)
    most += mostOf[channel]!
  }
  if (most < least) return false
  for (const { channel, weight } of inOrder) {
    if (mostOf[channel] === 0) continue
    const mine = query.channels[channel]!
    const norms = mine.norm * corpus.norms[normsFrom + channel]!
    const product = dot(mine, words, ranges[channel]!, ranges[channel + 1]!)
    most += weight * Math.sqrt(Math.min(product / norms, 1)) - mostOf[channel]!
    if (most < least) return false
  }
  const hunks = hunkOverlap(query.words, query.offset, words, offset) ?? 0
  return most - hunkOverlapWeight * (1 - hunks) >= least
}

/** What each channel adds at most: written anew for each comparison. */
const mostOf = new Float64Array(channelNames.length)

/**
 * What the root of a channel's cosine is at most, from the lengths of both vectors: a term that both have weighs in the
 * one no more than its largest damped count times what it weighs in the other, so the product is at most that count
 * times the square of the other's length.
 */
function mostRoot(corpus: Corpus, query: Query, normsFrom: number, channel: number): number {
  const mine = query.channels[channel]!
  const theirs = corpus.norms[normsFrom + channel]!
  if (mine.norm === 0 || theirs === 0) return 0
  const ratio = mine.norm / theirs
  return Math.sqrt(Math.min(1, corpus.mostWeights[normsFrom + channel]! * ratio, mine.mostWeight / ratio))
}
