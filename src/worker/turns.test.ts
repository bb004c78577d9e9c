import { Worker } from 'bullmq'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { recordScan } from '../postgres/record-scans.ts'
import { markScanDone, markScanPaused } from '../postgres/scans.ts'
import { takeTurn } from '../postgres/turns.ts'
import { scanJobId } from '../queue/identity.ts'
import { type ScanJob, scanQueueName } from '../queue/jobs.ts'
import { openQueues, type Queues } from '../queue/queues.ts'
import { openRedis } from '../redis/connection.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'
import { callNext, waitForTurn } from './turns.ts'

/** Whose turn it is, however many scans of one repository wait. Real Postgres and Redis. */
const log = openLog('test', 'silent')
let database: TestDatabase
let server: TestRedis
let pool: Pool
let queues: Queues
let redis: ReturnType<typeof openRedis>

beforeEach(async () => {
  ;[database, server] = await Promise.all([openTestDatabase(), openTestRedis()])
  pool = openPool(database.url, { application: 'test', log })
  redis = openRedis(server.url, 'worker', log)
  queues = openQueues(redis)
})
afterEach(async () => {
  await queues.close()
  redis.disconnect()
  await pool.end()
  await Promise.all([database.close(), server.close()])
})

const record = (snapshot: string, repo = 'gateway') =>
  recordScan(
    pool,
    { owner: 'acme', name: repo, snapshot, source: 'api', actor: null, options: { all: false } },
    [],
  )

async function accept(snapshot: string): Promise<number> {
  const identity = { owner: 'acme', repo: 'gateway', snapshot }
  const scanId = await record(snapshot)
  const data: ScanJob = { scanId, ...identity, source: { kind: 'api' }, all: false, step: 'list' }
  await queues.scans.add('scan', data, { jobId: scanJobId(identity) })
  return scanId
}

test('forty scans of one repository run in the order in which they came, and are looked at a few times each', async () => {
  const ids: number[] = []
  for (let at = 0; at < 40; at++) ids.push(await accept(`s${at}`))
  const order: number[] = []
  let looks = 0
  await new Promise<void>((resolve, reject) => {
    const worker = new Worker<ScanJob>(
      scanQueueName,
      async (job, token) => {
        looks++
        try {
          await waitForTurn({ pool, queues }, job, job.data.scanId, token!)
          order.push(job.data.scanId)
          // One that waits for GitHub lets the others go on.
          if (order.length === 3) await markScanPaused(pool, job.data.scanId, new Date(), 'rate limit')
          else await markScanDone(pool, job.data.scanId, 0)
        } finally {
          await callNext({ pool, queues, log }, job.data)
        }
        if (order.length === ids.length) void worker.close().then(resolve, reject)
      },
      { connection: redis, concurrency: 2 },
    )
    worker.on('error', reject)
  })
  expect(order).toEqual(ids)
  expect(looks).toBeLessThan(4 * ids.length)
})

test('a scan is told of ten that go first, the active one before all others, and of none of another repository', async () => {
  const ids: number[] = []
  for (let at = 0; at < 15; at++) ids.push(await record(`s${at}`))
  await record('s0', 'other')
  const last = ids.at(-1)!
  expect((await takeTurn(pool, last)).map(({ id }) => id)).toEqual(ids.slice(0, 10))
  expect((await takeTurn(pool, last, ids.slice(0, 10))).map(({ id }) => id)).toEqual(ids.slice(10, 14))
  expect(await takeTurn(pool, ids[4]!, ids.slice(0, 4))).toEqual([])
  expect((await takeTurn(pool, last)).map(({ id }) => id)[0]).toBe(ids[4])
  expect((await takeTurn(pool, ids[0]!)).map(({ id }) => id)).toEqual([ids[4]])
})

test('one whose wait is over goes before those that came later, and one that waits still does not', async () => {
  const [first, second] = [await record('first'), await record('second')]
  await markScanPaused(pool, first, new Date(Date.now() + 3_600_000), 'rate limit')
  expect(await takeTurn(pool, second)).toEqual([])
  await pool.query(`UPDATE scans SET state = 'waiting' WHERE id = $1`, [second])
  await markScanPaused(pool, first, new Date(Date.now() - 1_000), 'rate limit')
  expect((await takeTurn(pool, second)).map(({ id }) => id)).toEqual([first])
  expect(await takeTurn(pool, first)).toEqual([])
})

test('who has just been put back is not called again by its own end, and the next one is', async () => {
  const [first, second] = [await accept('first'), await accept('second')]
  const repository = { owner: 'acme', repo: 'gateway' }
  const jobs = await queues.scans.getJobs()
  for (const job of jobs) await job.remove()
  for (const { data, id } of jobs) await queues.scans.add('scan', data, { jobId: id!, delay: 3_600_000 })
  const delayed = async () => (await queues.scans.getDelayed()).map(({ data }) => data.scanId).sort()
  await callNext({ pool, queues, log }, { ...repository, scanId: first })
  expect(await delayed()).toEqual([first, second])
  await markScanDone(pool, first, 0)
  await callNext({ pool, queues, log }, { ...repository, scanId: first })
  expect(await delayed()).toEqual([first])
})
