import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type PullStanding, readStanding, unknownStanding } from '../domain/pull-standing.ts'
import { openLog } from '../log.ts'
import { sqlFolder } from '../root.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { dumpDatabase, restoreDatabase } from './backup.ts'
import { migrateDatabase } from './migrate.ts'
import { openPool, type Pool } from './pool.ts'
import { type PullFacts, upsertPulls } from './pulls.ts'
import { readPull } from './read-pulls.ts'
import { upsertRepository } from './repositories.ts'

const log = openLog('test', 'silent')
let database: TestDatabase
let pool: Pool
let repositoryId: number

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log })
  repositoryId = (await upsertRepository(pool, acme)).id
})
afterAll(async () => {
  await pool?.end()
  await database?.close()
})

const acme = { owner: 'acme', name: 'shop', defaultBranch: 'main', private: false, url: null }
const facts = (number: number, more: Partial<PullFacts> = {}): PullFacts => ({
  number,
  title: 'Title',
  body: '',
  author: 'ann',
  state: 'OPEN',
  draft: false,
  url: null,
  baseRef: 'main',
  headSha: 'a'.repeat(40),
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  closedAt: null,
  mergedAt: null,
  mergeCommitSha: null,
  ...more,
})
const standing: PullStanding = {
  nodeId: 'PR_1',
  authorAssociation: 'MEMBER',
  labels: ['bug', 'a "quoted", {odd} one'],
  requestedReviewers: ['ada'],
  requestedTeams: [],
  assignees: ['bob'],
  autoMerge: 'SQUASH',
  stack: { number: 4, size: 3, position: 2, baseRef: 'main' },
}
async function readStandingOf(number: number): Promise<PullStanding> {
  const pull = (await readPull(pool, repositoryId, number)) as unknown as Record<string, unknown>
  return Object.fromEntries(
    Object.keys(unknownStanding).map((key) => [key, pull[key]]),
  ) as unknown as PullStanding
}

test('what GitHub says is stored whole; who says nothing of it changes nothing; a later word takes its place', async () => {
  await upsertPulls(pool, repositoryId, [facts(1, { standing }), facts(2)])
  expect(await readStandingOf(1)).toEqual(standing)
  expect(await readStandingOf(2)).toEqual(unknownStanding)
  await upsertPulls(pool, repositoryId, [facts(1, { title: 'Other' }), facts(2, { standing })])
  expect(await readStandingOf(1)).toEqual(standing)
  expect(await readStandingOf(2)).toEqual(standing)
  // It has left its stack, and auto-merge was taken back.
  const later = readStanding({ node_id: 'PR_1', labels: [], auto_merge: null })
  await upsertPulls(pool, repositoryId, [facts(1, { standing: later })])
  expect(await readStandingOf(1)).toEqual({
    ...unknownStanding,
    nodeId: 'PR_1',
    labels: [],
    autoMerge: 'NONE',
  })
})

test('a backup carries it', async () => {
  await upsertPulls(pool, repositoryId, [facts(5, { standing }), facts(6)])
  const other = await openTestDatabase()
  onTestFinished(() => other.close())
  await restoreDatabase(other.url, Readable.from(dumpDatabase(database.url, '0')), log)
  const db = openPool(other.url, { application: 'test', log })
  onTestFinished(() => db.end())
  expect(await readPull(db, repositoryId, 5)).toMatchObject(standing)
  expect(await readPull(db, repositoryId, 6)).toMatchObject(unknownStanding)
})

test('characters that Postgres cannot store are replaced in names, too', async () => {
  const odd = readStanding({ node_id: 'PR_3', labels: [{ name: 'a\0b' }, { name: '\ud800' }] })
  await upsertPulls(pool, repositoryId, [facts(3, { standing: odd })])
  expect((await readStandingOf(3)).labels).toEqual(['a\ufffdb', '\ufffd'])
})

test('the commit that a merge became is kept when a later list no longer names it, and goes with the merge', async () => {
  const stored = async () =>
    (
      await pool.query<{ sha: string | null }>(
        'SELECT merge_commit_sha AS sha FROM pull_requests WHERE repository_id = $1 AND number = 4',
        [repositoryId],
      )
    ).rows[0]!.sha
  const sha = 'c'.repeat(40)
  const merged = { state: 'MERGED', mergedAt: '2026-01-02T00:00:00Z' } as const
  await upsertPulls(pool, repositoryId, [facts(4, { ...merged, mergeCommitSha: sha })])
  await upsertPulls(pool, repositoryId, [facts(4, merged)])
  expect(await stored()).toBe(sha)
  await upsertPulls(pool, repositoryId, [facts(4)])
  expect(await stored()).toBeNull()
})

test('rows from before are unknown after the migration, and take what the next list says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ct-sql-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const earlier = readdirSync(sqlFolder).filter((file) => Number.parseInt(file, 10) < 11)
  mkdirSync(join(folder, 'sql'))
  for (const file of earlier) copyFileSync(join(sqlFolder, file), join(folder, 'sql', file))
  const old = await openTestDatabase({ empty: true })
  onTestFinished(() => old.close())
  await migrateDatabase(old.url, log, join(folder, 'sql'))
  const db = openPool(old.url, { application: 'test', log })
  onTestFinished(() => db.end())
  const { id } = await upsertRepository(db, acme)
  await db.query(
    `INSERT INTO pull_requests (repository_id, number, title, body, state, draft, head_sha, created_at, updated_at)
     VALUES ($1, 7, 'Old', '', 'OPEN', false, repeat('a', 40), now(), now())`,
    [id],
  )
  await migrateDatabase(old.url, log)
  expect(await readPull(db, id, 7)).toMatchObject({ ...unknownStanding, title: 'Old' })
  await upsertPulls(db, id, [facts(7, { standing })])
  expect(await readPull(db, id, 7)).toMatchObject(standing)
})
