import { expect, test } from 'vitest'
import type { MergeOutcome } from '../domain/what-if.ts'
import { whatIfSentence } from './what-if-sentence.ts'

const result = (outcome: MergeOutcome, ...files: string[]) => ({
  outcome,
  files,
  fileCount: files.length,
  reason: outcome === 'UNKNOWN' ? 'because' : null,
})
const pull = (number: number, outcome: MergeOutcome, ...files: string[]) => ({
  number,
  headSha: String(number),
  baseRef: 'main',
  ...result(outcome, ...files),
})
const pair = (after: number, number: number, outcome: MergeOutcome, ...files: string[]) => ({
  after,
  number,
  ...result(outcome, ...files),
})

test('the one is named that leaves the others least to do, and what becomes of each', () => {
  const pulls = [pull(3, 'CLEAN'), pull(7, 'CLEAN'), pull(9, 'CLEAN'), pull(12, 'CONFLICT', 'a')]
  const pairs = [
    pair(3, 7, 'EMPTY'),
    pair(3, 9, 'CONFLICT', 'src/a.ts', 'b'),
    pair(3, 12, 'UNKNOWN'),
    pair(7, 3, 'CLEAN'),
    pair(7, 9, 'CONFLICT', 'src/a.ts'),
    pair(7, 12, 'CLEAN'),
    pair(9, 3, 'CONFLICT', 'src/a.ts'),
    pair(9, 7, 'CONFLICT', 'src/a.ts'),
    pair(9, 12, 'CLEAN'),
  ]
  expect(whatIfSentence({ pulls, pairs }, 'main')).toBe(
    'Merge #3 and #7 becomes empty; #9 conflicts in `src/a.ts` and 1 more file; #12 could not be tried',
  )
})

test('with one, with none that merges, and with what the branch has already there is a sentence too', () => {
  expect(whatIfSentence({ pulls: [pull(3, 'CLEAN')], pairs: [] }, 'main')).toBe('#3 merges cleanly into main')
  const conflicts = [3, 4, 5, 6].map((number) => pull(number, 'CONFLICT', 'a`b'))
  expect(whatIfSentence({ pulls: conflicts, pairs: [] }, 'main')).toBe(
    "None merges into main now: #3 conflicts in `a'b`; #4 conflicts in `a'b`; #5 conflicts in `a'b`; 1 more conflict",
  )
  const there = [pull(3, 'EMPTY'), pull(4, 'EMPTY')]
  expect(whatIfSentence({ pulls: there, pairs: [pair(3, 4, 'EMPTY'), pair(4, 3, 'EMPTY')] }, 'v1')).toBe(
    'v1 has all of #3 and #4 already',
  )
})
