import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Edge } from '../domain/pair.ts'
import { openLog } from '../log.ts'
import { replaceComparison } from '../postgres/comparison.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { upsertPulls } from '../postgres/pulls.ts'
import { readEdge } from '../postgres/read-pairs.ts'
import { upsertRepository } from '../postgres/repositories.ts'
import { deleteVerdict, upsertVerdict } from '../postgres/verdicts.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { leastOwnVerdicts } from '../triage/weights.ts'
import { reapplyVerdicts } from './reapply-verdicts.ts'

let database: TestDatabase
let pool: Pool
let repositoryId = 0

const pairs = leastOwnVerdicts + 2
const at = '2026-01-01T00:00:00Z'
const headOf = (number: number) => String(number).padStart(40, '0')
const only = { productionFiles: ['src/b.ts'], testFiles: [], docsFiles: [], addedLines: 3, removedLines: 1 }
const edgeOf = (a: number): Edge => ({
  a,
  b: a + 1,
  category: 'SAME_FEATURE',
  relation: null,
  score: 0.8,
  signals: { location: 0.75 },
  evidence: {
    facts: [{ kind: 'text', text: 'both add the same 14 of 16 lines in src/a.ts' }],
    shortfall: { kind: 'text', text: 'their lines are 80% the same' },
    sharedProductionPaths: ['src/a.ts'],
    sharedAddedLines: { count: 14, lines: ['x'] },
    sharedRemovedLines: { count: 2, lines: ['y'] },
    sharedSymbols: ['parse'],
    sharedTests: ['a.test.ts'],
    sharedDocs: ['a.md'],
    sharedIssues: ['#1'],
    closedByBoth: ['#1'],
    containment: { aInB: 0.5, bInA: null },
    onlyA: only,
    onlyB: only,
    first: { number: a, by: 'opened' },
  },
})
const edges = Array.from({ length: pairs }, (_, pair) => edgeOf(2 * pair + 1))

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  const facts = { owner: 'acme', name: 'shop', defaultBranch: 'main', private: false, url: null }
  repositoryId = (await upsertRepository(pool, facts)).id
  const numbers = edges.flatMap(({ a, b }) => [a, b])
  await upsertPulls(
    pool,
    repositoryId,
    numbers.map((number) => ({
      number,
      title: `#${number}`,
      body: '',
      author: null,
      state: 'OPEN',
      draft: false,
      url: null,
      baseRef: 'main',
      headSha: headOf(number),
      createdAt: at,
      updatedAt: at,
      closedAt: null,
      mergedAt: null,
      mergeCommitSha: null,
    })),
  )
  const heads = new Map(numbers.map((number) => [number, headOf(number)]))
  await replaceComparison(pool, repositoryId, { edges, sets: [], heads, digest: 'made here' })
})

afterAll(async () => {
  await pool.end()
  await database.close()
})

const say = async (a: number, verdict: 'DUPLICATE' | 'NOT_RELATED' | null) => {
  if (verdict === null) await deleteVerdict(pool, repositoryId, a, a + 1)
  else await upsertVerdict(pool, repositoryId, { a, b: a + 1, verdict }, null)
  await reapplyVerdicts(pool, repositoryId)
}
const edge = (a: number) => readEdge(pool, repositoryId, a, a + 1)

test('a verdict takes nothing from the evidence of any pair', async () => {
  await say(1, 'NOT_RELATED')
  expect(await edge(1)).toEqual({
    ...edges[0],
    category: 'RELATED',
    score: 0,
    verdict: 'NOT_RELATED',
    claimed: { category: 'SAME_FEATURE', relation: null, score: 0.8 },
  })
  await say(1, null)
  expect(await edge(1)).toEqual(edges[0])
})

test('what verdicts move of a score is moved once, however often they are counted, and all of it goes back with them', async () => {
  const said = edges.slice(0, leastOwnVerdicts)
  for (const { a } of said) await say(a, 'NOT_RELATED')
  const other = edges.at(-1)!
  const shifted = await edge(other.a)
  expect(shifted?.score).toBeLessThan(0.6)
  expect(shifted?.evidence).toEqual({
    ...other.evidence,
    ownVerdicts: { scoreBefore: 0.8, pairs: leastOwnVerdicts, duplicates: 0 },
  })
  await reapplyVerdicts(pool, repositoryId)
  expect(await edge(other.a)).toEqual(shifted)
  for (const { a } of said) await say(a, null)
  for (const known of edges) expect(await edge(known.a)).toEqual(known)
})
