import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorkerService, type WorkerService } from '../composition/worker-service.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { type Child, startChild } from '../supervise/child.ts'
import { findPostgres, findRedis } from '../supervise/find-servers.ts'
import { preparePostgres } from '../supervise/postgres-server.ts'
import { prepareRedis } from '../supervise/redis-server.ts'
import { buildSampleRepository } from '../testing/duplicate-repository.ts'
import type { GitRepository } from '../testing/git-repository.ts'

/** Servers of its own, which it kills: those of the other tests must live. */
const log = openLog('test', 'silent')
const repositories = ['one', 'two', 'three', 'four', 'five', 'six']
let folder: string
let postgres: Child
let redisServer: Child
let startRedis: () => Promise<Child>
let repository: GitRepository
let urls: { databaseUrl: string; redisUrl: string }
let service: WorkerService

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
  urls = { databaseUrl: prepared.databaseUrl, redisUrl: redis.redisUrl }
})
afterEach(async () => {
  await service.close()
  await Promise.all([postgres.stop(), redisServer.stop(), repository.remove()])
  rmSync(folder, { recursive: true, force: true })
})

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function begin(onFetch: () => void): Promise<void> {
  service = openWorkerService({
    ...urls,
    config: readConfig({}),
    log,
    wrapSource: (source) => ({
      ...source,
      async *fetchChanges(pulls, signal) {
        onFetch()
        for await (const change of source.fetchChanges(pulls, signal)) {
          await sleep(50)
          yield change
        }
      },
    }),
  })
  for (const repo of repositories)
    await service.accept(
      { owner: 'acme', repo, snapshot: 's' },
      { source: { kind: 'mirror', dir: repository.gitDir }, actor: null },
    )
  await service.runScans(2)
}

async function allDone(): Promise<void> {
  for (;;) {
    const answer = await service.pool
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
    const { rows } = await service.pool.query('SELECT pg_backend_pid() AS pid').catch(() => ({ rows: [] }))
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
