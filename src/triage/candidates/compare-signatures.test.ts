import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PlainParts, plainSignature } from '../../testing/plain-signature.ts'
import {
  builtOnPenalty,
  type Channel,
  channelNames,
  channelWeights,
  distanceWeight,
  hunkOverlapWeight,
  hunkReach,
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
import { compareSignatures, type Signals, type Similarity } from './compare-signatures.ts'
import { Corpus } from './corpus.ts'
import { hashText } from './hash.ts'
import { flags } from './layout.ts'
import { openQuery } from './query.ts'

/** The term by which a text names a number, without its count. */
const issueTerm = (number: number) => hashText(String(number), channelNames.indexOf('issues') + 1) >>> 8

interface Pull {
  number: number
  parts: PlainParts
}

/** The comparison as the comment above it and weights.ts say it, with maps and no care for speed. */
function compareByDefinition(
  one: Pull,
  other: Pull,
  mergedDaysBefore: number | null,
  weigh: Weigh,
): Similarity & { signals: Signals } {
  const vector = ({ parts }: Pull, name: Channel) =>
    new Map(
      Object.entries(parts.terms?.[name] ?? {}).map(([hash, count]) => [
        hash,
        weigh(name, Number(hash), count),
      ]),
    )
  const cosine = (a: Map<string, number>, b: Map<string, number>) => {
    let [product, ofA, ofB] = [0, 0, 0]
    for (const [term, weight] of a) product += weight * (b.get(term) ?? 0)
    for (const weight of a.values()) ofA += weight ** 2
    for (const weight of b.values()) ofB += weight ** 2
    return product === 0 ? 0 : product / Math.sqrt(ofA * ofB)
  }
  const both = one.parts.flags! & other.parts.flags!
  const decidedBy = both & flags.docs ? 'docsTokens' : both & flags.tests ? 'testTokens' : null
  const signals: Signals = {}
  let [similarity, support, ranked] = [0, 0, 0]
  for (const name of channelNames) {
    const [a, b] = [vector(one, name), vector(other, name)]
    if (channelWeights[name] === 0 || a.size === 0 || b.size === 0 || name === decidedBy) continue
    signals[name] = cosine(a, b)
    const worth = channelWeights[name] * Math.sqrt(signals[name])
    if (supportChannels.includes(name)) support += worth
    else similarity += worth
    if (name === 'location') ranked += rankedLocation * Math.sqrt(signals[name])
  }
  support += wideWordsWeight * Math.sqrt(wide(one, other, weigh))
  ranked +=
    saidAndDoneWeight * Math.sqrt(Math.max(doneAsSaid(one, other, weigh), doneAsSaid(other, one, weigh)))
  const hunks = hunkShare(one.parts.places ?? [], other.parts.places ?? [])
  if (hunks !== null) {
    signals.hunks = hunks
    similarity += hunkOverlapWeight * hunks
    ranked += rankedHunks * hunks
  }
  similarity -= distanceWeight * Math.log(1 + Math.abs(one.number - other.number))
  const common = (a: readonly number[] = [], b: readonly number[] = []) =>
    a.filter((hash) => b.includes(hash)).length
  const sameAuthor = common(one.parts.people, other.parts.people) > 0
  const fewest = Math.min(one.parts.commits?.length ?? 0, other.parts.commits?.length ?? 0)
  const sharedCommits = fewest === 0 ? 0 : common(one.parts.commits, other.parts.commits) / fewest
  const [older, newer] = one.number < other.number ? [one, other] : [other, one]
  const added = Object.keys(older.parts.terms?.addedLines ?? {})
  const old = Object.keys(newer.parts.terms?.location ?? {})
  const builtOn = added.length === 0 ? 0 : added.filter((line) => old.includes(line)).length / added.length
  const names = ({ parts }: Pull, { number }: Pull) => parts.terms?.issues?.[issueTerm(number)] !== undefined
  const ofAuthor = samePatch(one, other)
    ? sameAuthorPenalty + openedAnewPenalty
    : sameAuthorPenalty * (1 - (signals.issues ?? 0))
  const penalty =
    (sameAuthor ? ofAuthor : 0) +
    sharedCommitsPenalty * sharedCommits +
    builtOnPenalty * builtOn +
    (mergedDaysBefore === null
      ? 0
      : Math.min(mergedDaysWeight * Math.log(1 + mergedDaysBefore), mostMergedPenalty)) -
    (!sameAuthor && (names(one, other) || names(other, one)) ? namedBonus : 0)
  return {
    score: similarity + ranked + Math.min(support, supportCap) - penalty,
    similarity,
    sameAuthor,
    sharedCommits,
    rollUp: ((one.parts.flags! | other.parts.flags!) & flags.rollUp) !== 0,
    mergedBefore: mergedDaysBefore !== null,
    signals,
  }
}

/** Both ids are known, and the same. */
const samePatch = (
  { parts: { patchId: mine = [0, 0] } }: Pull,
  { parts: { patchId: theirs = [0, 0] } }: Pull,
) => mine.some((half) => half !== 0) && mine.every((half, at) => half === theirs[at])

type Weigh = (channel: Channel, hash: number, count: number) => number

/**
 * Cosine of all sub-words of each: what one has in two channels is two words, each of which meets both of the other's.
 */
function wide(one: Pull, other: Pull, weigh: Weigh): number {
  const channels = ['subWords', 'supportWords'] as const
  let [product, ofOne, ofOther] = [0, 0, 0]
  for (const name of channels) {
    const mine = Object.entries(one.parts.terms?.[name] ?? {})
    for (const [hash, count] of mine) {
      const weight = weigh(name, Number(hash), count)
      ofOne += weight ** 2
      for (const theirs of channels) {
        const times = other.parts.terms?.[theirs]?.[Number(hash)]
        // A word is as rare on either side as the channel says that it stands in there.
        if (times !== undefined) product += weight * weigh(theirs, Number(hash), times)
      }
    }
    for (const [hash, count] of Object.entries(other.parts.terms?.[name] ?? {}))
      ofOther += weigh(name, Number(hash), count) ** 2
  }
  return product === 0 ? 0 : Math.min(product / Math.sqrt(ofOne * ofOther), 1)
}

/** Cosine of the words of a message with all that another change does, in words and paths. */
function doneAsSaid(one: Pull, other: Pull, weigh: Weigh): number {
  const said = Object.entries(one.parts.terms?.messageWords ?? {})
  let [product, ofMessage, ofChange] = [0, 0, 0]
  for (const [hash, count] of said) ofMessage += weigh('messageWords', Number(hash), count) ** 2
  for (const name of ['subWords', 'supportWords', 'pathWords'] as const) {
    const does = other.parts.terms?.[name] ?? {}
    for (const [hash, count] of Object.entries(does)) ofChange += weigh(name, Number(hash), count) ** 2
    for (const [hash, count] of said)
      if (does[Number(hash)] !== undefined)
        product += weigh('messageWords', Number(hash), count) * weigh(name, Number(hash), does[Number(hash)]!)
  }
  return product === 0 ? 0 : Math.min(product / Math.sqrt(ofMessage * ofChange), 1)
}
const damp = (count: number) => 1 + Math.log(count)
type Place = [number, number, number]

function hunkShare(a: readonly Place[], b: readonly Place[]): number | null {
  if (a.length === 0 || b.length === 0) return null
  const covered = (small: readonly Place[], large: readonly Place[]) =>
    small.filter(([path, from, to]) =>
      large.some(
        ([otherPath, start, end]) => path === otherPath && start <= to + hunkReach && from <= end + hunkReach,
      ),
    ).length / small.length
  if (a.length === b.length) return Math.max(covered(a, b), covered(b, a))
  return a.length < b.length ? covered(a, b) : covered(b, a)
}

const numbers = [7, 8, 40]
const someHashes = fc
  .uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 3 })
  .map((hashes) => hashes.sort((x, y) => x - y))
const someTerms = fc.dictionary(
  fc.integer({ min: 1, max: 6 }).map((hash) => String(hash * 1_000_003)),
  fc.constantFrom(1, 1, 2, 3, 255),
  { maxKeys: 4 },
)
const issueTerms = fc
  .subarray([...numbers, 99])
  .map((named) => Object.fromEntries(named.map((number) => [issueTerm(number), 1])))
const somePlaces = fc
  .array(
    fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 14 }), fc.nat(3))
      .map(([path, from, more]): Place => [path, from, from + more]),
    { maxLength: 4 },
  )
  .map((places) => places.sort((x, y) => x[0] - y[0] || x[1] - y[1] || x[2] - y[2]))
const someParts: fc.Arbitrary<PlainParts> = fc.record({
  flags: fc.constantFrom(0, flags.production, flags.docs, flags.tests, flags.production | flags.rollUp),
  patchId: fc.constantFrom<[number, number]>([0, 0], [0, 5], [5, 0], [5, 5]),
  places: somePlaces,
  commits: someHashes,
  people: someHashes,
  terms: fc
    .record(
      Object.fromEntries(channelNames.map((name) => [name, name === 'issues' ? issueTerms : someTerms])),
    )
    .chain((terms) =>
      fc.subarray(channelNames).map((kept) => Object.fromEntries(kept.map((name) => [name, terms[name]!]))),
    ),
})

const someDays = fc.constantFrom(null, 0, 0.5, 20, 400)

test('two signatures are compared as the definition says, for any content', () => {
  fc.assert(
    fc.property(fc.tuple(someParts, someParts, someParts), someDays, (all, mergedDaysBefore) => {
      const pulls = all.map((parts, at) => ({ number: numbers[at]!, parts }))
      const corpus = new Corpus()
      const documents = pulls.map(({ number, parts }) => corpus.add(number, plainSignature(parts)))
      const weigh: Weigh = (channel, hash, count) => {
        const having = pulls.filter(({ parts }) => parts.terms?.[channel]?.[hash] !== undefined).length
        return damp(count) * Math.log(1 + (pulls.length - having + 0.5) / (having + 0.5))
      }
      for (const [at, one] of pulls.entries())
        for (const [index, other] of pulls.entries()) {
          if (one === other) continue
          const { words } = plainSignature(one.parts)
          const signals: Signals = {}
          const found = compareSignatures(
            corpus,
            openQuery(corpus, one.number, words, 0),
            documents[index]!,
            mergedDaysBefore,
            signals,
          )
          const expected = compareByDefinition(one, other, mergedDaysBefore, weigh)
          const { signals: expectedSignals, ...rest } = expected
          expect(close(found), `${at} and ${index}`).toEqual(close(rest))
          expect(close(signals)).toEqual(close(expectedSignals))
          // The same when it is read out of the corpus, where no one asks for the signals.
          const stored = openQuery(
            corpus,
            one.number,
            corpus.words(documents[at]!),
            corpus.offset(documents[at]!),
          )
          expect(compareSignatures(corpus, stored, documents[index]!, mergedDaysBefore, null)).toEqual(found)
        }
    }),
    { numRuns: 60 },
  )
})

/** Sums in another order differ in their last digits. */
const close = (values: object) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? Math.round(value * 1e9) / 1e9 + 0 : value,
    ]),
  )
