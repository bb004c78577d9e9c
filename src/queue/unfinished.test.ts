import { afterAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openRedis } from '../redis/connection.ts'
import { openTestRedis } from '../testing/redis.ts'
import type { ScanJob } from './jobs.ts'
import { openQueues } from './queues.ts'
import { hasUnfinishedJobs } from './unfinished.ts'
import type { WhatIfJob } from './what-if.ts'

const server = await openTestRedis()
const redis = openRedis(server.url, 'worker', openLog('test', 'silent'))
const queues = openQueues(redis)
afterAll(async () => {
  await queues.close()
  redis.disconnect()
  await server.close()
})

test.each([{}, { delay: 60_000 }, { priority: 3 }])(
  'a scan that waits is unfinished: %o',
  async (options) => {
    await server.flush()
    expect(await hasUnfinishedJobs(queues)).toBe(false)
    await queues.scans.add('scan', {} as ScanJob, options)
    expect(await hasUnfinishedJobs(queues)).toBe(true)
  },
)

test('so is a merge that is to be tried for a reader', async () => {
  await server.flush()
  await queues.whatIfs.add('what-if', {} as WhatIfJob)
  expect(await hasUnfinishedJobs(queues)).toBe(true)
})
