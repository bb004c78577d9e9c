import { Worker } from 'bullmq'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorkerService } from '../composition/worker-service.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { recordScan } from '../postgres/record-scans.ts'
import { readScanById } from '../postgres/scans.ts'
import { scanJobId } from '../queue/identity.ts'
import { type ScanJob, scanQueueName } from '../queue/jobs.ts'
import { promoteFarJobs } from '../queue/promote-far.ts'
import { openQueues, type Queues } from '../queue/queues.ts'
import { openRedis } from '../redis/connection.ts'
import { buildSampleRepository } from '../testing/duplicate-repository.ts'
import type { GitRepository } from '../testing/git-repository.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'
import { recoverScans } from './recover.ts'

/**
 * No matter what has become of a scan's job while its row is not done, the scan comes to its end. Real Postgres, Redis
 * and git.
 */
const log = openLog('test', 'silent')
const identity = { owner: 'acme', repo: 'gateway', snapshot: 'one' }
const jobId = scanJobId(identity)
let database: TestDatabase
let server: TestRedis
let repository: GitRepository
let pool: Pool
let queues: Queues
let redis: ReturnType<typeof openRedis>
let scanId: number
let data: ScanJob

beforeEach(async () => {
  ;[database, server, repository] = await Promise.all([
    openTestDatabase(),
    openTestRedis(),
    buildSampleRepository(),
  ])
  pool = openPool(database.url, { application: 'test', log })
  redis = openRedis(server.url, 'worker', log)
  queues = openQueues(redis)
  const dir = repository.gitDir
  const { owner, repo: name, snapshot } = identity
  const options = { all: false, mirrorDir: dir }
  scanId = await recordScan(pool, { owner, name, snapshot, source: 'mirror', actor: null, options }, [])
  data = { scanId, ...identity, source: { kind: 'mirror', dir }, all: false, step: 'list' }
})
afterEach(async () => {
  await queues.close()
  redis.disconnect()
  await pool.end()
  await Promise.all([database.close(), server.close(), repository.remove()])
})

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const recover = () => recoverScans({ pool, queues, log })

/** Has one job of the scan queue run, by a worker that is not ours. */
async function runJob(work: (worker: Worker) => Promise<void>): Promise<void> {
  const worker: Worker = new Worker(scanQueueName, () => work(worker), { connection: redis })
  const ended = new Promise<void>((resolve) => {
    worker.on('completed', () => resolve())
    worker.on('failed', () => resolve())
  })
  await ended
  await worker.close()
}

/** A worker of ours, until the scan is done. */
async function finish(): Promise<void> {
  const service = openWorkerService({
    databaseUrl: database.url,
    redisUrl: server.url,
    config: readConfig({}),
    log,
  })
  await service.runScans(2)
  for (;;) {
    const row = await readScanById(pool, scanId)
    expect(row?.state, row?.error ?? undefined).not.toBe('failed')
    if (row?.state === 'done') {
      expect(row).toMatchObject({ listed: 5, analyzed: 5, failed: 0, setsFound: 1 })
      break
    }
    await sleep(20)
  }
  await service.close()
}

const losses: Record<string, () => Promise<void>> = {
  'was never added': async () => {},
  'has failed with its attempts used up, and it could not be written down': async () => {
    await queues.scans.add('scan', data, { jobId, attempts: 1 })
    await pool.query(`UPDATE scans SET state = 'active' WHERE id = $1`, [scanId])
    await runJob(() => Promise.reject(new Error('the database is away')))
  },
  'is done by what the queue says': async () => {
    await queues.scans.add('scan', { ...data, step: 'compare' }, { jobId })
    await runJob(async () => {})
  },
  'waits for an analysis that the queue has lost': async () => {
    await queues.scans.add('scan', data, { jobId })
    const child = { name: 'analyze', data: {} as never, opts: { jobId: 'scan-1-1-0' } }
    const worker = new Worker(scanQueueName, undefined, { connection: redis })
    const job = (await worker.getNextJob('a token'))!
    await queues.analyses.addBulk([
      { ...child, opts: { ...child.opts, parent: { id: jobId, queue: job.queueQualifiedName } } },
    ])
    expect(await job.moveToWaitingChildren('a token')).toBe(true)
    await worker.close()
    await redis.del(queues.analyses.toKey('scan-1-1-0'))
    await redis.zrem(queues.analyses.toKey('prioritized'), 'scan-1-1-0')
    await redis.lrem(queues.analyses.toKey('wait'), 0, 'scan-1-1-0')
    expect(await queues.scans.getJobState(jobId)).toBe('waiting-children')
  },
  'is in no list any more': async () => {
    await queues.scans.add('scan', data, { jobId })
    await redis.lrem(queues.scans.toKey('wait'), 0, jobId)
  },
}

test.each(Object.keys(losses))('a scan whose job %s is put back once, and ends', async (what) => {
  await losses[what]!()
  expect(await recover()).toBe(1)
  expect(await recover()).toBe(0)
  await finish()
  expect(await recover()).toBe(0)
})

test('what has a job that will run is left alone, no matter what the job waits for', async () => {
  await queues.scans.add('scan', data, { jobId })
  expect(await recover()).toBe(0)
  await runJob(async (worker) => {
    expect(await queues.scans.getJobState(jobId)).toBe('active')
    expect(await recover()).toBe(0)
    // Delayed by the worker that has it.
    const job = (await queues.scans.getJob(jobId))!
    expect(await job.isActive()).toBe(true)
    expect(worker.isRunning()).toBe(true)
  })
  await (await queues.scans.getJob(jobId))!.remove()
  await queues.scans.add('scan', data, { jobId, delay: 3_600_000 })
  expect(await recover()).toBe(0)
})

test('a scan that was put off by a clock that was a day ahead runs at once; an hour is waited for', async () => {
  const tooFar = () => promoteFarJobs(redis, queues, Date.now())
  await queues.scans.add('scan', data, { jobId, delay: 24 * 3_600_000 })
  expect(await tooFar()).toBe(1)
  expect(await queues.scans.getJobState(jobId)).toBe('waiting')
  await (await queues.scans.getJob(jobId))!.remove()
  await queues.scans.add('scan', data, { jobId, delay: 3_660_000 })
  expect(await tooFar()).toBe(0)
  expect(await queues.scans.getJobState(jobId)).toBe('delayed')
})

test('a scan that has ended meanwhile is not begun again', async () => {
  await pool.query(`UPDATE scans SET state = 'failed' WHERE id = $1`, [scanId])
  expect(await recover()).toBe(0)
  await pool.query(`UPDATE scans SET state = 'done' WHERE id = $1`, [scanId])
  expect(await recover()).toBe(0)
  expect(await queues.scans.getJobCounts('waiting')).toEqual({ waiting: 0 })
})
