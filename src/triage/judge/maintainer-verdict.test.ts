import { expect, test } from 'vitest'
import type { Edge, MaintainerVerdict } from '../../domain/pair.ts'
import { applyVerdicts, withoutVerdicts } from './maintainer-verdict.ts'

const found = (a: number, b: number, facts: Partial<Edge> = {}) =>
  ({
    a,
    b,
    category: 'RELATED',
    relation: null,
    score: 0.6,
    signals: {},
    evidence: { facts: [{ kind: 'alike' }] },
    ...facts,
  }) as unknown as Edge
const said = (a: number, b: number, verdict: MaintainerVerdict) => ({ a, b, verdict })

test.each<[MaintainerVerdict, Partial<Edge>, Partial<Edge>]>([
  ['DUPLICATE', {}, { category: 'SAME_FEATURE', relation: null, score: 1 }],
  ['DUPLICATE', { category: 'SAME_CHANGE' }, { category: 'SAME_CHANGE', relation: null, score: 1 }],
  ['DUPLICATE', { relation: 'STACKED' }, { category: 'SAME_FEATURE', relation: null, score: 1 }],
  [
    'COMPETING',
    { category: 'SAME_CHANGE' },
    { category: 'COMPETING_IMPLEMENTATION', relation: null, score: 1 },
  ],
  ['RELATED', { category: 'SAME_CHANGE' }, { category: 'RELATED', relation: null, score: 0.6 }],
  ['RELATED', { relation: 'STACKED' }, { category: 'RELATED', relation: 'STACKED', score: 0.6 }],
  ['NOT_RELATED', { relation: 'STACKED' }, { category: 'RELATED', relation: null, score: 0 }],
])('%s of a pair that was found as %j', (verdict, claim, expected) => {
  const edge = found(1, 2, claim)
  const { category, relation, score } = edge
  const [spoken, ...others] = applyVerdicts([edge], [said(1, 2, verdict)])
  expect(others).toEqual([])
  expect(spoken).toEqual({ ...edge, ...expected, verdict, claimed: { category, relation, score } })
  expect(withoutVerdicts([spoken!])).toEqual([edge])
})

test('a pair in which nothing was found becomes one by a word that makes it a duplicate or a competitor', () => {
  const words = [
    said(8, 9, 'DUPLICATE'),
    said(1, 3, 'COMPETING'),
    said(1, 4, 'RELATED'),
    said(1, 5, 'NOT_RELATED'),
  ]
  const all = applyVerdicts([found(1, 7), found(1, 2)], words)
  expect(
    all.map(({ a, b, category, score, verdict, claimed }) => [a, b, category, score, verdict, claimed]),
  ).toEqual([
    [1, 2, 'RELATED', 0.6, undefined, undefined],
    [1, 3, 'COMPETING_IMPLEMENTATION', 1, 'COMPETING', null],
    [1, 7, 'RELATED', 0.6, undefined, undefined],
    [8, 9, 'SAME_FEATURE', 1, 'DUPLICATE', null],
  ])
  expect(all[3]!.evidence).toMatchObject({
    facts: [{ kind: 'said-by-maintainer' }],
    first: { number: 8, by: 'number' },
    onlyA: { addedLines: 0, removedLines: 0 },
    sharedAddedLines: { count: 0 },
    sharedRemovedLines: { count: 0 },
  })
  expect(withoutVerdicts(all).map(({ a, b }) => `${a}-${b}`)).toEqual(['1-2', '1-7'])
})
