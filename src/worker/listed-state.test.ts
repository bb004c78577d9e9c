import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAccept } from '../composition/accept.ts'
import { openWorkerService, type WorkerService } from '../composition/worker-service.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { renameRepository } from '../postgres/app-repositories.ts'
import { replaceListing } from '../postgres/listings.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { readScan, type ScanRow } from '../postgres/scans.ts'
import { openQueues, type Queues } from '../queue/queues.ts'
import { openClaims } from '../redis/claims.ts'
import { openRedis } from '../redis/connection.ts'
import { buildSampleRepository } from '../testing/duplicate-repository.ts'
import type { GitRepository } from '../testing/git-repository.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'

/** Real Postgres, Redis and git; a worker in this process, whose source counts how often it is asked for its list. */
const log = openLog('test', 'silent')
let database: TestDatabase
let server: TestRedis
let repository: GitRepository
let pool: Pool
let queues: Queues
let redis: ReturnType<typeof openRedis>
let service: WorkerService
let lists = 0
/** Ends a list after its first page. */
let breaksOff = false
let scans = 0

beforeEach(async () => {
  ;[database, server, repository] = await Promise.all([
    openTestDatabase(),
    openTestRedis(),
    buildSampleRepository(),
  ])
  pool = openPool(database.url, { application: 'test', log })
  redis = openRedis(server.url, 'worker', log)
  queues = openQueues(redis)
  lists = 0
  breaksOff = false
  service = openWorkerService({
    databaseUrl: database.url,
    redisUrl: server.url,
    config: readConfig({}),
    log,
    wrapSource: (source) => ({
      ...source,
      async *listPulls(...asked) {
        lists++
        for await (const page of source.listPulls(...asked)) {
          yield page
          if (breaksOff) throw new Error('the disk is gone')
        }
      },
    }),
  })
  await service.runScans(1)
})
afterEach(async () => {
  await service.close()
  await queues.close()
  redis.disconnect()
  await pool.end()
  await Promise.all([database.close(), server.close(), repository.remove()])
})

/** Scans the mirror once more. @returns the scan's row, and whether its list was asked for. */
async function scan(
  options: { maxOpenPrs?: number; all?: boolean } = {},
): Promise<ScanRow & { asked: boolean }> {
  const before = lists
  const identity = { owner: 'acme', repo: 'gateway', snapshot: `scan-${++scans}` }
  const source = { kind: 'mirror' as const, dir: repository.gitDir }
  const accept = openAccept(pool, openClaims(redis), queues)
  await accept(identity, { source, actor: null, attempts: 1, ...options })
  for (;;) {
    const row = await readScan(pool, identity)
    if (row?.state === 'done' || row?.state === 'failed') return { ...row, asked: lists > before }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const pullsOf = async () =>
  (await pool.query('SELECT number, title, state, head_sha FROM pull_requests ORDER BY number')).rows

test('a mirror whose refs are the same is not listed again, and the scan is about the same', async () => {
  const first = await scan()
  const pulls = await pullsOf()
  const second = await scan()
  expect(first).toMatchObject({ asked: true, state: 'done', listed: 5, analyzed: 5 })
  expect(second).toMatchObject({ asked: false, state: 'done', listed: 5, unchanged: 5 })
  expect(second.setsFound).toBe(first.setsFound)
  expect(await pullsOf()).toEqual(pulls)
})

const heads = async () => (await repository.git('rev-parse', 'refs/pull/2/head', 'main')).trim().split('\n')

test('where anything has changed that a list is made from it is listed', async () => {
  await scan()
  const changes = {
    'a head': async () => repository.git('update-ref', 'refs/pull/1/head', (await heads())[0]!),
    'a new pull request': async () => repository.git('update-ref', 'refs/pull/99/head', (await heads())[0]!),
    'a pull request that is gone': () => repository.git('update-ref', '-d', 'refs/pull/3/head'),
    'a branch': async () => repository.git('update-ref', 'refs/heads/v1', (await heads())[1]!),
    'a tag': async () => repository.git('tag', 'v1.0', (await heads())[1]!),
    'where it comes from': () =>
      repository.git('config', 'remote.origin.url', 'https://github.com/acme/gateway'),
  }
  for (const [what, change] of Object.entries(changes)) {
    await change()
    expect(await scan(), what).toMatchObject({ asked: true, state: 'done' })
  }
  expect((await scan()).asked).toBe(false)
})

test('where another number of pull requests, or closed ones, are asked for it is listed', async () => {
  await scan()
  expect(await scan({ maxOpenPrs: 2 })).toMatchObject({ asked: true, listed: 2 })
  expect(await scan({ maxOpenPrs: 2 })).toMatchObject({ asked: false, listed: 2 })
  expect((await scan({ all: true })).asked).toBe(true)
  expect(await scan()).toMatchObject({ asked: true, listed: 5 })
})

test('where GitHub has given a list since it is listed', async () => {
  const { repositoryId } = await scan()
  const now = new Date()
  await replaceListing(pool, repositoryId!, { listedAt: now, wholeAt: now, listedFrom: 0, closedSince: null })
  expect((await scan()).asked).toBe(true)
  expect((await scan()).asked).toBe(false)
})

test('a list that breaks off says nothing for the next one', async () => {
  await scan()
  breaksOff = true
  expect(await scan({ maxOpenPrs: 1 })).toMatchObject({ asked: true, state: 'failed' })
  breaksOff = false
  expect(await scan()).toMatchObject({ asked: true, state: 'done', listed: 5 })
})

test('the old name of a renamed repository begins anew', async () => {
  await scan()
  await renameRepository(pool, { owner: 'acme', repo: 'gateway' }, { owner: 'acme', repo: 'portal' })
  expect(await scan()).toMatchObject({ asked: true, state: 'done', listed: 5 })
})
