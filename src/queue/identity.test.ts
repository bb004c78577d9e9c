import { expect, test } from 'vitest'
import { hourlySnapshot } from '../domain/scan.ts'
import { parseRepository, scanJobId, scanKey } from './identity.ts'

test('owner and repo are lower-cased as GitHub ignores their case, the snapshot is not', () => {
  expect(scanKey({ owner: 'OpenClaw', repo: 'OpenClaw', snapshot: 'Nightly-A' })).toBe(
    'openclaw/openclaw/Nightly-A',
  )
})

test('a-b/c and a/b-c do not collide', () => {
  const snapshot = 's'
  expect(scanKey({ owner: 'a-b', repo: 'c', snapshot })).not.toBe(
    scanKey({ owner: 'a', repo: 'b-c', snapshot }),
  )
})

test('a job id holds no colon, and two snapshots never share one', () => {
  const identity = { owner: 'a', repo: 'b' }
  const times = ['2026-11-23T08:00:00Z', '2026-11-23T0800:00Z', '2026-11-23T08Z']
  const ids = times.map((snapshot) => scanJobId({ ...identity, snapshot }))
  expect(ids[0]).toBe('a/b/2026-11-23T08%3A00%3A00Z')
  expect(new Set(ids).size).toBe(times.length)
  for (const id of ids) expect(id).not.toContain(':')
})

test('the snapshot of a trigger that names none is the UTC hour', () => {
  expect(hourlySnapshot(new Date('2026-11-23T08:59:59.999Z'))).toBe('2026-11-23T08Z')
})

test.each([
  '',
  '/',
  'a/',
  '/b',
  'a/b/c',
  '-a/b',
  'a/..',
  'a/.',
  '--x/y',
  'a b/c',
  'a/b\n',
  `${'a'.repeat(40)}/b`,
])('%j is no repository', (text) => {
  expect(() => parseRepository(text)).toThrow('is not a repository: expected owner/repo')
})

test('GitHub names are taken as they are', () => {
  expect(parseRepository('symfony/symfony-docs')).toEqual({ owner: 'symfony', repo: 'symfony-docs' })
  expect(parseRepository('a/.github')).toEqual({ owner: 'a', repo: '.github' })
})
