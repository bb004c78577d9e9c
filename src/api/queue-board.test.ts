import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { openQueues, type Queues } from '../queue/queues.ts'
import { openRedis } from '../redis/connection.ts'
import { launchChromium } from '../testing/browser.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'
import { openAccess } from './access.ts'
import { buildApi } from './app.ts'
import { openQueueBoard } from './queue-board.ts'
import { type Listening, listen } from './serve.ts'

const log = openLog('test', 'silent')
const token = 'dashboard-token-for-tests'
const authorization = `Bearer ${token}`
let database: TestDatabase
let server: TestRedis
let redis: ReturnType<typeof openRedis>
let queues: Queues
let pool: Pool
let listening: Listening
let browser: Browser
let url = ''

beforeAll(async () => {
  ;[database, server] = await Promise.all([openTestDatabase(), openTestRedis()])
  pool = openPool(database.url, { application: 'test', log })
  redis = openRedis(server.url, 'worker', log)
  queues = openQueues(redis)
  const config = readConfig({
    DASHBOARD_TOKEN: token,
    DASHBOARD_PUBLIC: 'true',
    HOST: '127.0.0.1',
    PORT: '0',
  })
  const handle = await buildApi({
    config,
    pool,
    access: openAccess(config),
    checkHealth: async () => ({ ok: true, checks: { postgres: 'up', redis: 'up', worker: 'up' } }),
    enqueueDelivery: null,
    enqueueScan: () => Promise.reject(new Error('nobody triggers here')),
    events: { subscribe: () => () => {} },
    reapplyVerdicts: async () => {},
    queueBoard: await openQueueBoard([queues.scans, queues.analyses]),
    log,
    version: '1',
    now: () => new Date(),
    publicFolder: null,
  })
  listening = await listen(handle, config)
  url = `http://127.0.0.1:${listening.port}/ops/queues`
  const source = { kind: 'git' as const }
  const scan = { scanId: 1, owner: 'acme', repo: 'gateway', snapshot: '<b>one', source, all: false }
  await queues.scans.add('scan', { ...scan, step: 'list' }, { jobId: 'acme/gateway/2026-11-23T08Z' })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await listening?.close(1_000)
  await queues?.close()
  redis?.disconnect()
  await pool?.end()
  await Promise.all([database?.close(), server?.close()])
})

test('the board needs the dashboard token even where the dashboard is public', async () => {
  for (const path of ['', '/', '/queue/scans', '/api/queues', '/static/images/logo.svg']) {
    const response = await fetch(`${url}${path}`)
    expect([path, response.status, await response.json()]).toMatchObject([
      path,
      401,
      { error: { code: 'UNAUTHORIZED' } },
    ])
  }
})

test('it can be looked at and nothing else', async () => {
  const ask = (path: string, method = 'GET') => fetch(`${url}${path}`, { method, headers: { authorization } })
  const queue = (await (await ask('/api/queues?activeQueue=scans&page=1&jobsPerPage=10')).json()) as {
    queues: { name: string; readOnlyMode: boolean; jobs: { id: string }[] }[]
  }
  expect(queue.queues.map(({ name, readOnlyMode }) => [name, readOnlyMode])).toEqual([
    ['scans', true],
    ['analyses', true],
  ])
  expect(queue.queues[0]!.jobs.map(({ id }) => id)).toEqual(['acme/gateway/2026-11-23T08Z'])
  expect((await ask('/api/queues/scans/acme%2Fgateway%2F2026-11-23T08Z')).status).toBe(200)
  for (const [method, path] of [
    ['PUT', '/api/queues/scans/pause'],
    ['PUT', '/api/queues/scans/obliterate'],
    ['POST', '/api/queues/scans/add'],
    ['DELETE', '/api/queues/scans'],
  ] as const)
    expect((await ask(path, method)).status).toBe(405)
  for (const path of [
    '/api/nowhere',
    '/static/..%2f..%2fpackage.json',
    '/static/../../package.json',
    '/api/queues/%zz/x',
  ])
    expect((await ask(path)).status).toBeGreaterThanOrEqual(400)
  for (const path of ['/api/nowhere', '/api/queues/%zz/x', '/api/queues/none/none'])
    expect((await ask(path)).status).toBeLessThan(500)
})

test('its page shows the queues in a browser under our policy, and a job name that is HTML stays text', async () => {
  const context = await browser.newContext({ extraHTTPHeaders: { authorization } })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const left: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) left.push(request.url())
  })
  await page.goto(`${url}/queue/scans`)
  await page.getByText('acme/gateway/2026-11-23T08Z').first().waitFor()
  expect(await page.locator('b').count()).toBe(0)
  expect(errors).toEqual([])
  // Refused by the policy before anything was sent.
  expect(left.filter((address) => !address.startsWith('https://fonts.googleapis.com/'))).toEqual([])
  await context.close()
})
