import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { recordScan } from '../postgres/record-scans.ts'
import { markScanPaused } from '../postgres/scans.ts'
import { openRedis } from '../redis/connection.ts'
import { type EventHub, openEventHub } from '../redis/event-hub.ts'
import { openEvents } from '../redis/events.ts'
import { buildCheckedApi as buildApi } from '../testing/answer-check.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'
import { type Listening, listen } from './serve.ts'

const log = openLog('test', 'silent')
const token = 'dashboard-token-for-tests'
let database: TestDatabase
let server: TestRedis
let pool: Pool
let hub: EventHub
let listeners = 0
let connections: ReturnType<typeof openRedis>[]
let handle: Awaited<ReturnType<typeof buildApi>>
let listening: Listening

beforeEach(async () => {
  ;[database, server] = await Promise.all([openTestDatabase(), openTestRedis()])
  pool = openPool(database.url, { application: 'test', log })
  connections = [openRedis(server.url, 'worker', log), openRedis(server.url, 'worker', log)]
  hub = openEventHub(connections[0]!, log)
  const ports = readingPorts(pool, { DASHBOARD_TOKEN: token, HOST: '127.0.0.1', PORT: '0' })
  handle = await buildApi({
    ...ports,
    events: {
      subscribe(listener) {
        listeners++
        const stop = hub.subscribe(listener)
        return () => {
          listeners--
          stop()
        }
      },
    },
  })
  // The API itself listens for as long as it runs.
  listeners = 0
  listening = await listen(handle, { ...ports.config, log })
})
afterEach(async () => {
  hub.close()
  await listening.close(1_000)
  for (const connection of connections) connection.disconnect()
  await pool.end()
  await Promise.all([database.close(), server.close()])
})

const address = () => `http://127.0.0.1:${listening.port}/api/events`
const authorized = { authorization: `Bearer ${token}` }

/** The events of a stream as they come: `[name, data]`. */
async function* eventsOf(response: Response): AsyncGenerator<[string, unknown]> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const match = /^event: (.*)\ndata: (.*)$/.exec(text.slice(0, end))
      text = text.slice(end + 2)
      if (match !== null) yield [match[1]!, JSON.parse(match[2]!)]
    }
  }
}
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('a stream begins with what is under way, then says what a worker tells, until the client leaves', async () => {
  const id = await recordScan(
    pool,
    { owner: 'acme', name: 'shop', snapshot: 'one', source: 'git', actor: null, options: { all: false } },
    [],
  )
  const until12 = new Date('2026-11-23T12:40:00.000Z')
  await markScanPaused(pool, id, until12, 'rate limit')
  const gone = new AbortController()
  const response = await fetch(address(), { headers: authorized, signal: gone.signal })
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const events = eventsOf(response)
  const progress = { listed: 0, analyzed: 0, unchanged: 0, failed: 0 }
  const scan = { type: 'scan', owner: 'acme', repo: 'shop', snapshot: 'one' }
  expect((await events.next()).value).toEqual([
    'scan',
    { ...scan, state: 'paused', resumesAt: until12.toISOString(), progress },
  ])
  const worker = openEvents(connections[1]!, log)
  worker.publish({ type: 'bad name\nevent: x' })
  worker.publish({ type: 'sets', owner: 'acme', repo: '<b>\n\n' })
  expect((await events.next()).value).toEqual(['sets', { type: 'sets', owner: 'acme', repo: '<b>\n\n' }])
  expect(listeners).toBe(1)
  gone.abort()
  await until(() => listeners === 0)
})

test('a stream needs the dashboard token, and asking for its headers alone leaves nothing behind', async () => {
  expect((await fetch(address())).status).toBe(401)
  expect((await fetch(address(), { headers: authorized, method: 'HEAD' })).status).toBe(200)
  await until(() => listeners === 0)
})

test('a server that stops ends its streams', async () => {
  const response = await fetch(address(), { headers: authorized })
  const events = eventsOf(response)
  const next = events.next()
  await until(() => listeners === 1)
  hub.close()
  expect(await next).toEqual({ done: true, value: undefined })
  expect(listeners).toBe(0)
})

test('a client that reads nothing is let go', async () => {
  const response = await fetch(address(), { headers: authorized })
  await until(() => listeners === 1)
  const worker = openEvents(connections[1]!, log)
  const filler = 'x'.repeat(50_000)
  for (let at = 0; listeners === 1; at++) {
    worker.publish({ type: 'sets', owner: 'acme', repo: filler })
    // Redis and the server have to get a turn: what is only queued here fills no buffer.
    if (at % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await response.body?.cancel().catch(() => {})
})
