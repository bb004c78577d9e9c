import { Worker } from 'bullmq'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openClaims } from '../redis/claims.ts'
import { openRedis } from '../redis/connection.ts'
import { openTestRedis } from '../testing/redis.ts'
import { type EnqueueScanPorts, enqueueScan } from './enqueue-scan.ts'
import { scanJobId, scanKey } from './identity.ts'
import { scanQueueName } from './jobs.ts'
import { openQueues } from './queues.ts'

const identity = { owner: 'Probot', repo: 'probot', snapshot: '2026-11-23T08:00:00Z' }
const options = { source: { kind: 'git' as const }, all: false }
const log = openLog('test', 'silent')

const server = await openTestRedis()
const redis = openRedis(server.url, 'worker', log)
const queues = openQueues(redis)
let recorded: string[][] = []
let hasFailed = async () => false
const ports: EnqueueScanPorts = {
  claims: openClaims(redis),
  queues,
  async record(_, again) {
    recorded.push([...again])
    return 7
  },
  hasFailed: () => hasFailed(),
}

beforeAll(() => queues.scans.waitUntilReady())
beforeEach(async () => {
  await server.flush()
  recorded = []
  hasFailed = async () => false
})
afterAll(async () => {
  await queues.close()
  redis.disconnect()
  await server.close()
})

/** Runs the one waiting job to its end. */
async function finishJob(how: 'completed' | 'failed') {
  const worker = new Worker(
    scanQueueName,
    async () => {
      if (how === 'failed') throw new Error('on purpose')
    },
    { connection: redis },
  )
  const ended = new Promise<void>((resolve) => {
    if (how === 'completed') worker.on('completed', () => resolve())
    else worker.on('failed', () => resolve())
  })
  await ended
  await worker.close()
}

test('the first trigger creates the scan, the second finds it', async () => {
  const first = await enqueueScan(ports, identity, options)
  expect(first).toEqual({
    created: true,
    jobId: 'probot/probot/2026-11-23T08%3A00%3A00Z',
    jobState: 'waiting',
  })
  const second = await enqueueScan(ports, { ...identity, owner: 'probot' }, options)
  expect(second).toEqual({ ...first, created: false })
  expect(await queues.scans.getJobCounts()).toMatchObject({ waiting: 1 })
})

test('of 200 parallel triggers exactly one creates the scan, and there is one job', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, () => enqueueScan(ports, identity, options)))
  expect(answers.filter((answer) => answer.created)).toHaveLength(1)
  expect(await queues.scans.getJobCounts()).toMatchObject({ waiting: 1 })
})

test('a claim whose process died before it added the job is completed by the next trigger', async () => {
  await redis.set(scanKey(identity), 'claimed', 'EX', 60)
  expect((await enqueueScan(ports, identity, options)).created).toBe(true)
  expect(await queues.scans.getJob(scanJobId(identity))).toBeDefined()
})

test('a claim whose process died before it confirmed is confirmed once and makes no second job', async () => {
  await enqueueScan(ports, identity, options)
  await redis.set(scanKey(identity), 'claimed', 'EX', 60)
  const answers = await Promise.all([
    enqueueScan(ports, identity, options),
    enqueueScan(ports, identity, options),
  ])
  expect(answers.filter((answer) => answer.created)).toHaveLength(1)
  expect(await queues.scans.getJobCounts()).toMatchObject({ waiting: 1 })
})

test('a finished scan stays finished, also when the queue has forgotten its job', async () => {
  await enqueueScan(ports, identity, options)
  await finishJob('completed')
  expect(await enqueueScan(ports, identity, options)).toMatchObject({ created: false, jobState: 'completed' })
  await queues.scans.obliterate({ force: true })
  expect(await enqueueScan(ports, identity, options)).toMatchObject({ created: false, jobState: 'completed' })
  expect(await queues.scans.getJobCounts()).toMatchObject({ waiting: 0 })
})

test('a failed scan runs again when it is triggered again, once for any number of triggers', async () => {
  await enqueueScan(ports, identity, options)
  const job = await queues.scans.getJob(scanJobId(identity))
  // One attempt is enough to fail: the others would only wait.
  await redis.hset(queues.scans.toKey(job!.id!), 'opts', JSON.stringify({ ...job!.opts, attempts: 1 }))
  await finishJob('failed')
  const answers = await Promise.all(Array.from({ length: 20 }, () => enqueueScan(ports, identity, options)))
  expect(answers.filter((answer) => answer.created)).toHaveLength(1)
  expect(recorded).toContainEqual(['failed'])
  expect(await queues.scans.getJobCounts()).toMatchObject({ waiting: 1, failed: 0 })
})

test('a scan whose failure is written and not yet known to the queue runs again when it is triggered', async () => {
  await enqueueScan(ports, identity, { ...options, attempts: 1 })
  const worker = new Worker(scanQueueName, null, { connection: redis, autorun: false })
  try {
    const job = await worker.getNextJob('a worker', { block: false })
    expect(await enqueueScan(ports, identity, options)).toMatchObject({ created: false, jobState: 'active' })
    hasFailed = async () => {
      setTimeout(() => void job!.moveToFailed(new Error('on purpose'), 'a worker', false), 100)
      return true
    }
    expect(await enqueueScan(ports, identity, options)).toMatchObject({ created: true, jobState: 'waiting' })
    expect(recorded.at(-1)).toEqual(['failed'])
    expect(await queues.scans.getJobCounts()).toMatchObject({ active: 0, failed: 0 })
  } finally {
    await worker.close()
  }
})

test('a scan that fails between two questions to the queue runs again when it is triggered', async () => {
  const { jobId } = await enqueueScan(ports, identity, { ...options, attempts: 1 })
  const worker = new Worker(scanQueueName, null, { connection: redis, autorun: false })
  try {
    const atWork = (await worker.getNextJob('a worker', { block: false }))!
    let failing: Promise<unknown> | undefined
    const job = (await queues.scans.getJob(jobId))!
    for (const question of ['isFailed', 'isActive', 'getState'] as const) {
      const ask = job[question].bind(job)
      const askAndFail = async () => {
        const answer = await ask()
        failing ??= atWork.moveToFailed(new Error('on purpose'), 'a worker', false)
        await failing
        return answer
      }
      Object.assign(job, { [question]: askAndFail })
    }
    hasFailed = async () => true
    const scans = Object.assign(Object.create(queues.scans), { getJob: async () => job })
    const answer = await enqueueScan({ ...ports, queues: { scans } }, identity, options)
    expect(answer).toMatchObject({ created: true, jobState: 'waiting' })
    expect(await queues.scans.getJobCounts()).toMatchObject({ waiting: 1, failed: 0 })
  } finally {
    await worker.close()
  }
})

test('a flushed Redis makes the same identity a new scan', async () => {
  await enqueueScan(ports, identity, options)
  await server.flush()
  expect((await enqueueScan(ports, identity, options)).created).toBe(true)
  expect(recorded.at(-1)).toEqual(['failed', 'done'])
})
