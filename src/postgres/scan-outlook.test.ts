import { expect, test } from 'vitest'
import { guessNext } from './scan-outlook.ts'

const at = (...clocks: string[]) => clocks.map((clock) => new Date(`2026-11-23T${clock}:00Z`))
const now = new Date('2026-11-23T08:10:00Z')

test('the next scan is guessed from regular intervals alone', () => {
  expect(guessNext(at('08:00', '07:00', '06:01'), now)?.toISOString()).toBe('2026-11-23T08:59:30.000Z')
  expect(guessNext(at('08:00', '07:00'), now)).toBeNull()
  expect(guessNext(at('08:00', '07:40', '06:00'), now)).toBeNull()
  expect(guessNext(at('08:00', '08:00', '08:00'), now)).toBeNull()
  expect(guessNext([], now)).toBeNull()
})

test('a time that has passed is no next scan', () => {
  expect(guessNext(at('06:00', '05:00', '04:00'), now)).toBeNull()
})
