import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { DuplicateSet, Edge } from '../domain/pair.ts'
import { openLog } from '../log.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { seededRandom } from '../testing/seeded-random.ts'
import { replaceComparison } from './comparison.ts'
import { openPool, type Pool } from './pool.ts'
import { type PullFacts, upsertPulls } from './pulls.ts'
import { upsertRepository } from './repositories.ts'

const log = openLog('test', 'silent')
const pulls = 12
let database: TestDatabase
let pool: Pool
let id = 0

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log })
})
afterAll(async () => {
  await pool.end()
  await database.close()
})
beforeEach(async () => {
  await pool.query('TRUNCATE repositories CASCADE')
  const facts = { owner: 'Acme', name: 'shop', defaultBranch: 'main', private: false, url: null }
  id = (await upsertRepository(pool, facts)).id
  await upsertPulls(pool, id, listed)
})

const listed = Array.from(
  { length: pulls },
  (_, at): PullFacts => ({
    number: at + 1,
    title: `Title ${at + 1}`,
    body: '',
    author: 'ann',
    state: 'OPEN',
    draft: false,
    url: null,
    baseRef: 'main',
    headSha: 'a'.repeat(40),
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-09T00:00:00Z',
    closedAt: null,
    mergedAt: null,
    mergeCommitSha: null,
  }),
)

/** The rows of a table, and by which transactions they were written last. */
async function readRows(table: string): Promise<{ rows: Record<string, unknown>[]; written: string[] }> {
  const { rows } = await pool.query<Record<string, unknown> & { written: string }>(
    `SELECT xmin::text AS written, * FROM ${table} WHERE repository_id = $1 ORDER BY 3, 4`,
    [id],
  )
  return { rows: rows.map(({ written: _, ...row }) => row), written: rows.map(({ written }) => written) }
}

const tables = ['edges', 'duplicate_sets', 'duplicate_set_members']
const replace = (edges: Edge[], sets: DuplicateSet[], heads: string) =>
  replaceComparison(pool, id, {
    edges,
    sets,
    heads: new Map(listed.map(({ number }) => [number, heads])),
    digest: '',
  })

/** What is stored of a pair's findings is stored whole: here nothing of them differs. */
const findings = { shortfall: null } as Edge['evidence']

/** Null: of a change without lines. */
const containments = [null, 0.5, 0.949, 0.95] as const

/** Whether one side is in the other, which has more; null: neither has lines. */
function isContained({ containment: { aInB, bInA } }: Edge['evidence']): boolean | null {
  const known = [aInB, bInA].filter((part) => part !== null)
  return known.length === 0 ? null : Math.max(...known) >= 0.95 && Math.min(...known) < 0.95
}

/** Disjoint sets of neighbours, each with an edge from its first to each other; some facts differ from time to time. */
function draw(random: () => number): { edges: Edge[]; sets: DuplicateSet[]; heads: string } {
  const pick = (below: number) => Math.floor(random() * below)
  const edges: Edge[] = []
  const sets: DuplicateSet[] = []
  for (let first = 1; first < pulls; ) {
    const size = 2 + pick(3)
    const numbers = listed.map(({ number }) => number).filter((n) => n >= first && n < first + size)
    first += size
    if (numbers.length < 2 || random() < 0.3) continue
    const links = numbers.slice(1).map((number) => ({
      a: numbers[0]!,
      b: number,
      relation: null,
      signals: { paths: pick(2) },
      evidence: {
        ...findings,
        facts: random() < 0.5 ? [{ kind: 'alike' as const }] : [],
        containment: { aInB: containments[pick(4)]!, bInA: containments[pick(4)]! },
      },
      score: 0.8 + pick(2) / 10,
      category: (['SAME_CHANGE', 'SAME_FEATURE'] as const)[pick(2)]!,
      ...(random() < 0.2 ? { verdict: 'DUPLICATE' as const, claimed: null } : {}),
    }))
    edges.push(...links)
    sets.push({
      id: `s${numbers[0]}${random() < 0.2 ? 'x' : ''}`,
      category: links[0]!.category,
      score: links[0]!.score,
      original: numbers[pick(2)]!,
      members: numbers.map((number, at) => ({ number, role: at === pick(2) ? 'original' : 'duplicate' })),
      edges: links,
      alreadyMerged: null,
      strongest: { a: links[0]!.a, b: links[0]!.b },
    })
  }
  return { edges, sets, heads: String(pick(2)).repeat(40) }
}

test('what is stored is the last comparison alone, whatever was stored before', async () => {
  const random = seededRandom(7)
  for (let round = 0; round < 25; round++) {
    const { edges, sets, heads } = draw(random)
    await replace(edges, sets, heads)
    const [storedEdges, storedSets, members] = await Promise.all(tables.map(readRows))
    expect(storedEdges!.rows).toEqual(
      edges.map(({ a, b, category, relation, score, signals, evidence, verdict, claimed }) => ({
        repository_id: id,
        a,
        b,
        a_head_sha: heads,
        b_head_sha: heads,
        category,
        relation,
        score,
        signals,
        evidence,
        verdict: verdict ?? null,
        claimed: claimed ?? null,
        contained: isContained(evidence),
      })),
    )
    const byText = (x: { id: string }, y: { id: string }) => (x.id < y.id ? -1 : 1)
    expect(storedSets!.rows.sort((x, y) => byText(x as { id: string }, y as { id: string }))).toMatchObject(
      [...sets].sort(byText).map(({ members: _, edges: __, alreadyMerged, strongest, ...set }) => ({
        ...set,
        already_merged: alreadyMerged,
        strongest_a: strongest.a,
        strongest_b: strongest.b,
      })),
    )
    expect(new Set(members!.rows.map((row) => JSON.stringify(row)))).toEqual(
      new Set(
        sets.flatMap((set) =>
          set.members.map(({ number, role }) =>
            JSON.stringify({ repository_id: id, set_id: set.id, number, role }),
          ),
        ),
      ),
    )
    const written = await Promise.all(tables.map(readRows))
    await replace(edges, sets, heads)
    expect(await Promise.all(tables.map(readRows))).toEqual(written)
  }
})

test('a list that says what is stored writes nothing; one that says anything else writes that row', async () => {
  const before = await readRows('pull_requests')
  await upsertPulls(pool, id, listed)
  expect(await readRows('pull_requests')).toEqual(before)
  const others: Partial<PullFacts>[] = [
    { title: 'Other' },
    { body: 'Other' },
    { author: null },
    { state: 'MERGED', mergedAt: '2026-01-10T00:00:00Z', mergeCommitSha: 'c' },
    { draft: true },
    { url: 'https://github.com/acme/shop/pull/6' },
    { baseRef: null },
    { headSha: 'b'.repeat(40) },
    { createdAtGuessed: true },
    { updatedAt: '2026-01-10T00:00:00Z' },
    { closedAt: '2026-01-10T00:00:00Z' },
  ]
  await upsertPulls(
    pool,
    id,
    listed.map((facts, at) => ({ ...facts, ...others[at] })),
  )
  const after = await readRows('pull_requests')
  for (const at of listed.keys())
    expect(after.written[at] === before.written[at], `#${at + 1}`).toBe(at >= others.length)
})
