import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { sampleLines, sampleRevision, sampleStrangers } from '../../testing/revisions.ts'
import { CandidateIndex, type IndexedPull } from './candidate-index.ts'
import { deriveSignature } from './signature.ts'

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
  expect(index.findCandidates(1, 10)).toEqual([])
})

test('the same author and shared commits rank behind, and are as probable as before', () => {
  const again = { ...same, number: 40, author: one.author, commits: one.commits }
  const index = new CandidateIndex([...all, { number: 40, signature: deriveSignature(again) }])
  const found = index.findCandidates(10, 2)
  expect(found.map(({ number }) => number)).toEqual([20, 40])
  expect(found[1]).toMatchObject({ sameAuthor: true, sharedCommits: 1 })
  expect(found[1]!.similarity).toBeGreaterThan(found[1]!.score)
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
  for (const titles of [
    ['Pool amber basins', 'Pool amber basins'],
    ['Amber', 'Basins'],
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
