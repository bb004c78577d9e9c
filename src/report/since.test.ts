import { expect, test } from 'vitest'
import { readSince } from './since.ts'

test('a time is so many hours, days or weeks back, or a day, and nothing that is not kept', () => {
  const now = new Date('2026-11-26T12:00:00Z')
  const since = (text: string) => readSince(text, now)?.toISOString() ?? null
  expect([since('24h'), since('7d'), since('2w'), since('2026-11-01')]).toEqual([
    '2026-11-25T12:00:00.000Z',
    '2026-11-19T12:00:00.000Z',
    '2026-11-12T12:00:00.000Z',
    '2026-11-01T00:00:00.000Z',
  ])
  const wrong = [
    '',
    '7',
    'd',
    '0d',
    '-7d',
    '7D',
    '7 d',
    '7d\n',
    '1e3d',
    '91d',
    '99999d',
    '2026-11-31',
    '2026-13-01',
  ]
  for (const text of [...wrong, '2026-08-01', '2026-11-27', '٧d', 'yesterday', '__proto__'])
    expect(since(text)).toBeNull()
})
