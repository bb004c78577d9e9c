import { expect, test } from 'vitest'
import { mapAtOnce } from './map-at-once.ts'

const never = new AbortController().signal

test('results come in order, never more at work than allowed', async () => {
  let atWork = 0
  let most = 0
  const results: number[] = []
  for await (const result of mapAtOnce([30, 1, 20, 2, 10], 2, never, async (delay) => {
    most = Math.max(most, ++atWork)
    await new Promise((resolve) => setTimeout(resolve, delay))
    atWork--
    return delay
  }))
    results.push(result)
  expect(results).toEqual([30, 1, 20, 2, 10])
  expect(most).toBe(2)
})

test('after a failure those under way are told to end, and nothing new begins', async () => {
  const begun: number[] = []
  const told: number[] = []
  const results = mapAtOnce([1, 2, 3, 4], 3, never, (item, signal) => {
    begun.push(item)
    if (item === 1) return Promise.reject(new Error('no'))
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(told.push(item))))
  })
  await expect(results.next()).rejects.toThrow('no')
  expect([begun, told]).toEqual([
    [1, 2, 3],
    [2, 3],
  ])
})
