import {
  builtOnPenalty,
  type Channel,
  channelNames,
  channelWeights,
  hunkOverlapWeight,
  mergedDaysWeight,
  mostMergedPenalty,
  namedBonus,
  openedAnewPenalty,
  rankedHunks,
  rankedLocation,
  saidAndDoneWeight,
  sameAuthorPenalty,
  sharedCommitsPenalty,
  supportCap,
  supportChannels,
  wideWordsWeight,
} from '../weights.ts'
import type { Corpus } from './corpus.ts'
import { hunkOverlap } from './hunk-overlap.ts'
import { at, flags, termKey } from './layout.ts'
import { builtOnShare, hasSamePatch, namesOther } from './pair-leads.ts'
import { distance, dot, rangesOf } from './products.ts'
import type { Query, QueryChannel } from './query.ts'
import { commitOverlap, haveSameAuthor } from './shared-hashes.ts'
import { findSlot } from './term-table.ts'

/** How alike two pull requests are, and what that is made of. */
export interface Similarity {
  /**
   * For ranking: `similarity`, what tests, docs and the hunks add, less what the same author or shared commits take.
   */
  score: number
  /**
   * What production code, messages, issues and the distance of the numbers say: a pair's probability is derived from
   * it.
   */
  similarity: number
  /** One person wrote commits of both. */
  sameAuthor: boolean
  /** Of the commits of whichever has fewer, the share that both have. */
  sharedCommits: number
  /** Either gathers the work of many. */
  rollUp: boolean
  /** The older one was merged before the newer one began. */
  mergedBefore: boolean
}

/** The cosine of each channel that both sides have; `hunks` is the share of hunks at the same place. */
export type Signals = Partial<Record<Channel | 'hunks', number>>

const weights = channelNames.map((name) => channelWeights[name])
const supports = channelNames.map((name) => supportChannels.includes(name))

/**
 * Compares exactly: in each channel that both sides have, the cosine of their weighted terms, of which the square root
 * counts, since agreement is redundant: what is alike in one channel is alike in most, and the second half of a
 * likeness says less than the first. A channel that one side lacks says nothing, neither for nor against.
 * @param mergedDaysBefore days from the merge of the older one to where the newer one began; null where it was not
 *   merged before.
 * @param signals filled with what the score is made of, where it is asked for.
 */
export function compareSignatures(
  corpus: Corpus,
  query: Query,
  document: number,
  mergedDaysBefore: number | null,
  signals: Signals | null,
): Similarity {
  const words = corpus.words(document)
  const offset = corpus.offset(document)
  const normsFrom = corpus.normsAt(document)
  const number = corpus.numberOf(document)
  let similarity = 0
  let support = 0
  let ranked = 0
  let oneIssue = 0
  rangesOf(words, offset, ranges)
  products.fill(0)
  // Where docs (or tests) decide on both sides, their words are compared as what decides.
  const both = query.words[query.offset + at.flags]! & words[offset + at.flags]!
  const decidedBy = (both & flags.docs) !== 0 ? docsTokens : (both & flags.tests) !== 0 ? testTokens : -1
  for (let channel = 0; channel < channelNames.length; channel++) {
    const weight = weights[channel]!
    const from = ranges[channel]!
    const to = ranges[channel + 1]!
    const mine = query.channels[channel]!
    if (weight === 0 || mine.to === mine.from || to === from || channel === decidedBy) continue
    const norms = mine.norm * corpus.norms[normsFrom + channel]!
    const product = norms > 0 ? dot(mine, words, from, to) : 0
    products[channel] = product
    const cosine = norms > 0 ? Math.min(product / norms, 1) : 0
    if (signals !== null) signals[channelNames[channel]!] = cosine
    if (supports[channel]) support += weight * Math.sqrt(cosine)
    else similarity += weight * Math.sqrt(cosine)
    if (channel === location) ranked += rankedLocation * Math.sqrt(cosine)
    else if (channel === issues) oneIssue = cosine
  }
  support += wideWordsWeight * Math.sqrt(wideCosine(corpus, query, normsFrom, words))
  ranked += saidAndDoneWeight * Math.sqrt(saidAndDone(corpus, query, normsFrom, words))
  const hunks = hunkOverlap(query.words, query.offset, words, offset)
  if (hunks !== null) {
    if (signals !== null) signals.hunks = hunks
    similarity += hunkOverlapWeight * hunks
    ranked += rankedHunks * hunks
  }
  similarity -= distance(query.number, number)
  const sameAuthor = haveSameAuthor(query.words, query.offset, words, offset)
  const sharedCommits = commitOverlap(query.words, query.offset, words, offset)
  const rollUp = ((query.words[query.offset + at.flags]! | words[offset + at.flags]!) & flags.rollUp) !== 0
  const ofAuthor = hasSamePatch(query, words, offset)
    ? sameAuthorPenalty + openedAnewPenalty
    : sameAuthorPenalty * (1 - oneIssue)
  const penalty =
    (sameAuthor ? ofAuthor : 0) +
    sharedCommitsPenalty * sharedCommits +
    builtOnPenalty * builtOnShare(query, number, words, ranges) +
    (mergedDaysBefore === null
      ? 0
      : Math.min(mergedDaysWeight * Math.log(1 + mergedDaysBefore), mostMergedPenalty)) -
    (!sameAuthor && namesOther(query, number, words, ranges) ? namedBonus : 0)
  return {
    score: similarity + ranked + Math.min(support, supportCap) - penalty,
    similarity,
    sameAuthor,
    sharedCommits,
    rollUp,
    mergedBefore: mergedDaysBefore !== null,
  }
}

/** Where the channels of the other side begin, and the last one ends: written anew for each comparison. */
const ranges = new Int32Array(channelNames.length + 1)
/** What the vectors of both sides come to in each channel: written anew for each comparison. */
const products = new Float64Array(channelNames.length)

const docsTokens = channelNames.indexOf('docsTokens')
const testTokens = channelNames.indexOf('testTokens')
const subWords = channelNames.indexOf('subWords')
const supportWords = channelNames.indexOf('supportWords')
const pathWords = channelNames.indexOf('pathWords')
const messageWords = channelNames.indexOf('messageWords')
const location = channelNames.indexOf('location')
const issues = channelNames.indexOf('issues')

/**
 * Cosine of the sub-words of all files: those of the deciding ones and those of tests and docs, each against both of
 * the other side. A word weighs on either side what it does in the channel that it stands in there. Symmetric.
 */
function wideCosine(corpus: Corpus, query: Query, normsFrom: number, words: Uint32Array): number {
  const theirNorm = (channel: number) => corpus.norms[normsFrom + channel]!
  const [ours, helping] = [query.channels[subWords]!, query.channels[supportWords]!]
  const across = crossDot(corpus, ours, words, supportWords) + crossDot(corpus, helping, words, subWords)
  const product =
    products[subWords]! + across + dot(helping, words, ranges[supportWords]!, ranges[supportWords + 1]!)
  if (product === 0) return 0
  const mineSquared = ours.norm ** 2 + helping.norm ** 2
  const theirsSquared = theirNorm(subWords) ** 2 + theirNorm(supportWords) ** 2
  return Math.min(product / Math.sqrt(mineSquared * theirsSquared), 1)
}

/** What a change does, in words: hashed alike, so that a message can be compared with them. */
const done = [subWords, supportWords, pathWords] as const

/**
 * Cosine of what one says and what the other does, the larger of the two directions. A word weighs on either side what
 * it does in the channel that it stands in there. Symmetric.
 */
function saidAndDone(corpus: Corpus, query: Query, normsFrom: number, words: Uint32Array): number {
  let [weSay, theySay, weDo, theyDo] = [0, 0, 0, 0]
  for (const channel of done) {
    const ours = query.channels[channel]!
    weSay += crossDot(corpus, query.channels[messageWords]!, words, channel)
    theySay += crossDot(corpus, ours, words, messageWords)
    weDo += ours.norm ** 2
    theyDo += corpus.norms[normsFrom + channel]! ** 2
  }
  const share = (product: number, message: number, change: number) =>
    product === 0 ? 0 : Math.min(product / (message * Math.sqrt(change)), 1)
  return Math.max(
    share(weSay, query.channels[messageWords]!.norm, theyDo),
    share(theySay, corpus.norms[normsFrom + messageWords]!, weDo),
  )
}

/** The product of one of our channels with another one of theirs. */
function crossDot(corpus: Corpus, mine: QueryChannel, theirs: Uint32Array, channel: number): number {
  if (mine.to === mine.from) return 0
  const { table, weights: mineWeights } = mine
  const { bits } = table
  let sum = 0
  for (let next = ranges[channel]!, end = ranges[channel + 1]!; next < end; next++) {
    const term = theirs[next]!
    // As findSlot does it, without a call for each of the many that are not there.
    const hash = term >>> 8
    if (((bits[hash & 63]! >>> ((hash >>> 6) & 31)) & 1) === 0) continue
    const slot = findSlot(table, term)
    if (slot === -1) continue
    sum +=
      mineWeights[table.places[slot]!]! * corpus.weigh(term, corpus.documentsWith(termKey(term, channel)))
  }
  return sum
}
