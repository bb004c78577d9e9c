import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LateAnswers } from './late-answers.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('an answer is handed out once, to who asked for it, under its address', async () => {
  const late = new LateAnswers()
  late.keep('session=1', '/api/x', Promise.resolve('1'))
  expect(late.take('session=2', '/api/x')).toBeNull()
  expect(late.take(null, '/api/x')).toBeNull()
  expect(late.take('session=1', '/api/x?limit=1')).toBeNull()
  expect(await late.take('session=1', '/api/x')).toBe('1')
  expect(late.take('session=1', '/api/x')).toBeNull()
})

test('an answer that fails is none', async () => {
  const late = new LateAnswers()
  late.keep(null, '/api/x', Promise.reject(new Error('the database is gone')))
  expect(await late.take(null, '/api/x')).toBeNull()
})

test('what nobody asks for is forgotten soon, and what is known when something is written at once', () => {
  const late = new LateAnswers()
  late.keep(null, '/api/x', Promise.resolve('1'))
  vi.advanceTimersByTime(6_000)
  expect(late.take(null, '/api/x')).toBeNull()
  late.keep(null, '/api/y', Promise.resolve('1'))
  late.forget()
  expect(late.take(null, '/api/y')).toBeNull()
})

test('a flood of pages keeps no more than some', () => {
  const late = new LateAnswers()
  for (let at = 0; at < 1_000; at++) late.keep(null, `/api/${at}`, Promise.resolve('1'))
  const kept = Array.from({ length: 1_000 }, (_, at) => late.take(null, `/api/${at}`)).filter(Boolean)
  expect(kept).toHaveLength(64)
})
