import { afterAll, beforeAll, expect, test } from 'vitest'
import { listen } from '../../api/serve.ts'
import { openLog } from '../../log.ts'
import { openTestDatabase, type TestDatabase } from '../postgres.ts'
import { openTestRedis, type TestRedis } from '../redis.ts'
import { rawRequests, sendRaw } from './raw-requests.ts'
import { runFuzz } from './run-fuzz.ts'
import { type FuzzWorld, openFuzzWorld } from './world.ts'

const log = openLog('test', 'silent')

/** `npm run bench -- fuzz` sends 20,000; here are enough that a new route with a hole in it is noticed. */
const requests = 1_500
let database: TestDatabase
let server: TestRedis
let world: FuzzWorld

beforeAll(async () => {
  ;[database, server] = await Promise.all([openTestDatabase(), openTestRedis()])
  world = await openFuzzWorld(database.url, server.url)
})
afterAll(async () => {
  await world?.close()
  await Promise.all([database.close(), server.close()])
})

test('odd requests at every route: no 5xx but 503, no hang, nothing leaks, every error of one shape', async () => {
  const { byRoute, problems } = await runFuzz(world, { requests, seed: 20_261_128 })
  expect(problems.join('\n\n')).toBe('')
  // Every route was reached, and most of them with success too: else nothing was tried.
  const described = Object.entries(world.spec.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described.length).toBeGreaterThan(8)
  for (const route of described) expect([...byRoute.keys()]).toContain(route)
  const succeeded = described.filter((route) =>
    [...byRoute.get(route)!.keys()].some((status) => status < 300),
  )
  expect(succeeded.length).toBeGreaterThan(described.length * 0.7)
})

test('bytes that are no request end in an error or a closed connection, and the next request is answered', async () => {
  const listener = await listen(world.handle, { host: '127.0.0.1', port: 0, log })
  try {
    for (const [name, bytes] of Object.entries(rawRequests)) {
      const answer = await sendRaw(listener.port, bytes.replaceAll('{token}', world.facts.opsToken))
      const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
      for (const status of statuses)
        expect(status < 500 || status === 503, `${name}: ${answer.slice(0, 300)}`).toBe(true)
      if (answer !== '') expect(statuses.length, `${name}: ${answer.slice(0, 100)}`).toBeGreaterThan(0)
      for (const token of [world.facts.opsToken, world.facts.dashboardToken])
        expect(answer).not.toContain(token)
      expect(answer, name).not.toContain('clawtriage_queue')
      const health = await fetch(`http://127.0.0.1:${listener.port}/api/health`)
      expect(health.status, `after ${name}`).toBe(200)
      await health.arrayBuffer()
    }
  } finally {
    await listener.close(1_000)
  }
})
