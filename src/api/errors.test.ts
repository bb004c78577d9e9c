import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { enqueueScan } from '../queue/enqueue-scan.ts'
import { openQueues } from '../queue/queues.ts'
import { openClaims } from '../redis/claims.ts'
import { openRedis } from '../redis/connection.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'
import { answerError } from './errors.ts'

const log = openLog('test', 'silent')
let server: TestRedis
beforeAll(async () => {
  server = await openTestRedis()
})
afterAll(() => server.close())

async function answer(error: unknown) {
  const response = answerError(error, log)
  const { error: said } = (await response.json()) as { error: { code: string; message: string } }
  return `${response.status} ${said.message}`
}

test('a trigger that Redis cannot store, since it cannot write, is answered 503 that names the disk', async () => {
  const redis = openRedis(server.url, 'request', log)
  const queues = openQueues(redis)
  const trigger = (snapshot: string) =>
    enqueueScan(
      { claims: openClaims(redis), queues, record: async () => 1, hasFailed: async () => false },
      { owner: 'acme', repo: 'gateway', snapshot },
      { source: { kind: 'git' }, maxOpenPrs: undefined, all: false },
    )
  try {
    await trigger('one')
    // A snapshot that cannot be saved makes Redis refuse writes, as a full disk does.
    const [, folder = ''] = (await redis.config('GET', 'dir')) as string[]
    await redis.config('SET', 'save', '3600 1')
    rmSync(folder, { recursive: true })
    await redis.bgsave()
    await expect
      .poll(async () => /rdb_last_bgsave_status:(\w+)/.exec(await redis.info('persistence'))?.[1])
      .toBe('err')
    const refused = await trigger('two').catch((error: unknown) => error)
    expect(await answer(refused)).toMatch(/^503 the disk of the server is full/)
  } finally {
    await queues.close()
    redis.disconnect()
  }
})

test.each([
  [Object.assign(new Error('could not extend file'), { code: '53100' }), /^503 the disk/],
  [Object.assign(new Error('write'), { code: 'ENOSPC' }), /^503 the disk/],
  [new Error('it failed', { cause: Object.assign(new Error('write'), { code: 'ENOSPC' }) }), /^503 the disk/],
  [new Error('LOADING Redis is loading the dataset in memory'), /^503 a server behind this one/],
  [Object.assign(new Error('too many connections'), { code: '53300' }), /^503 a server behind this one/],
  [new Error('a fault of ours'), /^500 something went wrong here/],
])('%s is answered %s', async (error, expected) => {
  expect(await answer(error)).toMatch(expected)
})
