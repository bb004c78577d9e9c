import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepIndexes } from '../comparison/index-cache.ts'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { recordScan } from '../postgres/record-scans.ts'
import { readPendingNumbers, updateScanProgress } from '../postgres/scan-pulls.ts'
import { readScan } from '../postgres/scans.ts'
import type { Queues } from '../queue/queues.ts'
import { openMirrorSource } from '../source/mirror-source.ts'
import { buildSampleRepository } from '../testing/duplicate-repository.ts'
import type { GitRepository } from '../testing/git-repository.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { analyzePulls } from './analyze.ts'
import { listRepository } from './list.ts'
import { cacheSources } from './source-cache.ts'

/** Real Postgres and git; what fails is told to fail by a trigger in the database. */
const log = openLog('test', 'silent')
const signal = new AbortController().signal
let database: TestDatabase
let repository: GitRepository
let pool: Pool

beforeAll(async () => {
  ;[database, repository] = await Promise.all([openTestDatabase(), buildSampleRepository()])
  pool = openPool(database.url, { application: 'test', log })
})
afterAll(async () => {
  await pool.end()
  await Promise.all([database.close(), repository.remove()])
})

test('what a scan has analysed itself is never counted as known before, wherever the database went away', async () => {
  const ports = {
    pool,
    queues: {} as Queues,
    log,
    publish: () => {},
    indexes: keepIndexes(),
    ...cacheSources((_, { owner, repo }) =>
      openMirrorSource({ dir: repository.gitDir, owner, name: repo, log }),
    ),
    allowedRepos: [],
    historyDays: 180,
    now: () => new Date(),
  }
  const identity = { owner: 'acme', name: 'gateway', snapshot: 's' }
  const options = { all: false, mirrorDir: repository.gitDir }
  await recordScan(pool, { ...identity, source: 'mirror', actor: null, options }, [])
  const scanId = (await readScan(pool, { owner: 'acme', repo: 'gateway', snapshot: 's' }))!.id
  const scan = {
    scanId,
    owner: 'acme',
    repo: 'gateway',
    snapshot: 's',
    source: { kind: 'mirror', dir: repository.gitDir },
    maxOpenPrs: undefined,
    all: false,
    step: 'list',
  } as const
  const steps = { onPage: async () => {}, saveCursor: async () => {}, saveOpened: async () => {} }
  const { id } = await listRepository(ports, scan, steps, signal)
  const numbers = await readPendingNumbers(pool, scanId)
  expect(numbers.length).toBeGreaterThan(1)
  await pool.query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE OF outcome ON scan_pulls FOR EACH ROW EXECUTE FUNCTION refuse()`)
  const job = { ...scan, repositoryId: id, numbers }
  await expect(analyzePulls(ports, job, signal)).rejects.toThrow('refused')
  const { rows } = await pool.query('SELECT number FROM revisions')
  expect(rows).toEqual([])
  await pool.query('DROP TRIGGER refuse ON scan_pulls')
  await analyzePulls(ports, job, signal)
  expect(await updateScanProgress(pool, scanId)).toMatchObject({ analyzed: numbers.length, unchanged: 0 })
})
