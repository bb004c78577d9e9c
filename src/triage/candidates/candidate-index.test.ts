import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { type PlainParts, plainSignature } from '../../testing/plain-signature.ts'
import { sampleLines, sampleRevision, sampleStrangers } from '../../testing/revisions.ts'
import {
  channelNames,
  channelWeights,
  mergedDaysWeight,
  neighbourReach,
  probeMaxDocuments,
} from '../weights.ts'
import { CandidateIndex } from './candidate-index.ts'
import type { IndexedPull } from './comparer.ts'
import { distance } from './products.ts'
import { deriveSignature } from './signature.ts'
import { stepOf } from './steps.ts'

const strangers = sampleStrangers(60)
const place = sampleLines(4_000, 4, ' ')
const one = sampleRevision(10, { 'src/pool.ts': [...place, ...sampleLines(4_001, 4, '+')] })
const same = sampleRevision(20, { 'src/pool.ts': [...place, ...sampleLines(4_001, 4, '+')] })
const rival = sampleRevision(30, { 'src/pool.ts': [...place, ...sampleLines(4_900, 4, '+')] })
const all: IndexedPull[] = [...strangers, one, same, rival].map((revision) => ({
  number: revision.number,
  signature: deriveSignature(revision),
}))

test('the same change comes first, a rival at the same place next, a stranger last or not at all', () => {
  const found = new CandidateIndex(all).findCandidates(10, 5)
  expect(found.map(({ number }) => number).slice(0, 2)).toEqual([20, 30])
  expect(found[1]!.similarity).toBeGreaterThan((found[2]?.similarity ?? -10) + 1)
})

test('the order of arrival changes nothing', () => {
  const expected = new CandidateIndex(all)
  fc.assert(
    fc.property(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.nat(all.length),
      (shuffled, split) => {
        const index = new CandidateIndex(shuffled.slice(0, split))
        for (const { number, signature } of shuffled.slice(split)) index.put(number, signature)
        for (const { number } of [all[0]!, all.at(-3)!, all.at(-1)!])
          expect(index.findCandidates(number, 10)).toEqual(expected.findCandidates(number, 10))
      },
    ),
    { numRuns: 20 },
  )
})

test('what was replaced or removed is as if it had never been there', () => {
  const index = new CandidateIndex(all.slice(0, -3))
  for (const { number, signature } of all.slice(0, 30)) index.put(number, signature)
  index.put(20, all[0]!.signature)
  index.put(77, all[1]!.signature)
  for (const { number, signature } of all.slice(-3)) index.put(number, signature)
  index.remove(77)
  index.remove(78)
  expect(index.size).toBe(all.length)
  expect(index.findCandidates(10, 10)).toEqual(new CandidateIndex(all).findCandidates(10, 10))
})

test('the index stays right when most of it has been replaced many times', () => {
  const index = new CandidateIndex(all)
  for (let round = 0; round < 12; round++)
    for (const [at, { number }] of all.entries()) index.put(number, all[(at + round) % all.length]!.signature)
  for (const { number, signature } of all) index.put(number, signature)
  expect(index.findCandidates(10, 10)).toEqual(new CandidateIndex(all).findCandidates(10, 10))
})

test('a pull request that is not in the index is compared like one that is', () => {
  const index = new CandidateIndex(all.filter(({ number }) => number !== 10))
  const found = index.findCandidates(all.find(({ number }) => number === 10)!, 2)
  expect(found.map(({ number }) => number)).toEqual([20, 30])
})

test('those opened beside one are candidates without a rare word in common, those further away are not', () => {
  // A word that too many have leads nowhere.
  const common = Object.fromEntries(
    Array.from({ length: probeMaxDocuments * 2 }, (_, at) => [at, 7_000 + at]),
  )
  const index = new CandidateIndex([
    ...Object.values(common).map((number) => ({
      number,
      signature: plainSignature({ terms: { subWords: { 5: 1 } } }),
    })),
    ...[100, 100 + neighbourReach, 101 + neighbourReach, 100 - neighbourReach, 99 - neighbourReach].map(
      (number) => ({
        number,
        signature: plainSignature({ terms: { subWords: { 5: 1, [number]: 1 } } }),
      }),
    ),
  ])
  const found = index.findCandidates(100, 500).map(({ number }) => number)
  expect(found.toSorted((x, y) => x - y)).toEqual([100 - neighbourReach, 100 + neighbourReach])
  expect(index.findCandidates(100, 500, (number) => number < 100)).toHaveLength(1)
})

test('likeness is symmetric', () => {
  const index = new CandidateIndex(all)
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.constantFrom(...all), (a, b) => {
      fc.pre(a.number !== b.number)
      expect(index.compare(a.number, b.number).similarity).toBe(index.compare(b.number, a.number).similarity)
    }),
  )
})

test('what is absent on one side is no signal', () => {
  const bare = (number: number) => ({
    number,
    signature: deriveSignature({ ...sampleRevision(number, {}), title: '', commits: [] }),
  })
  const index = new CandidateIndex([...all, bare(1), bare(2)])
  expect(index.compare(1, 2).signals).toEqual({})
  expect(index.compare(1, 2).similarity).toBeLessThanOrEqual(0)
  expect(index.findCandidates(1, 10, (number) => number > 30)).toEqual([])
})

test('the same author and shared commits rank behind, a patch opened anew behind a rival, and are as probable as before', () => {
  const again = { ...same, number: 40, author: one.author, commits: one.commits }
  const index = new CandidateIndex([...all, { number: 40, signature: deriveSignature(again) }])
  const found = index.findCandidates(10, 3)
  expect(found.map(({ number }) => number)).toEqual([20, 30, 40])
  expect(found[2]).toMatchObject({ sameAuthor: true, sharedCommits: 1 })
  expect(found[2]!.similarity).toBeGreaterThan(found[1]!.similarity)
})

test('only those that are accepted are candidates', () => {
  expect(new CandidateIndex(all).findCandidates(10, 5, (number) => number !== 20)[0]?.number).toBe(30)
})

describe('of two that are alike but for one thing, the one further away comes first where that thing speaks against the nearer', () => {
  const fresh = sampleLines(4_001, 4, '+')
  const own = sampleLines(4_001, 4, ' ')
  const others = sampleLines(4_777, 4, ' ')
  const written = sampleLines(4_888, 4, '+')
  const change = { 'src/pool.ts': [...place, ...fresh] }
  const rank = (number: number, revisions: Revision[], mergedAt: Record<number, string> = {}) =>
    new CandidateIndex(
      [...sampleStrangers(60), ...revisions].map((revision) => ({
        number: revision.number,
        signature: deriveSignature(revision),
        mergedAt: mergedAt[revision.number] === undefined ? null : Date.parse(mergedAt[revision.number]!),
      })),
    )
      .findCandidates(number, 2)
      .map((candidate) => candidate.number)

  test('it has the same author', () => {
    const pulls = [1, 2, 3].map((at) =>
      sampleRevision(at, change, { author: at === 3 ? 'bela' : 'ada', commits: [] }),
    )
    expect(rank(1, pulls)).toEqual([3, 2])
  })

  test('it has the same author, unless both name one issue', () => {
    const second = { 'src/pool.ts': [...place, ...written] }
    const pulls = (...issues: string[]) =>
      [1, 2, 3].map((at) =>
        sampleRevision(at, at === 1 ? change : second, {
          author: at === 3 ? 'bela' : 'ada',
          commits: [],
          body: `Fixes ${issues[at - 1]}`,
        }),
      )
    expect(rank(1, pulls('#77', '#77', '#77'))).toEqual([2, 3])
    expect(rank(1, pulls('#77', '#78', '#77'))).toEqual([3, 2])
    expect(rank(1, pulls('#77', '#78', '#79'))).toEqual([3, 2])
    // What is the same to the letter was opened anew, whatever it names.
    const anew = pulls('#77', '#77', '#77').map((pull) => ({
      ...pull,
      patch: sampleRevision(1, change).patch,
    }))
    expect(rank(1, anew)).toEqual([3, 2])
  })

  test('it carries the same commit', () => {
    const commits = [{ sha: 'c'.repeat(40), message: 'Pool', authoredAt: '2026-01-01T00:00:00.000Z' }]
    const pulls = [1, 2, 3].map((at) => sampleRevision(at, change, at === 3 ? {} : { commits }))
    expect(rank(1, pulls)).toEqual([3, 2])
  })

  test('it begins from what the older one adds', () => {
    const onTop = (context: string[]) => ({ 'src/pool.ts': [...place, ...context, ...written] })
    const pulls = [sampleRevision(1, change), sampleRevision(2, onTop(own)), sampleRevision(3, onTop(others))]
    expect(rank(1, pulls)).toEqual([3, 2])
  })

  test('it was merged before the newer one began', () => {
    const pulls = [1, 2, 3].map((at) => sampleRevision(at, change, { baseAt: '2026-01-05T00:00:00.000Z' }))
    expect(rank(3, pulls)).toEqual([2, 1])
    expect(rank(3, pulls, { 2: '2026-01-04T00:00:00.000Z' })).toEqual([1, 2])
    expect(rank(3, pulls, { 2: '2026-01-06T00:00:00.000Z' })).toEqual([2, 1])
  })

  test('it was merged long before, and the other the day before; five weeks are as long as a year', () => {
    const pulls = [1, 2, 3].map((at) => sampleRevision(at, change, { baseAt: '2026-03-05T00:00:00.000Z' }))
    const [lately, before, longAgo] = ['2026-03-04', '2026-01-25', '2025-03-04'].map(
      (day) => `${day}T00:00:00.000Z`,
    )
    expect(rank(3, pulls, { 1: lately!, 2: lately! })).toEqual([2, 1])
    expect(rank(3, pulls, { 1: lately!, 2: longAgo! })).toEqual([1, 2])
    expect(rank(3, pulls, { 1: before!, 2: longAgo! })).toEqual([2, 1])
  })

  test('it is not named, and the other is', () => {
    const pulls = [1, 2, 3].map((at) => sampleRevision(at, change, at === 3 ? { body: 'As #1 has it.' } : {}))
    expect(rank(1, pulls)).toEqual([3, 2])
  })
})

test('tests, docs, titles and the words of all files add two to a rank at most, and nothing to the likeness', () => {
  const whole = {
    'src/pool.ts': [...place, ...sampleLines(4_001, 4, '+')],
    'test/pool.test.ts': sampleLines(4_002, 4, '+'),
    'docs/pool.md': sampleLines(4_003, 4, '+'),
  }
  // Words that nothing of the change has.
  for (const titles of [
    ['Quixotic jackdaws vex', 'Quixotic jackdaws vex'],
    ['Quixotic', 'Jackdaws'],
  ]) {
    const pulls = titles.map((title, at) => sampleRevision(at + 1, whole, { title, commits: [] }))
    const index = new CandidateIndex(
      [...strangers, ...pulls].map((revision) => ({
        number: revision.number,
        signature: deriveSignature(revision),
      })),
    )
    const [found] = index.findCandidates(1, 1)
    expect(found!.number).toBe(2)
    expect(found!.score - found!.similarity).toBeCloseTo(2, 10)
  }
})

test('who says what the other does comes before who does as much, and is as likely', () => {
  const near = sampleRevision(
    5,
    { 'src/pool.ts': [...place, ...sampleLines(4_777, 2, '+')] },
    { title: 'Jackdaws' },
  )
  const far = sampleRevision(
    4,
    { 'src/pool.ts': [...place, ...sampleLines(4_888, 2, '+')] },
    { title: 'Sockets' },
  )
  const asked = sampleRevision(
    6,
    { 'src/gate.ts': ['+open(sockets, gate)', '+shut(gate)'] },
    { title: 'Vex' },
  )
  const [says, not] = [far, near].map((revision) => ({ ...revision, commits: [] }))
  const index = new CandidateIndex(
    [...strangers, says!, not!, { ...asked, commits: [] }].map((revision) => ({
      number: revision.number,
      signature: deriveSignature(revision),
    })),
  )
  const found = index.findCandidates(6, 2)
  expect(found.map(({ number }) => number)).toEqual([4, 5])
  expect(found[0]!.similarity).toBeLessThan(found[1]!.similarity)
  // In the other direction it is the same.
  expect(index.compareWith({ number: 4, signature: index.signatureOf(4) }, 6)!.score).toBeCloseTo(
    found[0]!.score,
    10,
  )
})

test('an index is built in steps of 32 pull requests, and settles in one for each that is affected', async () => {
  const pulls = Array.from({ length: 65 }, (_, at) => ({ number: at + 1, signature: plainSignature() }))
  let turns = 0
  const takeTurn = async () => void turns++
  const index = await CandidateIndex.build(pulls, takeTurn)
  expect(turns).toBe(9)
  await index.settle(takeTurn)
  expect(turns).toBe(9)
  index.remove(65)
  await index.settle(takeTurn)
  expect(turns).toBe(9)
  index.put(70, plainSignature())
  index.put(70, plainSignature())
  await index.settle(takeTurn)
  await index.settle(takeTurn)
  expect(turns).toBe(10)
  index.remove(99)
  await index.settle(takeTurn)
  expect(turns).toBe(10)
  // Half as many: each is as rare as among half as many.
  for (let number = 1; number <= 35; number++) index.remove(number)
  await index.settle(takeTurn)
  expect(turns).toBe(12)
})

test('what is not in the index is said to be missing', () => {
  const index = new CandidateIndex(all)
  expect([index.has(10), index.has(11), index.size]).toEqual([true, false, all.length])
  expect(index.signatureOf(10)).toEqual(all.at(-3)!.signature)
  expect(() => index.signatureOf(11)).toThrow('#11 is not in the index')
  expect(() => index.compare(10, 11)).toThrow(RangeError)
  expect(() => index.compare(9, 10)).toThrow(RangeError)
  expect(index.findCandidates(11, 5)).toEqual([])
  expect(index.compareWith(all[0]!, 11)).toBeNull()
  expect(index.compareWith(all.at(-3)!, 20)).toEqual(index.compare(10, 20))
  expect(index.compare(20, 10)).toEqual({ ...index.compare(10, 20), number: 10 })
  index.remove(10)
  expect([index.has(10), index.size]).toEqual([false, all.length - 1])
})

test('a pair is compared by what the index holds now, whatever it was asked before', async () => {
  const pull = (number: number, term: number) => ({
    number,
    signature: plainSignature({ terms: { location: { 1: 1, [term]: 2 } } }),
  })
  const index = new CandidateIndex([pull(5, 7), pull(9, 7), pull(10, 8), pull(11, 8)])
  const ask = () => index.compare(5, 9).similarity
  const asIfNew = (pulls: Parameters<typeof index.put>[0][]) =>
    new CandidateIndex(pulls.map((number) => pull(number, terms.get(number)!))).compare(5, 9).similarity
  const terms = new Map([5, 9, 10, 11].map((number) => [number, number < 10 ? 7 : 8]))
  const before = ask()
  expect(before).toBe(asIfNew([5, 9, 10, 11]))
  index.put(5, pull(5, 8).signature)
  terms.set(5, 8)
  await index.settle(() => {})
  expect(ask()).toBe(asIfNew([5, 9, 10, 11]))
  expect(ask()).toBeLessThan(before)
  const apart = ask()
  index.remove(10)
  index.remove(11)
  await index.settle(() => {})
  expect(ask()).toBe(asIfNew([5, 9]))
  expect(ask()).not.toBe(apart)
})

test('a term that two have is as rare as it gets; the more have it the less it says', () => {
  const having = (count: number) =>
    new CandidateIndex(
      Array.from({ length: 40 }, (_, at) => ({
        number: at + 1,
        signature: plainSignature({ terms: { location: at < count ? { 7: 1 } : {} } }),
      })),
    ).rarity(7 << 8, channelNames.indexOf('location'))
  const size = stepOf(40)
  const idf = (documents: number) =>
    Math.log(1 + (size - stepOf(documents) + 0.5) / (stepOf(documents) + 0.5))
  expect([having(0), having(1), having(2)]).toEqual([1, 1, 1])
  for (const documents of [3, 8, 13, 40]) expect(having(documents)).toBeCloseTo(idf(documents) / idf(2), 12)
  expect(having(13)).toBeLessThan(having(8))
})

test.each<[string, number | null | undefined, boolean]>([
  ['in that very second', 1_000_000, true],
  ['a second later', 1_001_000, false],
  ['before', 999_000, true],
  ['never', null, false],
  ['as far as is known', undefined, false],
])('the older one was merged before the newer one began: %s', (_, mergedAt, before) => {
  const newer = { number: 9, signature: plainSignature({ baseAt: 1_000 }) }
  const older = { number: 5, signature: plainSignature({ baseAt: 2_000 }), mergedAt }
  const index = new CandidateIndex([older, { ...newer, mergedAt: 1 }])
  expect([index.compare(5, 9).mergedBefore, index.compare(9, 5).mergedBefore]).toEqual([before, before])
  expect([index.mergedBefore(5, 9), index.mergedBefore(9, 5)]).toEqual([before, before])
  expect(index.compareWith(newer, 5)!.mergedBefore).toBe(before)
  expect(index.compareWith(older, 9)!.mergedBefore).toBe(before)
  // What is put again, or goes and comes again, was merged as is said then.
  index.put(5, older.signature)
  expect(index.compare(5, 9).mergedBefore).toBe(false)
  index.put(5, older.signature, 1)
  expect(index.compare(5, 9).mergedBefore).toBe(true)
  index.remove(5)
  index.put(5, older.signature)
  expect(index.compare(5, 9).mergedBefore).toBe(false)
})

test('the days from the merge to where the newer one began are those of the calendar', () => {
  const day = 86_400
  const newer = { number: 9, signature: plainSignature({ baseAt: 11 * day }) }
  const older = { number: 5, signature: plainSignature({ baseAt: day }) }
  const score = (mergedAt: number | null) =>
    new CandidateIndex([{ ...older, mergedAt }, newer]).compare(5, 9).score
  expect(score(null) - score(2 * day * 1_000)).toBeCloseTo(mergedDaysWeight * Math.log(1 + 9), 12)
  expect(score(null) - score(11 * day * 1_000)).toBe(0)
})

test('of very many that share something two hundred are compared: those that share the rarest and the most', () => {
  const channels = ['location', 'addedTokens', 'paths'] as const
  // 300 pull requests, each with some of the asking one's terms, and filler that makes its vectors longer.
  const termsOf = (at: number): PlainParts['terms'] =>
    Object.fromEntries(
      channels.map((name, channel) => [
        name,
        Object.fromEntries([
          ...[1, 2, 3].flatMap((term) =>
            at % (term * 2 + channel) === 0 ? [[term * 77_771 + channel, 1 + (at % 3)]] : [],
          ),
          ...Array.from({ length: at % 5 }, (_, filler) => [
            1_000_003 + at * 9_973 + filler * 101 + channel,
            1,
          ]),
        ]),
      ]),
    )
  const asking = {
    number: 500,
    signature: plainSignature({
      terms: Object.fromEntries(
        channels.map((name, channel) => [
          name,
          Object.fromEntries([1, 2, 3].map((term) => [term * 77_771 + channel, 2])),
        ]),
      ),
    }),
  }
  const others = Array.from({ length: 300 }, (_, at) => ({ number: at + 1, terms: termsOf(at)! }))
  const index = new CandidateIndex([
    asking,
    ...others.map(({ number, terms }) => ({ number, signature: plainSignature({ terms }) })),
  ])
  const size = stepOf(301)
  const idf = (documents: number) => Math.log(1 + (size - documents + 0.5) / (documents + 0.5))
  const having = (name: (typeof channels)[number], hash: number) =>
    stepOf(1 + others.filter(({ terms }) => terms[name]?.[hash] !== undefined).length)
  const rough = others.flatMap(({ number, terms }) => {
    let sum = 0
    for (const [channel, name] of channels.entries()) {
      const mine = [1, 2, 3].map((term) => term * 77_771 + channel)
      const weight = (hash: number) => (1 + Math.log(2)) * idf(having(name, hash))
      const norm = Math.hypot(...mine.map(weight))
      const theirs = terms[name] ?? {}
      let part = 0
      for (const hash of mine)
        if (theirs[hash] !== undefined)
          part +=
            (weight(hash) * idf(having(name, hash))) / (norm * idf(1)) / Math.sqrt(Object.keys(theirs).length)
      sum += channelWeights[name] * Math.sqrt(Math.min(part, 1))
    }
    return sum === 0 ? [] : [{ number, sum: sum - distance(500, number) / 4 }]
  })
  expect(rough.length).toBeGreaterThan(220)
  const expected = rough.sort((x, y) => y.sum - x.sum || x.number - y.number).slice(0, 200)
  const found = index.findCandidates(500, 1_000)
  expect(found.map(({ number }) => number).sort()).toEqual(expected.map(({ number }) => number).sort())
  expect(found).toEqual(found.toSorted((x, y) => y.score - x.score || x.number - y.number))
  // Asked for as one that is not there, it finds the same, and never itself.
  expect(index.findCandidates(asking, 1_000)).toEqual(found)
})
