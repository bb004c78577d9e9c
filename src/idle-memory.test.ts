import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { collectGarbage, openIdleMemory } from './idle-memory.ts'

test('garbage is collected once, when nothing has followed for a while', async () => {
  let collections = 0
  const memory = openIdleMemory(() => {
    collections++
  }, 20)
  memory.later()
  memory.later()
  expect(collections).toBe(0)
  await expect.poll(() => collections).toBe(1)
  memory.later()
  memory.stop()
  await sleep(60)
  expect(collections).toBe(1)
})

test('what nothing refers to is gone after a collection', () => {
  const before = process.memoryUsage().heapUsed
  let garbage: unknown[] | null = Array.from({ length: 200_000 }, (_, at) => ({ at }))
  expect(process.memoryUsage().heapUsed - before).toBeGreaterThan(4e6)
  garbage = garbage.length === 0 ? garbage : null
  collectGarbage()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(2e6)
})
