import { expect, test } from 'vitest'
import { plainSignature } from '../../testing/plain-signature.ts'
import { channelNames } from '../weights.ts'
import { Corpus } from './corpus.ts'
import { termKey } from './layout.ts'
import { stepOf } from './steps.ts'

const location = channelNames.indexOf('location')
const paths = channelNames.indexOf('paths')
/** Terms whose keys lie far apart, with how often each occurs. */
const terms = (...counts: [hash: number, count: number][]) => ({
  terms: { location: Object.fromEntries(counts) },
})
const keyOf = (hash: number, channel = location) => termKey(hash << 8, channel)

test('a term weighs by how often it occurs here, and by how few others have it', () => {
  const corpus = new Corpus()
  for (const number of [1, 2, 3]) corpus.add(number, plainSignature(terms([5, number], [9 + number, 1])))
  const idf = (documents: number) => Math.log(1 + (3 - documents + 0.5) / (documents + 0.5))
  expect([0, 1, 2, 3].map((documents) => corpus.idf(documents))).toEqual([0, 1, 2, 3].map(idf))
  expect(corpus.documentsWith(keyOf(5))).toBe(3)
  expect(corpus.documentsWith(keyOf(5, paths))).toBe(0)
  expect(corpus.weigh((10 << 8) | 1, corpus.documentsWith(keyOf(10)))).toBe(idf(1))
  expect(corpus.weigh((5 << 8) | 7, corpus.documentsWith(keyOf(5)))).toBeCloseTo(
    (1 + Math.log(7)) * idf(3),
    12,
  )
  expect(corpus.weigh(5 << 8, corpus.documentsWith(keyOf(5)))).toBe(0)
  // More than there are, which a shared counter can make it seem, weighs next to nothing and never less.
  expect(corpus.idf(9)).toBe(0)
  expect(corpus.idf(5_000)).toBe(0)
})

test('the rarity of a term follows the number of pull requests, in steps', () => {
  const corpus = new Corpus()
  corpus.add(1, plainSignature())
  expect(corpus.idf(1)).toBeCloseTo(Math.log(1 + 0.5 / 1.5), 12)
  for (let number = 2; number <= 3_000; number++) corpus.add(number, plainSignature())
  const size = stepOf(3_000)
  expect(size).toBeGreaterThan(2_000)
  for (const documents of [1, 2_047, 2_048, size])
    expect(corpus.idf(documents)).toBeCloseTo(Math.log(1 + (size - documents + 0.5) / (documents + 0.5)), 12)
})

test('the length of a vector and the root of its terms are those of the document as it stands', () => {
  const corpus = new Corpus()
  const one = corpus.add(1, plainSignature({ terms: { location: { 5: 2, 6: 1 }, paths: { 7: 1 } } }))
  const expectNorms = () => {
    const from = corpus.normsAt(one)
    const weights = [[5, 2] as const, [6, 1] as const].map(([hash, count]) =>
      corpus.weigh((hash << 8) | count, corpus.documentsWith(keyOf(hash))),
    )
    expect(corpus.norms[from + location]).toBeCloseTo(Math.hypot(...weights), 12)
    expect(corpus.norms[from + paths]).toBeCloseTo(
      corpus.weigh((7 << 8) | 1, corpus.documentsWith(keyOf(7, paths))),
      12,
    )
    expect(corpus.norms[from + location + 1]).toBe(0)
  }
  expectNorms()
  // One of its terms becomes less rare.
  corpus.add(2, plainSignature(terms([5, 1])))
  expectNorms()
  corpus.remove(2)
  expectNorms()
  const roots = corpus.inverseRoots.subarray(one * channelNames.length, (one + 1) * channelNames.length)
  expect(roots[location]).toBe(Math.fround(1 / Math.sqrt(2)))
  expect(roots[paths]).toBe(1)
  expect(roots[location + 1]).toBe(0)
})

test('what was removed leaves nothing, and its place is used again once it was recycled', () => {
  const corpus = new Corpus()
  const one = corpus.add(1, plainSignature(terms([5, 1])))
  const other = corpus.add(2, plainSignature(terms([5, 1], [6, 1])))
  expect([corpus.size, corpus.room, [...corpus.live()]]).toEqual([2, 2, [one, other]])
  expect(corpus.remove(9)).toBe(false)
  expect(corpus.remove(1)).toBe(true)
  expect([corpus.size, corpus.room, corpus.documentOf(1), corpus.documentOf(2)]).toEqual([
    1,
    2,
    undefined,
    other,
  ])
  expect(corpus.documentsWith(keyOf(5))).toBe(1)
  const channels = channelNames.length
  expect(Math.max(...corpus.inverseRoots.subarray(one * channels, (one + 1) * channels))).toBe(0)
  expect(corpus.inverseRoots[other * channels + location]).toBeGreaterThan(0)
  const third = corpus.add(3, plainSignature())
  expect(third).toBe(2)
  corpus.recycle()
  expect(corpus.add(4, plainSignature(terms([8, 1])))).toBe(one)
  expect(corpus.numberOf(one)).toBe(4)
  expect(corpus.inverseRoots[one * channels + location]).toBe(1)
  expect(corpus.add(5, plainSignature())).toBe(3)
})

test('many that come and go leave each as it was given, in memory for those alone that are there', () => {
  const corpus = new Corpus()
  const given = new Map<number, ReturnType<typeof plainSignature>>()
  // Large ones: the memory is copied when a third of it is dead.
  const commits = Array.from({ length: 120_000 }, (_, index) => index)
  for (const [at, number] of [1, 2, 1, 1, 3, 2, 2, 1, 3, 1, 1, 2].entries()) {
    corpus.remove(number)
    const signature = plainSignature({ commits, ...terms([at + 1, 1], [77, 1]) })
    corpus.add(number, signature)
    given.set(number, signature)
  }
  for (const [number, { words }] of given) {
    const document = corpus.documentOf(number)!
    const stored = corpus.signatureOf(document).words
    expect(Buffer.compare(new Uint8Array(stored.buffer), new Uint8Array(words.buffer))).toBe(0)
    expect(corpus.words(document)[corpus.offset(document) + stored.length - 1]).toBe(words.at(-1))
  }
  expect(corpus.documentsWith(keyOf(77))).toBe(given.size)
  expect(corpus.bytes).toBe(2 ** 22)
})

test('counts are the same however the room for them was made', () => {
  const added = Array.from(
    { length: 60 },
    (_, at) => [at + 1, plainSignature(terms([at % 7, 1], [900 + at, 1]))] as const,
  )
  const grown = new Corpus()
  for (const [number, signature] of added) grown.add(number, signature)
  const reserved = new Corpus()
  reserved.reserve(60)
  for (const [number, signature] of added) reserved.add(number, signature)
  const shrunk = new Corpus()
  shrunk.reserve(4_000)
  for (const [number, signature] of added) shrunk.add(number, signature)
  for (let number = 100; number < 300; number++)
    shrunk.add(number, plainSignature(terms([5_000 + number, 1])))
  for (let number = 100; number < 300; number++) shrunk.remove(number)
  shrunk.fit()
  // Keys that begin alike share a counter, and which do depends on the size of the table.
  const keys = Array.from({ length: 3_000 }, (_, hash) => keyOf(hash))
  const counts = (corpus: Corpus) => keys.map((key) => corpus.documentsWith(key))
  expect(counts(reserved)).toEqual(counts(grown))
  expect(counts(shrunk)).toEqual(counts(grown))
})
