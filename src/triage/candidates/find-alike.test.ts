import { expect, test } from 'vitest'
import { sampleLines, sampleRevision, sampleStrangers } from '../../testing/revisions.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import { CandidateIndex } from './candidate-index.ts'
import { deriveSignature } from './signature.ts'
import { Strangers } from './strangers.ts'
import { buildTermTable, countShared } from './term-table.ts'

test('the alike ones are the same, at the same ranks, as when every candidate is compared to the end', () => {
  let alike = 0
  let outranked = 0
  const random = seededRandom(1)
  const pick = (below: number) => Math.floor(random() * below)
  const revisions = Array.from({ length: 120 }, (_, at) => {
    const base = 1_000 * pick(8)
    const change = Object.fromEntries(
      ['src/pool.ts', 'src/port.ts', 'docs/pool.md', 'test/pool.test.ts']
        .filter((_, file) => file === at % 4 || random() < 0.4)
        .map((path) => [
          path,
          [
            ...sampleLines(base, 1 + pick(3), ' '),
            ...sampleLines(base + pick(4), pick(5), '-'),
            ...sampleLines(base + 3 + pick(3), 1 + pick(30), '+'),
          ],
        ]),
    )
    return sampleRevision(at + 1, change, {
      startLine: 100 + 20 * pick(3),
      title: ['Keep ports', 'Close the pool', `Go on from #${1 + pick(120)}`][pick(3)]!,
      body: ['', `Fixes #${500 + pick(4)}`, `See #${1 + pick(120)}`][pick(3)]!,
      author: `author-${pick(9)}`,
    })
  })
  const index = new CandidateIndex(
    [...revisions, ...sampleStrangers(150)].map((revision) => ({
      number: revision.number,
      signature: deriveSignature(revision),
      mergedAt: revision.number % 5 === 0 ? Date.parse('2020-01-01T00:00:00Z') : null,
    })),
  )
  for (const [limit, low, high] of [
    [16, 3, 4],
    [5, 1, 1],
    [300, 6, 7],
  ] as const) {
    const asking = revisions.slice(0, 60).map(({ number }) => number)
    const strangers = new Strangers(asking)
    for (const number of asking.sort((a, b) => ((a * 37) % 61) - ((b * 37) % 61))) {
      const expected = index
        .findCandidates(number, limit)
        .map((candidate, rank) => ({ ...candidate, rank }))
        .filter(({ similarity, mergedBefore }) => similarity >= (mergedBefore ? low : high))
      const floor = (mergedBefore: boolean) => (mergedBefore ? low : high)
      expect(index.findAlike(number, limit, floor)).toEqual(expected)
      expect(index.findAlike(number, limit, floor, strangers)).toEqual(expected)
      alike += expected.length
      if (expected.some(({ rank }, at) => rank !== at)) outranked++
    }
  }
  expect(alike).toBeGreaterThan(200)
  // Those that are less alike come in between, by what tests, docs and names add.
  expect(outranked).toBeGreaterThan(5)
})

test('a table of terms counts what two lists of terms share', () => {
  const random = seededRandom(7)
  for (let round = 0; round < 200; round++) {
    const draw = () =>
      Uint32Array.from(
        new Set(Array.from({ length: Math.floor(random() * 500) }, () => Math.floor(random() * 3_000))),
        (hash) => ((hash << 8) | (1 + Math.floor(random() * 255))) >>> 0,
      ).sort()
    const [one, other] = [draw(), draw()]
    const hashes = new Set([...other].map((term) => term >>> 8))
    const shared = [...one].filter((term) => hashes.has(term >>> 8)).length
    expect(countShared(buildTermTable(one, 0, one.length), other, 0, other.length)).toBe(shared)
    expect(countShared(buildTermTable(other, 0, other.length), one, 0, one.length)).toBe(shared)
  }
})

test('each is told once who was found to be unlike it, and nothing that it has asked about itself', () => {
  const strangers = new Strangers([1, 2, 3, 4])
  expect(strangers.take(1)).toEqual(new Set())
  strangers.note(1, 2)
  strangers.note(1, 3)
  strangers.note(1, 9)
  expect(strangers.take(2)).toEqual(new Set([1]))
  strangers.note(2, 1)
  strangers.note(2, 3)
  strangers.note(2, 4)
  expect(strangers.take(3)).toEqual(new Set([1, 2]))
  expect(strangers.take(3)).toEqual(new Set())
  expect(strangers.take(4)).toEqual(new Set([2]))
  expect(strangers.take(9)).toEqual(new Set())
  const many = new Strangers(Array.from({ length: 100 }, (_, at) => at))
  for (let one = 0; one < 100; one++) {
    expect(many.take(one).size).toBe(one)
    for (let other = 0; other < 100; other++) many.note(one, other)
  }
})
