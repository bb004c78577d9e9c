import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { isDuplicate, judgePair } from '../../testing/judge-pair.ts'
import { sampleLines, sampleRevision } from '../../testing/revisions.ts'
import { CandidateIndex } from '../candidates/candidate-index.ts'
import { deriveSignature } from '../candidates/signature.ts'
import { deriveEdge } from './judge-pair.ts'
import { readSide } from './side.ts'

const place = sampleLines(6_000, 5, ' ')
const fix = [
  ...place.slice(0, 3),
  ...sampleLines(6_001, 3, '-'),
  ...sampleLines(6_002, 6, '+'),
  ...place.slice(3),
]
const lines = (...parts: string[][]) => parts.flat()

test('the same production change by two authors is the same change, with its proof', () => {
  const edge = judgePair(
    sampleRevision(1, { 'src/pool.ts': fix, 'test/pool.test.ts': sampleLines(1, 5, '+') }),
    sampleRevision(2, { 'src/pool.ts': fix, 'README.md': sampleLines(2, 5, '+') }),
  )
  expect(edge).toMatchObject({
    a: 1,
    b: 2,
    category: 'SAME_CHANGE',
    relation: null,
    evidence: {
      sharedProductionPaths: ['src/pool.ts'],
      sharedAddedLines: { count: 6 },
      containment: { aInB: 1, bInA: 1 },
      onlyA: { testFiles: ['test/pool.test.ts'] },
      onlyB: { docsFiles: ['README.md'] },
      first: { number: 1, by: 'opened' },
      whyNotHigher: null,
    },
  })
  expect(edge?.evidence.reasons[0]).toContain('identical production change in src/pool.ts')
})

test('a shared line that is too long to be shown says that it is cut', () => {
  const long = `+const listOfPorts = [${'1_024, '.repeat(40)}]`
  const change = { 'src/pool.ts': [...fix, long, `+${long.slice(1, 201)}`] }
  const edge = judgePair(sampleRevision(1, change), sampleRevision(2, change))
  const shown = edge!.evidence.sharedAddedLines.lines
  expect(shown.filter((line) => line.startsWith('const listOfPorts')).toSorted()).toEqual([
    long.slice(1, 201),
    `${long.slice(1, 201)}…`,
  ])
})

test('most of the same lines at the same place are the same change; other lines there are a competing one', () => {
  const nearly = lines(fix.slice(0, 11), ['+  return undefined'], fix.slice(12))
  expect(
    judgePair(sampleRevision(1, { 'src/pool.ts': fix }), sampleRevision(2, { 'src/pool.ts': nearly }))
      ?.category,
  ).toBe('SAME_CHANGE')
  const rival = lines(fix.slice(0, 6), sampleLines(6_900, 6, '+'), fix.slice(12))
  const edge = judgePair(
    sampleRevision(1, { 'src/pool.ts': fix }, { title: 'Close idle sockets of the pool (#77)' }),
    sampleRevision(2, { 'src/pool.ts': rival }, { title: 'Pool: close sockets that idle, fixes #77' }),
  )
  expect(edge).toMatchObject({ category: 'COMPETING_IMPLEMENTATION', evidence: { sharedIssues: ['#77'] } })
  expect(edge?.evidence.whyNotHigher).toContain('at 30% or more')
})

test('of several files the one that shares most is named', () => {
  const files = (version: string) => ({
    'package.json': ['   "dependencies": {', '+    "same-thing": "1.0.0",', version, '   }'],
    'src/router-service.ts': fix,
  })
  const edge = judgePair(
    sampleRevision(1, files('+    "one-thing": "1.0.0"')),
    sampleRevision(2, files('+    "other-thing": "2.0.0"')),
  )
  expect(edge?.evidence.reasons[0]).toContain('in src/router-service.ts')
  expect(edge?.evidence.sharedProductionPaths[0]).toBe('src/router-service.ts')
})

test('the order of the sides changes nothing', () => {
  const a = sampleRevision(1, { 'src/pool.ts': fix })
  const b = sampleRevision(2, { 'src/pool.ts': fix.slice(1) })
  expect(judgePair(a, b)).toEqual(judgePair(b, a))
})

test('tests, docs and metadata never make unrelated production changes the same, however alike they are', () => {
  const shared = {
    'tests/login.test.ts': sampleLines(30, 40, '+'),
    'docs/login.md': sampleLines(31, 40, '+'),
    'CHANGELOG.md': sampleLines(32, 10, '+'),
    '.github/workflows/ci.yml': sampleLines(33, 20, '+'),
    'yarn.lock': sampleLines(34, 90, '+'),
  }
  const a = sampleRevision(
    1,
    { 'src/auth/login.ts': sampleLines(40, 9, '+'), ...shared },
    { title: 'Log in' },
  )
  const b = sampleRevision(
    2,
    { 'src/billing/invoice.ts': sampleLines(90, 9, '+'), ...shared },
    { title: 'Send invoices' },
  )
  expect(isDuplicate(judgePair(a, b))).toBe(false)
})

test.each([
  ['test', 'tests/login.test.ts'],
  ['metadata', 'CHANGELOG.md'],
  ['generated', 'yarn.lock'],
])('two changes of the same %s file alone are never the same change or feature', (_, path) => {
  const change = { [path]: sampleLines(30, 40, '+') }
  expect(['SAME_CHANGE', 'SAME_FEATURE']).not.toContain(
    judgePair(sampleRevision(1, change), sampleRevision(2, change))?.category,
  )
})

test('a production change is not the same as a change of docs alone', () => {
  const text = sampleLines(30, 10, '+')
  const edge = judgePair(
    sampleRevision(1, { 'src/login.ts': text }),
    sampleRevision(2, { 'docs/login.md': text }),
  )
  expect(isDuplicate(edge)).toBe(false)
})

// Pairs that are something else than duplicates, and are named so.
const turned = fix.map((line) =>
  line[0] === '+' ? `-${line.slice(1)}` : line[0] === '-' ? `+${line.slice(1)}` : line,
)
const ofFirst = [
  { sha: 'a'.repeat(40), message: 'Close idle sockets', authoredAt: '2026-01-01T00:00:00.000Z' },
]

test.each<[string, Revision, Revision]>([
  [
    'STACKED',
    sampleRevision(1, { 'src/pool.ts': fix }, { commits: ofFirst }),
    sampleRevision(
      2,
      { 'src/pool.ts': fix, 'src/more.ts': sampleLines(77, 5, '+') },
      { commits: [...ofFirst, { ...ofFirst[0]!, sha: 'b'.repeat(40), message: 'Close more' }] },
    ),
  ],
  [
    'REVERT',
    sampleRevision(1, { 'src/pool.ts': fix }),
    sampleRevision(2, { 'src/pool.ts': turned }, { title: 'Revert "Change pool.ts"' }),
  ],
  [
    'BACKPORT',
    sampleRevision(1, { 'src/pool.ts': fix }),
    sampleRevision(2, { 'src/pool.ts': fix }, { baseRef: '2.x' }),
  ],
  [
    'RESUBMISSION',
    sampleRevision(1, { 'src/pool.ts': fix }, { author: 'mirela' }),
    sampleRevision(2, { 'src/pool.ts': fix }, { author: 'mirela' }),
  ],
  [
    'FOLLOW_UP',
    sampleRevision(1, { 'src/pool.ts': fix }, { title: 'Close idle sockets of the pool, fixes #77' }),
    sampleRevision(
      2,
      {
        'src/pool.ts': lines(
          place.slice(0, 3),
          sampleLines(6_002, 6, '-'),
          sampleLines(6_700, 4, '+'),
          place.slice(3),
        ),
      },
      { title: 'Close idle sockets of the pool in time, fixes #77' },
    ),
  ],
])('%s is named as what it is', (relation, a, b) => {
  expect(judgePair(a, b)?.relation).toBe(relation)
})

test('a reland, the same change once more after its revert, is the same change again', () => {
  const edge = judgePair(
    sampleRevision(1, { 'src/pool.ts': fix }, { title: 'Close sockets' }),
    sampleRevision(3, { 'src/pool.ts': fix }, { title: 'Reland "Close sockets"' }),
    [sampleRevision(2, { 'src/pool.ts': turned }, { title: 'Revert "Close sockets"' })],
  )
  expect(edge).toMatchObject({ category: 'SAME_CHANGE', relation: null })
})

test('a small repository is judged like a large one', () => {
  const [a, b] = [sampleRevision(1, { 'src/pool.ts': fix }), sampleRevision(2, { 'src/pool.ts': fix })]
  const index = new CandidateIndex(
    [a, b].map((revision) => ({ number: revision.number, signature: deriveSignature(revision) })),
  )
  expect(deriveEdge(readSide(a), readSide(b), index.compare(1, 2), index)?.category).toBe('SAME_CHANGE')
})
