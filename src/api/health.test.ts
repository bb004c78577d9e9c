import { expect, test } from 'vitest'
import { openHealth } from './health.ts'

const never = () => new Promise<boolean>(() => {})
const up = { ask: () => Promise.resolve(true) }

test('what answers is up, what refuses is down at once', async () => {
  const health = openHealth({
    postgres: { ask: () => Promise.reject(new Error('connection refused')) },
    redis: up,
    worker: { ask: () => Promise.resolve(false) },
  })
  expect(await health()).toEqual({ ok: false, checks: { postgres: 'down', redis: 'up', worker: 'down' } })
})

test('what falls silent counts as up for 30 s, then as down; and up again with its first word', async () => {
  let now = 1_000
  let isSilent = false
  let questions = 0
  const ask = () => {
    questions++
    return isSilent ? never() : Promise.resolve(true)
  }
  const health = openHealth({ postgres: { ask }, redis: up, worker: up }, { now: () => now, waitMs: 5 })
  expect((await health()).ok).toBe(true)
  isSilent = true
  now += 30_000
  expect((await health()).ok).toBe(true)
  now += 1
  expect((await health()).checks).toEqual({ postgres: 'down', redis: 'up', worker: 'up' })
  // It is still being asked: no pile of questions waits for it.
  expect(questions).toBe(2)
})

test('a worker that has no time to answer is alive by its last word; one that was never heard of is down', async () => {
  let now = 0
  let word = Number.NEGATIVE_INFINITY
  const worker = { ask: never, lastWordAt: () => word }
  const health = openHealth({ postgres: up, redis: up, worker }, { now: () => now, waitMs: 5 })
  expect((await health()).checks.worker).toBe('down')
  word = 0
  expect((await health()).checks.worker).toBe('up')
  now = 29_000
  expect((await health()).checks.worker).toBe('up')
  now = 31_000
  expect((await health()).checks.worker).toBe('down')
})
