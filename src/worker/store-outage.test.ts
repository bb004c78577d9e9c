import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepIndexes } from '../comparison/index-cache.ts'
import { openLog } from '../log.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { recordScan } from '../postgres/scans.ts'
import { acceptScan } from '../queue/accept-scan.ts'
import { openQueues, type Queues } from '../queue/queues.ts'
import { openClaims } from '../redis/claims.ts'
import { openRedis } from '../redis/connection.ts'
import { openMirrorSource } from '../source/mirror-source.ts'
import { type Child, startChild } from '../supervise/child.ts'
import { findPostgres, findRedis } from '../supervise/find-servers.ts'
import { preparePostgres } from '../supervise/postgres-server.ts'
import { prepareRedis } from '../supervise/redis-server.ts'
import { buildSampleRepository } from '../testing/duplicate-repository.ts'
import type { GitRepository } from '../testing/git-repository.ts'
import { cacheSources } from './source-cache.ts'
import { type RunningWorker, startWorker } from './start.ts'

/** Servers of its own, which it kills: those of the other tests must live. */
const log = openLog('test', 'silent')
const repositories = ['one', 'two', 'three', 'four', 'five', 'six']
let folder: string
let postgres: Child
let redisServer: Child
let startRedis: () => Promise<Child>
let repository: GitRepository
let pool: Pool
let queues: Queues
let worker: RunningWorker
let connections: ReturnType<typeof openRedis>[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-outage-'))
  const prepared = await preparePostgres(findPostgres(process.env), join(folder, 'postgres'), folder)
  const redis = prepareRedis(findRedis(process.env), join(folder, 'redis'), folder)
  startRedis = () => startChild(redis.spec, log)
  ;[postgres, redisServer, repository] = await Promise.all([
    startChild(prepared.spec, log),
    startRedis(),
    buildSampleRepository(),
  ])
  await prepared.createDatabase()
  await migrateDatabase(prepared.databaseUrl, log)
  pool = openPool(prepared.databaseUrl, { application: 'test', log })
  connections = [openRedis(redis.redisUrl, 'worker', log), openRedis(redis.redisUrl, 'worker', log)]
  queues = openQueues(connections[0]!)
})
afterEach(async () => {
  await worker.stop()
  await queues.close()
  for (const connection of connections) connection.disconnect()
  await pool.end()
  await Promise.all([postgres.stop(), redisServer.stop(), repository.remove()])
  rmSync(folder, { recursive: true, force: true })
})

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function begin(onFetch: () => void): Promise<void> {
  const openSource = cacheSources((_, { owner, repo }) => {
    const source = openMirrorSource({ dir: repository.gitDir, owner, name: repo, log })
    return {
      ...source,
      async *fetchChanges(pulls, signal) {
        onFetch()
        for await (const change of source.fetchChanges(pulls, signal)) {
          await sleep(50)
          yield change
        }
      },
    }
  })
  const ports = {
    pool,
    queues,
    log,
    publish: () => {},
    indexes: keepIndexes(),
    openSource,
    allowedRepos: [],
    historyDays: 180,
  }
  for (const name of repositories) {
    const identity = { owner: 'acme', repo: name, snapshot: 's' }
    await acceptScan(
      {
        claims: openClaims(connections[0]!),
        queues,
        recordScan: (scan, again) => recordScan(pool, scan, again),
      },
      identity,
      { source: { kind: 'mirror', dir: repository.gitDir }, actor: null },
    )
  }
  worker = await startWorker({ ...ports, now: () => new Date() }, connections[1]!, 2)
}

async function allDone(): Promise<void> {
  for (;;) {
    const answer = await pool
      .query('SELECT name, state, error, analyzed, failed, sets_found FROM scans')
      .catch(() => null)
    for (const row of answer?.rows ?? []) expect(row.state, row.error).not.toBe('failed')
    if (answer?.rows.every(({ state }) => state === 'done')) {
      for (const row of answer.rows) expect(row).toMatchObject({ analyzed: 5, failed: 0, sets_found: 1 })
      expect(answer.rows).toHaveLength(repositories.length)
      return
    }
    await sleep(50)
  }
}

test('a Postgres whose backends are killed again and again, for longer than all attempts last, loses no scan', async () => {
  let begun = () => {}
  const fetching = new Promise<void>((resolve) => {
    begun = resolve
  })
  await begin(() => begun())
  await fetching
  // As the kernel does when memory has run out: the server ends all of them, and recovers.
  const until = Date.now() + 4_000
  let kills = 0
  while (Date.now() < until || kills < 4) {
    const { rows } = await pool.query('SELECT pg_backend_pid() AS pid').catch(() => ({ rows: [] }))
    if (rows[0] !== undefined) {
      process.kill(rows[0].pid, 'SIGKILL')
      kills++
    }
    await sleep(150)
  }
  await allDone()
})

test('a Redis that is killed and comes back loses no scan', async () => {
  let begun = () => {}
  const fetching = new Promise<void>((resolve) => {
    begun = resolve
  })
  await begin(() => begun())
  await fetching
  for (let kills = 0; kills < 3; kills++) {
    redisServer.kill()
    await redisServer.ended
    await sleep(300)
    redisServer = await startRedis()
    await sleep(300)
  }
  await allDone()
})
