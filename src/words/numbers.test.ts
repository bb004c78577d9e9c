import { describe, expect, test } from 'vitest'
import { age, clockTime, count, countListed, duration, number, percent } from './numbers.ts'

test('one of a thing has no plural', () => {
  expect(count(1, 'pull request')).toBe('1 pull request')
  expect(count(0, 'pull request')).toBe('0 pull requests')
  expect(count(3412, 'repository', 'repositories')).toBe('3,412 repositories')
})

test('a list that may go on says so', () => {
  const files = (howMany: number) => Array.from({ length: howMany }, () => 'a.ts')
  expect(countListed(files(1), 'test file')).toBe('1 test file')
  expect(countListed(files(19), 'test file')).toBe('19 test files')
  expect(countListed(files(20), 'test file')).toBe('20 or more test files')
})

test('numbers and the time of day are written as English writes them', () => {
  const english = new Intl.NumberFormat('en')
  for (const some of [
    0, 7, 999, 1_000, 3_412, 12_345, 999_999, 1_000_000, 123_456_789, -3_412, -341, 3_412.5,
  ])
    expect(number(some)).toBe(english.format(some))
  const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  for (const time of ['2026-11-23T00:00:00Z', '2026-11-23T09:05:59Z', '2026-11-23T23:59:00Z'])
    expect(clockTime(time)).toBe(clock.format(new Date(time)))
})

describe('percent', () => {
  test.each([
    [0, '0%'],
    [0.001, 'under 1%'],
    [0.936, '94%'],
    [0.9951, 'over 99%'],
    [1, '100%'],
  ])('%d is %s', (share, words) => {
    expect(percent(share)).toBe(words)
  })
})

describe('age', () => {
  const now = Date.parse('2026-11-23T09:00:00Z')
  test.each([
    ['2026-11-23T08:59:30Z', 'just now'],
    ['2026-11-23T08:46:00Z', '14 minutes ago'],
    ['2026-11-22T07:00:00Z', '1 day ago'],
    ['2026-11-08T09:00:00Z', '2 weeks ago'],
    ['2024-11-01T09:00:00Z', '2 years ago'],
    ['2026-11-23T09:05:00Z', 'in 5 minutes'],
  ])('%s is %s', (time, words) => {
    expect(age(time, now)).toBe(words)
  })
})

test('a duration is said in the unit it is long in', () => {
  expect(duration(420)).toBe('0.4 s')
  expect(duration(78_000)).toBe('78 s')
  expect(duration(14 * 60_000)).toBe('14 minutes')
  expect(duration(9_000_000)).toBe('2.5 hours')
})
