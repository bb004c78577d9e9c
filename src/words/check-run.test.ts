import { expect, test } from 'vitest'
import type { CheckCandidate } from '../domain/check-run.ts'
import type { Edge } from '../domain/pair.ts'
import { renderCheck } from './check-run.ts'

const only = { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 }
const candidate = (number: number, more: Partial<CheckCandidate> = {}): CheckCandidate => ({
  number,
  title: `Title ${number}`,
  author: 'octocat',
  createdAt: '2026-11-20T10:00:00Z',
  state: 'OPEN',
  edge: {
    a: number,
    b: 900,
    category: 'SAME_FEATURE',
    relation: null,
    evidence: {
      containment: { aInB: 0.5, bInA: 0.94 },
      onlyA: { ...only, productionFiles: ['src/x.ts'] },
      onlyB: { ...only, testFiles: ['a.test.ts', 'b.test.ts'] },
    },
  } as unknown as Edge,
  ...more,
})
const pull = { number: 900, createdAt: '2026-11-23T10:00:00Z' }
const url = (a: number, b: number) => `https://claw.example/o/r/compare/${a}...${b}`

test('it says which one, how much of it, what only each of them has, and where the proof is', () => {
  const { title, summary } = renderCheck(pull, [candidate(123), candidate(200)], url)
  expect(title).toBe('Does what #123 does; 1 more pull request below')
  expect(summary.split('\n')[0]).toBe(
    '- #123 by @octocat `Title 123`, opened 3 days earlier: it contains 94% of this one’s production change, 2 test files only here, 1 production file only there ([compare them](https://claw.example/o/r/compare/123...900))',
  )
})

test('that the other one is approved, or a maintainer’s own, is said where it is known', () => {
  const line = (more: Partial<CheckCandidate>) => renderCheck(pull, [candidate(123, more)], url).summary
  expect(line({ review: 'APPROVED', authorAssociation: 'MEMBER' })).toContain(
    '`Title 123`, approved, by a maintainer, opened 3 days earlier',
  )
  expect(line({ review: 'REVIEW_REQUIRED', authorAssociation: 'CONTRIBUTOR' })).toContain(
    '`Title 123`, opened',
  )
  expect(line({ state: 'MERGED', review: 'APPROVED' })).toContain('`Title 123`, merged, opened')
})

test('what is merged, what competes, and nothing, are said as what they are', () => {
  expect(renderCheck(pull, [candidate(1, { state: 'MERGED' })], url).title).toBe(
    'Does what #1 did, which is merged',
  )
  const competing = candidate(1)
  competing.edge.category = 'COMPETING_IMPLEMENTATION'
  expect(renderCheck(pull, [competing], url).title).toBe('Competes with #1')
  expect(renderCheck(pull, [], url).title).toBe('No likely duplicate')
  expect(renderCheck(pull, [candidate(1)], () => null).summary).not.toContain('http')
})

test('other people’s text is code alone, one line, and of any length within GitHub’s limits', () => {
  const title = `x\` [a](javascript:alert(1)) @everyone <img src=x>\n# heading \u202e${'😀'.repeat(70_000)}`
  const many = Array.from({ length: 50 }, (_, at) =>
    candidate(at + 1, { title, author: '[evil](http://x) @all' }),
  )
  const output = renderCheck(pull, many, url)
  expect(output.title.length).toBeLessThanOrEqual(255)
  expect(Buffer.byteLength(output.summary)).toBeLessThan(65_535)
  const [line = ''] = output.summary.split('\n')
  expect(line).toContain("`x' [a](javascript:alert(1)) @everyone <img src=x> # heading 😀")
  expect(line).not.toContain('by @')
  expect(output.summary).not.toMatch(/[\u202a-\u202e]/)
  expect(output.summary.split('\n').filter((one) => one.startsWith('- '))).toHaveLength(5)
})
