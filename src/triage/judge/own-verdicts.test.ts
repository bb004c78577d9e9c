import { expect, test } from 'vitest'
import type { Edge } from '../../domain/pair.ts'
import { openOwnVerdicts, withoutOwnVerdicts } from './own-verdicts.ts'

const edge = (b: number, facts: Partial<Edge> = {}): Edge => ({
  a: 1,
  b,
  category: 'SAME_FEATURE',
  relation: null,
  score: 0.8,
  signals: {},
  evidence: {
    facts: [],
    shortfall: null,
    sharedProductionPaths: [],
    sharedAddedLines: { count: 0, lines: [] },
    sharedRemovedLines: { count: 0, lines: [] },
    sharedSymbols: [],
    sharedTests: [],
    sharedDocs: [],
    sharedIssues: [],
    containment: { aInB: null, bInA: null },
    onlyA: { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 },
    onlyB: { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 },
    first: { number: 1, by: 'number' },
  },
  ...facts,
})
const claimed = { category: 'SAME_FEATURE', relation: null, score: 0.8 } as const
const judged = (yes: number, no: number) => [
  ...Array.from({ length: yes }, (_, at) => edge(10 + at, { verdict: 'DUPLICATE', score: 1, claimed })),
  ...Array.from({ length: no }, (_, at) =>
    edge(50 + at, { verdict: 'NOT_RELATED', category: 'RELATED', score: 0, claimed }),
  ),
]

test('what maintainers have said of such pairs moves the score of the others, openly', () => {
  const shifted = openOwnVerdicts(judged(29, 2))(edge(90))
  // (10 · 0.8 + 29) / (10 + 31)
  expect(shifted.score).toBe(0.9024)
  expect(shifted.evidence.ownVerdicts).toEqual({ scoreBefore: 0.8, pairs: 31, duplicates: 29 })
  expect(openOwnVerdicts(judged(1, 30))(edge(90)).score).toBeLessThan(0.3)
})

test('too few words, another category, a relation and a judged pair move nothing', () => {
  expect(openOwnVerdicts(judged(4, 0))(edge(90))).toEqual(edge(90))
  const shift = openOwnVerdicts(judged(20, 0))
  for (const other of [
    edge(90, { category: 'SAME_CHANGE' }),
    edge(90, { relation: 'STACKED' }),
    edge(90, { verdict: 'DUPLICATE', score: 1, claimed }),
  ])
    expect(shift(other)).toEqual(other)
})

test('taken away, nothing of it is left', () => {
  expect(withoutOwnVerdicts(openOwnVerdicts(judged(29, 2))(edge(90)))).toEqual(edge(90))
})
