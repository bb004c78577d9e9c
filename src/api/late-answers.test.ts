import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { upsertRepository } from '../postgres/repositories.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { buildApi } from './app.ts'
import { openLateAnswers } from './late-answers.ts'
import type { ApiPorts } from './ports.ts'

const token = 'a-dashboard-token'
const host = 'http://localhost'
const agreement = '/api/repos/acme/yard/agreement'

let database: TestDatabase
let pool: Pool
let folder = ''
beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  await upsertRepository(pool, {
    owner: 'acme',
    name: 'yard',
    defaultBranch: 'main',
    private: false,
    url: null,
  })
  folder = await mkdtemp(join(tmpdir(), 'ct-late-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><body><claw-app></claw-app></body>')
})
afterAll(async () => {
  await pool.end()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

/** An API whose database answers nothing about verdicts until it is let. */
async function openSlowApi() {
  let looked = 0
  let letGo = () => {}
  const free = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const query = async (...args: unknown[]) => {
    const [statement] = args as [string | { text: string }]
    if (/claimed/.test(typeof statement === 'string' ? statement : statement.text)) {
      looked += 1
      await free
    }
    return (pool.query as (...args: unknown[]) => unknown)(...args)
  }
  const slow = new Proxy(pool, {
    get: (target, name) => (name === 'query' ? query : Reflect.get(target, name)),
  })
  const ports = readingPorts(slow, { DASHBOARD_TOKEN: token })
  const listeners: ((event: { type: string; state?: string }) => void)[] = []
  const events: ApiPorts['events'] = {
    subscribe: ({ event }) => {
      listeners.push(event)
      return () => {}
    },
  }
  const tell = (event: { type: string; state?: string }) => {
    for (const listener of listeners) listener(event)
  }
  const handle = await buildApi({ ...ports, events, publicFolder: folder })
  const body = JSON.stringify({ token })
  const headers = { 'content-type': 'application/json' }
  const login = await handle(new Request(`${host}/api/session`, { method: 'POST', headers, body }))
  const cookie = login.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const get = (path: string, cookie = '') => handle(new Request(`${host}${path}`, { headers: { cookie } }))
  return { looked: () => looked, letGo, get, handle, cookie, tell }
}

test('a page that was sent without its answers gets those that are under way: nothing is looked up twice', async () => {
  const { looked, letGo, get, cookie } = await openSlowApi()
  const page = await (await get('/acme/yard', cookie)).text()
  expect(page).not.toContain(agreement)
  await expect.poll(looked).toBe(1)
  const [own, foreign] = [get(agreement, cookie), get(agreement)]
  letGo()
  expect((await own).headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(await (await own).json()).toEqual({ said: 0, right: 0 })
  expect((await foreign).status).toBe(401)
  expect(looked()).toBe(1)
  expect(await (await get(agreement, cookie)).json()).toEqual({ said: 0, right: 0 })
  expect(looked()).toBe(2)
})

test('who asks for headers alone writes nothing: what is under way is still handed out', async () => {
  const { looked, letGo, get, handle, cookie } = await openSlowApi()
  await (await get('/acme/yard', cookie)).text()
  await handle(new Request(`${host}/api/repos`, { method: 'HEAD', headers: { cookie } }))
  const own = get(agreement, cookie)
  letGo()
  expect(await (await own).json()).toEqual({ said: 0, right: 0 })
  expect(looked()).toBe(1)
})

test('who has logged out since gets nothing that was looked up before', async () => {
  const { letGo, get, handle, cookie } = await openSlowApi()
  await (await get('/acme/yard', cookie)).text()
  await handle(new Request(`${host}/api/session`, { method: 'DELETE', headers: { cookie } }))
  const own = get(agreement, cookie)
  letGo()
  expect((await own).status).toBe(401)
})

test('what a worker has changed since is looked up anew; how far a scan is changes nothing', async () => {
  const { looked, letGo, get, cookie, tell } = await openSlowApi()
  const open = async () => (await get('/acme/yard', cookie)).text()
  await open()
  await expect.poll(looked).toBe(1)
  tell({ type: 'scan', state: 'active' })
  const first = get(agreement, cookie)
  await open()
  await expect.poll(looked).toBe(2)
  tell({ type: 'sets' })
  const second = get(agreement, cookie)
  await expect.poll(looked).toBe(3)
  letGo()
  for (const answer of [first, second]) expect((await answer).status).toBe(200)
})

test('what was looked up while something was written is not handed out once it is', async () => {
  const { looked, letGo, get, handle, cookie } = await openSlowApi()
  let end = () => {}
  const body = new ReadableStream({
    start(controller) {
      end = () => {
        controller.enqueue(new TextEncoder().encode('{}'))
        controller.close()
      }
    },
  })
  const headers = { cookie, 'content-type': 'application/json' }
  const init = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit
  const written = handle(new Request(`${host}/api/repos/acme/yard/pairs/1/2/verdict`, init))
  await (await get('/acme/yard', cookie)).text()
  await expect.poll(looked).toBe(1)
  end()
  expect((await written).status).toBe(400)
  const own = get(agreement, cookie)
  await expect.poll(looked).toBe(2)
  letGo()
  expect((await own).status).toBe(200)
})

test('what came in time is not kept, what came late is handed out once, what failed is asked anew', async () => {
  const late = openLateAnswers(0)
  let tell = (_: string | null) => {}
  const slow = () =>
    new Promise<string | null>((resolve) => {
      tell = resolve
    })
  void late.lookUp('ada', '/x', slow)
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(late.take('bob', '/x')).toBeNull()
  tell('1')
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(await late.take('ada', '/x')).toBe('1')
  expect(late.take('ada', '/x')).toBeNull()
  const patient = openLateAnswers(10_000)
  await patient.lookUp('ada', '/x', async () => '1')
  await Promise.resolve()
  expect(patient.take('ada', '/x')).toBeNull()
  void late.lookUp('ada', '/x', () => Promise.reject(new Error('the database is gone')))
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(late.take('ada', '/x')).toBeNull()
})
