import { expect, test } from 'vitest'
import { plainSignature } from '../../testing/plain-signature.ts'
import { sampleLines, sampleRevision, sampleStrangers } from '../../testing/revisions.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import { evidenceFloor, followUpFloor } from '../weights.ts'
import { CandidateIndex } from './candidate-index.ts'
import type { IndexedPull } from './comparer.ts'
import { deriveSignature } from './signature.ts'

const idle = async () => {}

/** Pull requests of a few places, texts and issues: many of them are alike, at every degree. */
function openDraw(seed: number, places: number) {
  const random = seededRandom(seed)
  const pick = (below: number) => Math.floor(random() * below)
  const draw = (number: number): IndexedPull => {
    const base = 1_000 * pick(places)
    const change = Object.fromEntries(
      ['src/pool.ts', 'src/port.ts', 'docs/pool.md', 'test/pool.test.ts']
        .filter((_, file) => file === number % 4 || random() < 0.4)
        .map((path) => [
          path,
          [
            ...sampleLines(base, 1 + pick(3), ' '),
            ...sampleLines(base + pick(4), pick(5), '-'),
            ...sampleLines(base + 3 + pick(3), 1 + pick(30), '+'),
          ],
        ]),
    )
    const revision = sampleRevision(number, change, {
      startLine: 100 + 20 * pick(3),
      title: ['Keep ports', 'Close the pool', `Go on from #${1 + pick(120)}`][pick(3)]!,
      body: ['', `Fixes #${500 + pick(4)}`, `See #${1 + pick(120)}`][pick(3)]!,
      author: `author-${pick(9)}`,
    })
    const mergedAt = number % 5 === 0 ? Date.parse('2020-01-01T00:00:00Z') : null
    return { number, signature: deriveSignature(revision), mergedAt }
  }
  return { random, pick, draw }
}

const strangers = sampleStrangers(60).map((revision) => ({
  number: revision.number,
  signature: deriveSignature(revision),
}))

async function listsOf(index: CandidateIndex, asking: readonly number[], yieldLoop = idle) {
  const alikeTo = await index.listAlike(asking, yieldLoop)
  return asking.map((number) => [number, alikeTo(number)] as const)
}

test('lists that are kept are those of a new index, whatever has come, gone, changed or begun to ask', async () => {
  // With room for all that one meets; and without, where most have too many.
  for (const [seed, mostMet, places] of [
    [1, 200, 8],
    [2, 200, 8],
    [3, 12, 2],
    [4, 6, 4],
  ] as const) {
    const { pick, draw, random } = openDraw(seed, places)
    const pulls = new Map(strangers.map((pull) => [pull.number, pull as IndexedPull]))
    for (let number = 1; number <= 60; number++) pulls.set(number, draw(number))
    const index = new CandidateIndex(pulls.values(), mostMet)
    const closed = new Set<number>([5, 10, 15])
    let alike = 0
    let [searched, searchedAnew] = [0, 0]
    for (let round = 0; round < 12; round++) {
      const asking = [...pulls.keys()].filter((number) => !closed.has(number)).sort((a, b) => a - b)
      const kept = await listsOf(index, asking, async () => void searched++)
      const fresh = new CandidateIndex(pulls.values(), mostMet)
      expect(kept).toEqual(await listsOf(fresh, asking, async () => void searchedAnew++))
      for (const [, list] of kept) alike += list.length
      for (let change = pick(4); change >= 0; change--) {
        const number = 1 + pick(70)
        const what = random()
        if (what < 0.2) {
          pulls.delete(number)
          index.remove(number)
        } else if (what < 0.3) closed.add(number)
        else if (what < 0.4) closed.delete(number)
        else {
          const { signature, mergedAt } = draw(number)
          pulls.set(number, { number, signature, mergedAt: mergedAt ?? null })
          index.put(number, signature, mergedAt)
        }
      }
      await index.settle(idle)
    }
    expect(alike).toBeGreaterThan(500)
    if (mostMet === 200) expect(searched).toBeLessThan(searchedAnew * 0.8)
  }
})

test('those that meet and come to the floor are alike, the best first', async () => {
  const { draw } = openDraw(1, 8)
  const pulls = [...strangers, ...Array.from({ length: 60 }, (_, at) => draw(at + 1))]
  const index = new CandidateIndex(pulls)
  const asking = pulls.map(({ number }) => number).sort((a, b) => a - b)
  let alike = 0
  for (const [number, list] of await listsOf(index, asking)) {
    const expected = asking
      .filter((other) => other !== number)
      .map((other) => index.compare(number, other))
      .filter(({ similarity, mergedBefore }) => similarity >= (mergedBefore ? followUpFloor : evidenceFloor))
      .sort((x, y) => y.score - x.score || x.number - y.number)
      .map(({ number: other, score, similarity, mergedBefore, signals }) => {
        return { number: other, score, similarity, mergedBefore, hunks: signals.hunks ?? null }
      })
    expect(list).toEqual(expected)
    alike += list.length
  }
  expect(alike).toBeGreaterThan(100)
})

test('one that comes to meet more than are compared is compared with the best of them', async () => {
  const same = (number: number): IndexedPull => {
    const lines = [...sampleLines(4_000, 4, ' '), ...sampleLines(4_001, 4, '+')]
    return { number, signature: deriveSignature(sampleRevision(number, { 'src/pool.ts': lines })) }
  }
  // Five to seven are one step of rarity, and the others have no word of theirs: a seventh makes nothing less rare.
  const others = Array.from({ length: 60 }, (_, at) => ({
    number: 1_000 + at,
    signature: plainSignature({ terms: { paths: { [77_771 * (at + 1)]: 1 } } }),
  }))
  const pulls = [...others, ...[1, 2, 3, 4, 5, 6].map(same)]
  const index = new CandidateIndex(pulls, 5)
  const asking = [1, 2, 3, 4, 5, 6]
  for (const [number, list] of await listsOf(index, asking))
    expect(new Set(list.map((alike) => alike.number))).toEqual(
      new Set(asking.filter((other) => other !== number)),
    )
  index.put(7, same(7).signature)
  await index.settle(idle)
  const kept = await listsOf(index, asking)
  expect(kept).toEqual(await listsOf(new CandidateIndex([...pulls, same(7)], 5), asking))
  expect(kept.map(([, list]) => list.length)).toEqual([5, 5, 5, 5, 5, 5])
})

/** Merges pull requests again, update by update: up to where the next one has the postings built anew. */
async function changeUpTo(
  index: CandidateIndex,
  pulls: Map<number, IndexedPull>,
  updates: readonly number[][],
) {
  let at = Date.UTC(2030, 0, 1)
  const touch = (number: number) => {
    at += 1_000
    const pull = { ...pulls.get(number)!, mergedAt: at }
    pulls.set(number, pull)
    index.put(number, pull.signature, pull.mergedAt)
  }
  for (const numbers of updates) {
    for (const number of numbers) touch(number)
    await index.settle(idle)
  }
  return touch
}

test('postings that are built amid an update hold for no longer than that', async () => {
  const channels = [
    'removedTokens',
    'addedTokens',
    'addedLines',
    'removedLines',
    'location',
    'subWords',
  ] as const
  const sign = (terms: readonly number[]) => {
    const bag = Object.fromEntries(terms.map((term) => [(term * 104_729 + 7) & 0xffffff, 1]))
    return plainSignature({ terms: Object.fromEntries(channels.map((channel) => [channel, bag])) })
  }
  const pulls = new Map<number, IndexedPull>()
  const note = (number: number, terms: readonly number[]) =>
    pulls.set(number, { number, signature: sign(terms), mergedAt: null })
  for (let number = 100; number < 160; number++) note(number, [number * 50, number * 50 + 1, number * 50 + 2])
  const many = Array.from({ length: 60 }, (_, at) => at + 1)
  const late = many.toSorted((x, y) => ((x * 104_729) & 0xffffff) - ((y * 104_729) & 0xffffff)).slice(30)
  note(1, many)
  note(2, late)
  const index = new CandidateIndex(pulls.values())
  await listsOf(index, [...pulls.keys()])
  const touch = await changeUpTo(
    index,
    pulls,
    Array.from({ length: 42 }, () => [100, 101]),
  )
  // For a moment the first one's words are its own.
  index.remove(2)
  pulls.delete(2)
  touch(102)
  touch(103)
  note(90, late)
  index.put(90, pulls.get(90)!.signature, null)
  await index.settle(idle)
  const asking = [...pulls.keys()].sort((x, y) => x - y)
  const fresh = await listsOf(new CandidateIndex(pulls.values()), asking)
  expect(fresh.find(([number]) => number === 1)![1]).toHaveLength(1)
  expect(await listsOf(index, asking)).toEqual(fresh)
})

test('who takes the place of one that has gone has vectors of its own', async () => {
  const shared: Record<number, number> = { 11259375: 1 }
  const sign = (number: number, hasCommon: boolean) => {
    const pair = number >> 1
    const length = number === 15 ? 40 : 3
    const bag = (by: number, and: number): Record<number, number> =>
      Object.fromEntries(Array.from({ length }, (_, at) => [(pair * by + at * and + 1) & 0xffffff, 1]))
    return plainSignature({
      terms: {
        paths: bag(9_973, 1_310),
        removedTokens: { ...bag(7_733, 3_310), ...(hasCommon ? shared : {}) },
      },
    })
  }
  const pulls = new Map<number, IndexedPull>()
  for (let number = 1; number <= 330; number++)
    pulls.set(number, { number, signature: sign(number, number > 16), mergedAt: null })
  const index = new CandidateIndex(pulls.values())
  const asking = [...pulls.keys()]
  await listsOf(index, asking)
  const run = (length: number) => Array.from({ length }, (_, at) => 100 + at)
  const touch = await changeUpTo(index, pulls, [run(20), run(16), run(16), run(16), run(16), [12]])
  index.compare(1, 12)
  touch(12)
  touch(15)
  pulls.set(10, { number: 10, signature: sign(10, true), mergedAt: null })
  index.put(10, sign(10, true), null)
  await index.settle(idle)
  const fresh = new CandidateIndex(pulls.values())
  for (const number of [14, 16, 300]) expect(index.compare(number, 15)).toEqual(fresh.compare(number, 15))
  expect(await listsOf(index, asking)).toEqual(await listsOf(fresh, asking))
})
