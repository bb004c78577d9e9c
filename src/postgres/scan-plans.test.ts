import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { readLandingQueries, readSearched, readWithoutOutcomes, replaceLandings } from './landings.ts'
import { keepPairFacts } from './pair-facts.ts'
import { openPool, type Pool, type Queryable } from './pool.ts'
import { closeUnlistedPulls } from './pulls.ts'
import { readScanSets } from './read-scan-sets.ts'
import {
  readAnalyzedNumbers,
  readComparedHeads,
  readOutdatedRevisions,
  readSignatures,
  streamRevisions,
} from './revisions.ts'
import { fillScanPulls, forgetScanPulls, markUnchanged } from './scan-pulls.ts'
import { readNumberedTargets } from './separate-lines.ts'
import { readStaleSignatures } from './stale-signatures.ts'

/**
 * The statements of a scan, in a repository that has just been filled: Postgres knows of empty tables alone. What is
 * held is how many rows they look at, which may be some for each pull request, and not all of them for each.
 */
const pulls = 400
const version = 1
const open = { maxOpenPrs: undefined, closedSince: null }
let database: TestDatabase
let pool: Pool
let id = 0
let scan = 0

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  for (const table of ['pull_requests', 'revisions', 'scan_pulls', 'pair_facts', 'separate_lines'])
    await pool.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`)
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO repositories (owner, name, default_branch) VALUES ('Acme', 'shop', 'main') RETURNING id`,
  )
  id = rows[0]!.id
  await pool.query(
    `INSERT INTO pull_requests (repository_id, number, title, body, author, state, draft, head_sha, base_ref, created_at, updated_at)
     SELECT $1, n, 'Title ' || n, '', 'ann', 'OPEN', false, lpad(n::text, 40, '0'), 'main', now(), now()
     FROM generate_series(1, $2::integer) n`,
    [id, pulls],
  )
  await pool.query(
    `INSERT INTO revisions (repository_id, number, head_sha, algorithm_version, base_sha, patch, commits, signature, outcomes, derived_from)
     SELECT $1, n, lpad(n::text, 40, '0'), ${version}, lpad('', 40, 'a'), '', '[]', '', '[{}]', 'x'
     FROM generate_series(1, $2::integer) n`,
    [id, pulls],
  )
  scan = await beginScan('one')
  await pool.query(
    `INSERT INTO pair_facts (repository_id, a, b, key, facts)
     SELECT $1, n, n + 1, '', '{}' FROM generate_series(1, $2::integer) n`,
    [id, pulls],
  )
  // Of many repositories.
  await pool.query(
    `WITH others AS (
       INSERT INTO repositories (owner, name, default_branch)
       SELECT 'Acme', 'shop-' || n, 'main' FROM generate_series(1, $2::integer) n RETURNING id)
     INSERT INTO separate_lines (repository_id, asked, digest, names)
     SELECT id, '{1.x}', '', '{1.x}' FROM (SELECT id FROM others UNION SELECT $1) r`,
    [id, pulls],
  )
})
afterAll(async () => {
  await pool.end()
  await database.close()
})

/** A scan that has listed all of them. */
async function beginScan(snapshot: string): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO scans (owner, name, snapshot, state, source, options, repository_id)
     VALUES ('acme', 'shop', $1, 'active', 'git', '{}', $2) RETURNING id`,
    [snapshot, id],
  )
  await pool.query(
    `INSERT INTO scan_pulls (scan_id, number, head_sha) SELECT $1, n, lpad(n::text, 40, '0') FROM generate_series(1, $2::integer) n`,
    [rows[0]!.id, pulls],
  )
  return rows[0]!.id
}

interface Plan {
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Join Filter'?: number
  Plans?: Plan[]
}

/**
 * Rows that the statements of `ask` look at, whether or not they keep them. Nothing is changed, and it gets no rows.
 */
async function countLookedAt(ask: (db: Queryable) => Promise<unknown>): Promise<number> {
  let sum = 0
  const count = (plan: Plan): void => {
    const each =
      plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Join Filter'] ?? 0)
    sum += plan['Actual Loops'] * each
    plan.Plans?.forEach(count)
  }
  const client = await pool.connect()
  try {
    const db = {
      async query(text: string, values: unknown[]) {
        await client.query('BEGIN')
        const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
          values,
        )
        await client.query('ROLLBACK')
        count(rows[0]!['QUERY PLAN'][0].Plan)
        return { rows: [], rowCount: 0 }
      },
    }
    await ask(db as unknown as Queryable)
    return sum
  } finally {
    client.release()
  }
}

const all = Array.from({ length: pulls }, (_, at) => at + 1)
const drain = async (pages: AsyncIterable<unknown>) => {
  for await (const _ of pages);
}

const statements: [string, (db: Queryable) => Promise<unknown>][] = [
  ['what a scan is about', (db) => fillScanPulls(db, scan, id, open)],
  ['what has not changed', (db) => markUnchanged(db, scan, id, version)],
  ['what earlier scans were about', (db) => forgetScanPulls(db, id)],
  ['what is no longer listed', (db) => closeUnlistedPulls(db, id, scan, 0)],
  ['what is read already', (db) => readAnalyzedNumbers(db, id, version, all)],
  ['what an older version has read', (db) => readOutdatedRevisions(db, id, version, 32)],
  ['stale signatures', (db) => readStaleSignatures(db, id, version, '', 32)],
  ['what has no outcomes', (db) => readWithoutOutcomes(db, id, version, 32)],
  ['what the default branch is searched for', (db) => readLandingQueries(db, id, version, 'main')],
  ['what it was searched for', (db) => readSearched(db, id)],
  [
    'what has landed',
    (db) => {
      const committedAt = '2026-01-01T00:00:00Z'
      return replaceLandings(
        db,
        id,
        'a',
        all.map((number) => ({ number, key: 'k', sha: 'a', committedAt })),
        [],
      )
    },
  ],
  ['branches that may be lines', (db) => readNumberedTargets(db, id)],
  ['what is compared', (db) => readComparedHeads(db, id, version, null)],
  ['signatures', (db) => drain(readSignatures(db, id, version, null))],
  ['whole revisions', (db) => drain(streamRevisions(db, id, version, all))],
  [
    'pairs that nothing looks at any more',
    (db) =>
      keepPairFacts(
        db,
        id,
        all.map((a) => ({ a, b: a + 1 })),
      ),
  ],
]

test.each(statements)(
  '%s: no table is read again for each row where no table was looked at',
  async (_, ask) => {
    expect(await countLookedAt(ask)).toBeLessThan(20 * pulls)
  },
)

test('nor where the tables were looked at before this scan began', async () => {
  await pool.query('ANALYZE pull_requests, revisions, scan_pulls, pair_facts, separate_lines')
  scan = await beginScan('two')
  for (const [name, ask] of statements) expect(await countLookedAt(ask), name).toBeLessThan(20 * pulls)
})

test('the lists of the last three scans are kept, and of earlier ones what could not be read, for a while', async () => {
  const scans: number[] = []
  for (const snapshot of ['a', 'b', 'c', 'd', 'e', 'f']) scans.push(await beginScan(snapshot))
  const [old, failed, earlier, ...last] = scans as [number, number, number, ...number[]]
  const end = (scan: number, state: string, age = '0') =>
    pool.query(`UPDATE scans SET state = $2, finished_at = now() - $3::interval WHERE id = $1`, [
      scan,
      state,
      age,
    ])
  const mark = (scan: number) =>
    pool.query(
      `UPDATE scan_pulls SET outcome = CASE number WHEN 1 THEN 'failed' ELSE 'analyzed' END,
         reason = CASE number WHEN 2 THEN 'too large' END WHERE scan_id = $1`,
      [scan],
    )
  for (const scan of scans) await mark(scan)
  await end(old, 'done', '91 days')
  await end(failed, 'failed')
  await end(earlier, 'done')
  const count = async () => {
    const { rows } = await pool.query<{ id: number; count: number }>(
      `SELECT s.id, count(p.scan_id) AS count FROM scans s LEFT JOIN scan_pulls p ON p.scan_id = s.id
       WHERE s.id = ANY ($1) GROUP BY s.id ORDER BY s.id`,
      [scans],
    )
    return rows.map((row) => row.count)
  }
  const whole = scans.map(() => pulls)
  await forgetScanPulls(pool, id)
  expect(await count()).toEqual(whole)
  for (const scan of last.slice(0, 2)) await end(scan, 'done')
  // A set of pull requests that none of these has listed.
  await pool.query(
    `INSERT INTO duplicate_sets (repository_id, id, category, score, original) VALUES ($1, 's', 'SAME_CHANGE', 1, 999)`,
    [id],
  )
  const setsOf = async (scan: number) => (await readScanSets(pool, id, scan)).map((set) => set.id)
  expect(await setsOf(earlier)).toEqual([])
  await forgetScanPulls(pool, id)
  // The last of them is under way.
  expect(await count()).toEqual([0, 2, pulls, pulls, pulls, pulls])
  await end(last[2]!, 'done')
  await forgetScanPulls(pool, id)
  expect(await count()).toEqual([0, 2, 2, pulls, pulls, pulls])
  // Asked for again, a forgotten one answers for the whole repository.
  expect(await setsOf(earlier)).toEqual(['s'])
  expect(await setsOf(last[0]!)).toEqual([])
})
