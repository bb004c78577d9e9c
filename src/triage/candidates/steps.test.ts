import { expect, test } from 'vitest'
import { rarityStep } from '../weights.ts'
import { stepOf } from './steps.ts'

test('a count is on the last step that it has come to, and small ones are told apart', () => {
  const steps = [...new Set(Array.from({ length: 100 }, (_, count) => stepOf(count)))]
  expect(steps.slice(0, 8)).toEqual([0, 1, 2, 3, 5, 8, 12, 18])
  for (const [at, step] of steps.entries()) {
    expect(stepOf(step)).toBe(step)
    if (at > 0) expect(stepOf(step - 1)).toBe(steps[at - 1])
  }
})

test('a step is one and a half times the one before, beyond the table as well', () => {
  for (const count of [1_000, 65_535, 65_536, 100_000, 3_000_000]) {
    const step = stepOf(count)
    expect(step).toBeLessThanOrEqual(count)
    expect(step * rarityStep).toBeGreaterThan(count - 1)
    expect(stepOf(step)).toBe(step)
    expect(stepOf(Math.ceil(step * rarityStep))).toBe(Math.ceil(step * rarityStep))
  }
})
