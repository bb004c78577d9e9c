import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { openQueues, type Queues } from '../queue/queues.ts'
import { openRedis } from '../redis/connection.ts'
import { buildCheckedApi as buildApi } from '../testing/answer-check.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'
import type { ApiPorts } from './ports.ts'

const log = openLog('test', 'silent')
const token = 'an-ops-token-for-tests'
let database: TestDatabase
let server: TestRedis
let redis: ReturnType<typeof openRedis>
let queues: Queues
let pool: Pool
let ports: ApiPorts

beforeAll(async () => {
  ;[database, server] = await Promise.all([openTestDatabase(), openTestRedis()])
  pool = openPool(database.url, { application: 'test', log })
  redis = openRedis(server.url, 'worker', log)
  queues = openQueues(redis)
  ports = { ...readingPorts(pool, { OPS_TRIGGER_TOKEN: token }), exportQueues: queues.exportMetrics }
})
afterAll(async () => {
  await queues?.close()
  redis?.disconnect()
  await pool?.end()
  await Promise.all([database?.close(), server?.close()])
})

async function askMetrics(with_: Partial<ApiPorts> = {}): Promise<string[]> {
  const handle = await buildApi({ ...ports, ...with_ })
  const headers = { authorization: `Bearer ${token}` }
  const response = await handle(new Request('http://localhost/metrics', { headers }))
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  return (await response.text()).split('\n').filter((line) => line !== '')
}

test('metrics count the jobs of every queue by state', async () => {
  const source = { kind: 'git' as const }
  const scan = { scanId: 1, owner: 'acme', repo: 'gateway', snapshot: 'one', source, all: false }
  await queues.scans.add('scan', { ...scan, step: 'list' }, { jobId: 'acme/gateway/one' })
  const lines = await askMetrics()
  expect(lines).toContain('bullmq_job_count{queue="scans", state="waiting"} 1')
  for (const queue of ['analyses', 'deliveries', 'checks'])
    expect(lines).toContain(`bullmq_job_count{queue="${queue}", state="waiting"} 0`)
})

test('every metric is told about once and its lines stand together, as Prometheus asks', async () => {
  const lines = await askMetrics()
  const types = lines.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ')[2]!)
  expect(types).toContain('bullmq_job_count')
  expect(types).toContain('clawtriage_up')
  expect(new Set(types).size).toBe(types.length)
  const names = lines.filter((line) => !line.startsWith('#')).map((line) => /^\w+/.exec(line)![0])
  const runs = names.filter((name, at) => name !== names[at - 1])
  expect(runs).toEqual(types.filter((name) => names.includes(name)))
})

test('without Redis the rest is told all the same', async () => {
  const down = { postgres: 'up', redis: 'down', worker: 'down' } as const
  const lines = await askMetrics({
    checkHealth: async () => ({ ok: false, checks: down }),
    exportQueues: () => Promise.reject(new Error('no answer')),
  })
  expect(lines).toContain('clawtriage_up{dependency="redis"} 0')
  expect(lines.filter((line) => line.startsWith('bullmq_'))).toEqual([])
})
