import { expect, test } from 'vitest'
import type { PullState } from '../../domain/pull-request.ts'
import {
  evidenceFloor,
  evidencePerPull,
  followUpFloor,
  followUpHunks,
  followUpsPerPull,
  largestIssueGroup,
} from '../weights.ts'
import type { Alike } from './alike-lists.ts'
import type { CandidateIndex } from './candidate-index.ts'
import { choosePairs, mayFollowUp, sortPairs } from './choose-pairs.ts'
import type { Groups } from './groups.ts'

const candidate = (number: number, facts: Partial<Alike> = {}): Alike => ({
  number,
  score: 9,
  similarity: evidenceFloor,
  mergedBefore: false,
  hunks: null,
  ...facts,
})
const from = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at)

/** The pairs chosen of some pull requests, whose candidates and groups are as given. */
async function choose(
  states: Record<number, PullState>,
  candidates: Record<number, Alike[]> = {},
  groups: Partial<Groups> = {},
) {
  const asked: number[] = []
  const index = {
    listAlike: async (asking: readonly number[]) => {
      asked.push(...asking)
      return (number: number) => candidates[number] ?? []
    },
    findGroups: () => ({ identical: [], sameIssue: [], named: [], ...groups }),
  } as unknown as CandidateIndex
  const pulls = Object.entries(states)
    .toReversed()
    .map(([number, state]) => ({
      number: Number(number),
      state,
      createdAt: '',
    }))
  let turns = 0
  const pairs = await choosePairs(pulls, index, async () => void turns++)
  return { asked, turns, pairs: pairs.map(({ a, b }) => `${a}-${b}`) }
}

test('each open one asks for its best candidates, from a likeness on; two find each other once', async () => {
  const below = candidate(4, { similarity: evidenceFloor - 0.001 })
  const { asked, pairs, turns } = await choose(
    { 2: 'OPEN', 1: 'OPEN', 3: 'CLOSED', 4: 'OPEN' },
    { 1: [candidate(3), candidate(2), below], 2: [candidate(1)], 3: [candidate(4)] },
  )
  expect(asked).toEqual([1, 2, 4])
  expect(pairs.sort()).toEqual(['1-2', '1-3'])
  expect(turns).toBe(3)
})

test('eight candidates are looked at, and of those behind them what goes on from a merged one', async () => {
  const others = from(101, followUpsPerPull + 3).map((number) => candidate(number))
  const merged = { mergedBefore: true, similarity: followUpFloor, hunks: 1 }
  others[followUpsPerPull - 1] = candidate(900, merged)
  others[followUpsPerPull] = candidate(901, merged)
  const { pairs } = await choose({ 1: 'OPEN' }, { 1: others })
  expect(pairs).toEqual([...from(101, evidencePerPull).map((number) => `1-${number}`), '1-900'])
})

test.each<[Partial<Alike>, boolean]>([
  [{}, true],
  [{ similarity: followUpFloor - 0.001 }, false],
  [{ hunks: followUpHunks - 0.001 }, false],
  [{ hunks: null }, false],
  [{ mergedBefore: false }, false],
])('what was merged before, and holds all of the smaller change, may be gone on from: %j', (facts, may) => {
  const merged = { mergedBefore: true, similarity: followUpFloor, hunks: followUpHunks }
  expect(mayFollowUp(candidate(2, { ...merged, ...facts }))).toBe(may)
})

test('what is identical meets the first of its kind, what is named whom it names, if one of them is open', async () => {
  const states = { 1: 'CLOSED', 2: 'OPEN', 3: 'CLOSED', 4: 'OPEN', 5: 'MERGED' } as const
  const { pairs, turns } = await choose(
    states,
    {},
    {
      identical: [
        [1, 2, 3, 4],
        [3, 5],
      ],
      named: [
        [3, 4],
        [1, 5],
      ],
    },
  )
  expect(pairs.sort()).toEqual(['1-2', '1-4', '3-4'])
  expect(turns).toBe(4)
})

test('those that close one issue meet the first, and as many as follow each', async () => {
  const group = from(1, largestIssueGroup + 5)
  const open = Object.fromEntries(group.map((number) => [number, 'OPEN' as const]))
  const { pairs } = await choose(open, {}, { sameIssue: [group] })
  const expected = group.flatMap((one) =>
    group
      .filter((other) => other > one && (one === 1 || other - one < largestIssueGroup))
      .map((other) => `${one}-${other}`),
  )
  expect(pairs.sort()).toEqual(expected.sort())
  expect(pairs).toContain(`1-${group.at(-1)}`)
  expect(pairs).not.toContain(`2-${group.at(-1)}`)
})

test('each pair stands once, in order', () => {
  const pairs = [
    { a: 2, b: 3 },
    { a: 1, b: 9 },
    { a: 2, b: 3 },
    { a: 1, b: 3 },
  ]
  expect(sortPairs(pairs)).toEqual([
    { a: 1, b: 3 },
    { a: 1, b: 9 },
    { a: 2, b: 3 },
  ])
})
