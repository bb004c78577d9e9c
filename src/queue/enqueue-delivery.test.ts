import { Worker } from 'bullmq'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openClaims } from '../redis/claims.ts'
import { openRedis } from '../redis/connection.ts'
import { openTestRedis } from '../testing/redis.ts'
import { deliveryQueueName } from './deliveries.ts'
import { enqueueDelivery, enqueueRefresh } from './enqueue-delivery.ts'
import { openQueues } from './queues.ts'

const server = await openTestRedis()
const redis = openRedis(server.url, 'worker', openLog('test', 'silent'))
const queues = openQueues(redis)
const ports = { claims: openClaims(redis), queues }

beforeAll(() => queues.deliveries.waitUntilReady())
beforeEach(() => server.flush())
afterAll(async () => {
  await queues.close()
  redis.disconnect()
  await server.close()
})

const asked = async () =>
  (await queues.deliveries.getDelayed()).map(({ data }) =>
    data.kind === 'refresh' ? `${data.owner}/${data.repo}` : '',
  )

test('however often a look at a repository is asked for before it begins, it is one', async () => {
  for (let at = 0; at < 6; at++) await enqueueRefresh(ports, { owner: 'acme', repo: 'yard' })
  await enqueueRefresh(ports, { owner: 'ACME', repo: 'Yard' })
  await enqueueRefresh(ports, { owner: 'acme', repo: 'mill' })
  expect((await asked()).sort()).toEqual(['acme/mill', 'acme/yard'])
})

test('once it has begun, asking again asks for another', async () => {
  await enqueueRefresh(ports, { owner: 'acme', repo: 'yard' })
  const [begun] = await queues.deliveries.getDelayed()
  await begun!.promote()
  const worker = new Worker(deliveryQueueName, null, { connection: redis, autorun: false })
  try {
    const job = await worker.getNextJob('a worker', { block: false })
    expect(job?.id).toBe(begun!.id)
    await enqueueRefresh(ports, { owner: 'acme', repo: 'yard' })
    await job!.moveToCompleted(undefined, 'a worker', false)
    expect(await asked()).toEqual(['acme/yard'])
  } finally {
    await worker.close()
  }
})

test('a delivery that comes again is put into the queue once', async () => {
  const facts = { kind: 'refresh' as const, owner: 'acme', repo: 'yard' }
  expect([await enqueueDelivery(ports, '1', facts), await enqueueDelivery(ports, '1', facts)]).toEqual([
    true,
    false,
  ])
  expect(await queues.deliveries.count()).toBe(1)
})
