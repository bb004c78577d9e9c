import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLog } from '../src/log.ts'
import { openPool, type Pool } from '../src/postgres/pool.ts'
import { openQueues, type Queues } from '../src/queue/queues.ts'
import { projectRoot } from '../src/root.ts'
import { sourceArguments } from '../src/supervise/program.ts'
import { openTestDatabase, type TestDatabase } from '../src/testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../src/testing/redis.ts'
import { type Program, startProgram } from '../src/testing/run-program.ts'

/** Several API processes on one Postgres and one Redis, as `npm run api` starts them. */
const opsToken = 'an-ops-token-for-tests'
const log = openLog('test', 'silent')
let database: TestDatabase
let server: TestRedis
let redis: Redis
let queues: Queues
let pool: Pool
const programs: Program[] = []

beforeEach(async () => {
  ;[database, server] = await Promise.all([openTestDatabase(), openTestRedis()])
  redis = new Redis({ path: new URL(server.url).pathname, maxRetriesPerRequest: null })
  queues = openQueues(redis)
  pool = openPool(database.url, { application: 'test', log })
})
afterEach(async () => {
  for (const { child } of programs) child.kill('SIGTERM')
  await Promise.all(programs.splice(0).map(({ ended }) => ended))
  await queues.close()
  redis.disconnect()
  await pool.end()
  await Promise.all([database.close(), server.close()])
})

async function startApi(env: Record<string, string> = {}, words?: readonly string[]): Promise<string> {
  const settings = {
    DATABASE_URL: database.url,
    REDIS_URL: server.url,
    PORT: '0',
    OPS_TRIGGER_TOKEN: opsToken,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/*',
    ...env,
  }
  const program = startProgram('api', [], settings, process.execPath, words)
  programs.push(program)
  const line = await program.line((text) => text.includes('"msg":"listening"'))
  return `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`
}

/** Asks again where a busy machine has answered "try again later", as who triggers should (src/trigger). */
async function trigger(api: string, repo: string, snapshot: string): Promise<Response> {
  const answer = await triggerOnce(api, repo, snapshot)
  if (answer.status !== 503) return answer
  await answer.arrayBuffer()
  return trigger(api, repo, snapshot)
}

const triggerOnce = (api: string, repo: string, snapshot: string) =>
  fetch(`${api}/api/ops/public-scan`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${opsToken}`,
      'content-type': 'application/json',
      'x-trigger-actor': 'clock',
    },
    body: JSON.stringify({ owner: 'acme', repo, snapshot }),
  })

const jobs = async () =>
  Object.values(await queues.scans.getJobCounts()).reduce((sum, count) => sum + count, 0)
const scans = async () =>
  (await pool.query('SELECT name, snapshot, state, actor FROM scans ORDER BY id')).rows

test('a thousand triggers of one scan at once, to three processes, make one job, and one of them is told so', async () => {
  const apis = await Promise.all([startApi(), startApi(), startApi()])
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, async (_, at) => {
      const response = await trigger(
        apis[at % apis.length]!,
        at % 2 === 0 ? 'gateway' : 'GateWay',
        '2026-11-23T08Z',
      )
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }),
  )
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(999)
  for (const { status, body } of answers)
    expect(body).toMatchObject({ enqueued: status === 202, jobId: 'acme/gateway/2026-11-23T08Z' })
  expect(await jobs()).toBe(1)
  expect(await scans()).toHaveLength(1)
  expect(await redis.get('acme/gateway/2026-11-23T08Z')).toBe('added')
})

test('a process that dies when it has claimed a scan and not added its job leaves the rest to the next trigger', async () => {
  const fault = join(projectRoot, 'src/testing/die-before-add.mjs')
  // From its sources: in a bundle the package that the fault is put into is another one.
  const sources = sourceArguments(join(projectRoot, 'bin/api.ts'))
  const dying = await startApi({ NODE_OPTIONS: `--import=${fault}` }, sources)
  await expect(trigger(dying, 'gateway', 'night:1')).rejects.toThrow()
  expect((await programs[0]!.ended).code).toBe(null)
  expect(await redis.get('acme/gateway/night:1')).toBe('claimed')
  expect(await jobs()).toBe(0)

  const healthy = await startApi()
  const next = await trigger(healthy, 'gateway', 'night:1')
  expect([next.status, await next.json()]).toMatchObject([202, { jobId: 'acme/gateway/night%3A1' }])
  expect(await jobs()).toBe(1)
  expect((await trigger(healthy, 'gateway', 'night:1')).status).toBe(200)
  expect(await scans()).toEqual([{ name: 'gateway', snapshot: 'night:1', state: 'waiting', actor: 'clock' }])
})

test('the claim outlives the finished job, and a Redis that was emptied takes the next trigger', async () => {
  const api = await startApi()
  expect((await trigger(api, 'gateway', 'one')).status).toBe(202)
  await (await queues.scans.getJob('acme/gateway/one'))!.remove()
  const again = await trigger(api, 'gateway', 'one')
  expect([again.status, await again.json()]).toMatchObject([200, { duplicate: true, state: 'completed' }])
  expect(await jobs()).toBe(0)
  await server.flush()
  expect((await trigger(api, 'gateway', 'one')).status).toBe(202)
  expect(await scans()).toHaveLength(1)
})

test('no token reaches the log, an answer, a metric or the queue', async () => {
  const dashboardToken = 'a-dashboard-token-for-tests'
  const githubToken = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz'
  const api = await startApi({
    LOG_LEVEL: 'trace',
    DASHBOARD_TOKEN: dashboardToken,
    GITHUB_TOKEN: githubToken,
  })
  const secrets = [opsToken, dashboardToken, githubToken]
  const seen: string[] = []
  const authorizations = [
    `Bearer ${opsToken}`,
    `Bearer ${dashboardToken}`,
    `Bearer ${opsToken}x`,
    `Basic ${opsToken}`,
  ]
  for (const authorization of authorizations)
    for (const path of [
      '/api/health',
      '/api/repos',
      '/metrics',
      '/api/openapi.json',
      `/api/nowhere?access_token=${opsToken.slice(1)}`,
      '/api/ops/scans/acme/gateway/one',
    ]) {
      const response = await fetch(`${api}${path}`, { headers: { authorization } })
      seen.push(JSON.stringify([...response.headers]), await response.text())
    }
  for (const body of [`{"token":"${dashboardToken}"}`, `{"token":"${opsToken}"}`, `{"token":`]) {
    const response = await fetch(`${api}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    seen.push(JSON.stringify([...response.headers]), await response.text())
  }
  expect((await trigger(api, 'gateway', 'one')).status).toBe(202)
  programs[0]!.child.kill('SIGTERM')
  const { stdout, stderr } = await programs[0]!.ended
  expect(stdout).toContain('"msg":"listening"')
  seen.push(stdout, stderr)
  for (const key of await redis.keys('*')) {
    const kind = await redis.type(key)
    if (kind === 'hash') seen.push(JSON.stringify(await redis.hgetall(key)))
    if (kind === 'string') seen.push((await redis.get(key)) ?? '')
  }
  for (const secret of secrets) expect(seen.filter((text) => text.includes(secret))).toEqual([])
})
