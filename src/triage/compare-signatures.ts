import type { Corpus } from './corpus.ts'
import { at, channelsAt, commitsAt, countBits, placesAt, termKey, wordsPerPlace } from './layout.ts'
import {
  type Channel,
  channelNames,
  channelWeights,
  distanceWeight,
  hunkOverlapWeight,
  hunkReach,
  sameAuthorPenalty,
  sharedCommitsPenalty,
  supportCap,
  supportChannels,
} from './model.ts'

/** How alike two pull requests are, and what that is made of. */
export interface Similarity {
  /** For ranking: `similarity`, what tests and docs add, less what the same author or shared commits take. */
  score: number
  /** What production code, messages, issues and the distance of the numbers say: a pair's probability is derived from it. */
  similarity: number
  sameAuthor: boolean
  /** Of the commits of whichever has fewer, the share that both have. */
  sharedCommits: number
}

/** The cosine of each channel that both sides have; `hunks` is the share of hunks at the same place. */
export type Signals = Partial<Record<Channel | 'hunks', number>>

/** One side of many comparisons, its weights looked up once. */
export interface Query {
  number: number
  words: Uint32Array
  offset: number
  /** By channel: where its terms lie in `words`, their weights, and the length of the vector. */
  channels: { from: number; to: number; weights: Float64Array; norm: number }[]
}

const weights = channelNames.map((name) => channelWeights[name])
/** 1 + ln tf for every count that a term can have. */
const damped = Float64Array.from({ length: countBits + 1 }, (_, count) => 1 + Math.log(Math.max(count, 1)))
const supports = channelNames.map((name) => supportChannels.includes(name))

export function openQuery(corpus: Corpus, number: number, words: Uint32Array, offset: number): Query {
  const channels: Query['channels'] = []
  let from = channelsAt(words, offset)
  for (let channel = 0; channel < channelNames.length; channel++) {
    const to = from + words[offset + at.lengths + channel]!
    const termWeights = new Float64Array(to - from)
    let sum = 0
    for (let next = from; next < to; next++) {
      const weight = corpus.weigh(words[next]!, termKey(words[next]!, channel))
      termWeights[next - from] = weight
      sum += weight * weight
    }
    channels.push({ from, to, weights: termWeights, norm: Math.sqrt(sum) })
    from = to
  }
  return { number, words, offset, channels }
}

/**
 * Compares exactly: in each channel that both sides have, the cosine of their weighted terms, of which the square root counts, since
 * agreement is redundant: what is alike in one channel is alike in most, and the second half of a likeness says less than the first.
 * A channel that one side lacks says nothing, neither for nor against.
 * @param signals filled with what the score is made of, where somebody asks.
 */
export function compareSignatures(
  corpus: Corpus,
  query: Query,
  document: number,
  signals: Signals | null,
): Similarity {
  const words = corpus.words(document)
  const offset = corpus.offset(document)
  const normsFrom = corpus.normsAt(document)
  let similarity = 0
  let support = 0
  let from = channelsAt(words, offset)
  for (let channel = 0; channel < channelNames.length; channel++) {
    const to = from + words[offset + at.lengths + channel]!
    const mine = query.channels[channel]!
    if (mine.to > mine.from && to > from) {
      const norms = mine.norm * corpus.norms[normsFrom + channel]!
      const cosine = norms > 0 ? Math.min(dot(query.words, mine, words, from, to) / norms, 1) : 0
      if (signals !== null) signals[channelNames[channel]!] = cosine
      if (supports[channel]) support += weights[channel]! * Math.sqrt(cosine)
      else similarity += weights[channel]! * Math.sqrt(cosine)
    }
    from = to
  }
  const hunks = hunkOverlap(query.words, query.offset, words, offset)
  if (hunks !== null) {
    if (signals !== null) signals.hunks = hunks
    similarity += hunkOverlapWeight * hunks
  }
  similarity -= distance(query.number, corpus.numberOf(document))
  const author = query.words[query.offset + at.author]!
  const sameAuthor = author !== 0 && author === words[offset + at.author]
  const sharedCommits = commitOverlap(query.words, query.offset, words, offset)
  const penalty = (sameAuthor ? sameAuthorPenalty : 0) + sharedCommitsPenalty * sharedCommits
  return {
    score: similarity + Math.min(support, supportCap) - penalty,
    similarity,
    sameAuthor,
    sharedCommits,
  }
}

export function distance(a: number, b: number): number {
  return distanceWeight * Math.log(1 + Math.abs(a - b))
}

/** Both lists ascend by hash; the count of a term is damped, its rarity is in the query's weight already. */
function dot(
  mine: Uint32Array,
  { from, to, weights: mineWeights }: Query['channels'][number],
  theirs: Uint32Array,
  theirFrom: number,
  theirTo: number,
): number {
  let sum = 0
  for (let i = from, j = theirFrom; i < to && j < theirTo; ) {
    const left = mine[i]! >>> 8
    const right = theirs[j]! >>> 8
    if (left === right) {
      const weight = mineWeights[i - from]!
      // weight = tf(mine) · idf, and the other side's is tf(theirs) · idf.
      const count = mine[i]! & countBits
      const other = theirs[j]! & countBits
      sum += count === other ? weight * weight : (weight * weight * damped[other]!) / damped[count]!
      i++
      j++
    } else if (left < right) i++
    else j++
  }
  return sum
}

function commitOverlap(a: Uint32Array, aOffset: number, b: Uint32Array, bOffset: number): number {
  const ofA = a[aOffset + at.commits]!
  const ofB = b[bOffset + at.commits]!
  if (ofA === 0 || ofB === 0) return 0
  let shared = 0
  let i = commitsAt(a, aOffset)
  let j = commitsAt(b, bOffset)
  for (const iEnd = i + ofA, jEnd = j + ofB; i < iEnd && j < jEnd; ) {
    const left = a[i]!
    const right = b[j]!
    if (left === right) shared++
    if (left <= right) i++
    if (right <= left) j++
  }
  return shared / Math.min(ofA, ofB)
}

/** Of the smaller change's hunks, the share at the same place as one of the other's; null without hunks. Symmetric. */
function hunkOverlap(a: Uint32Array, aOffset: number, b: Uint32Array, bOffset: number): number | null {
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
