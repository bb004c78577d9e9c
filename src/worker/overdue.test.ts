import { expect, test } from 'vitest'
import type { ScanState } from '../domain/scan.ts'
import type { LastScan } from '../postgres/scans.ts'
import { deriveOverdueScans } from './overdue.ts'

const now = new Date('2026-11-23T12:20:00Z')
const threeHours = 3 * 3_600_000
const last = (
  name: string,
  doneAt: string | null,
  state: ScanState = 'done',
  snapshot = '2026-11-23T08Z',
): LastScan => ({
  owner: 'Acme',
  name,
  doneAt: doneAt === null ? null : new Date(doneAt),
  newest: { snapshot, state },
})
const overdue = (allowed: string[], scans: LastScan[]) =>
  deriveOverdueScans(allowed, scans, threeHours, now).map(
    ({ owner, repo, snapshot }) => `${owner}/${repo}/${snapshot}`,
  )

test('what was not scanned for so long is, under the name that the hourly trigger would give', () => {
  const scans = [last('shop', '2026-11-23T09:20:00Z'), last('api', '2026-11-23T09:20:01Z')]
  expect(overdue(['acme/shop', 'acme/api'], scans)).toEqual(['Acme/shop/2026-11-23T12Z'])
})

test('what was never scanned is overdue, when its name is known', () => {
  expect(overdue(['acme/shop', 'acme/*'], [])).toEqual(['acme/shop/2026-11-23T12Z'])
})

test('of a whole owner those that were scanned before, and nothing that is not allowed', () => {
  const old = '2026-11-20T00:00:00Z'
  expect(overdue(['acme/*'], [last('shop', old), { ...last('x', old), owner: 'stranger' }])).toEqual([
    'Acme/shop/2026-11-23T12Z',
  ])
  expect(overdue([], [last('shop', old)])).toEqual([])
})

test.each(['waiting', 'active', 'paused'] as const)('nothing is asked for while one is %s', (state) => {
  expect(overdue(['acme/shop'], [last('shop', null, state)])).toEqual([])
})

test('one that failed is tried again in the next hour, not every minute', () => {
  expect(overdue(['acme/shop'], [last('shop', null, 'failed', '2026-11-23T12Z')])).toEqual([])
  expect(overdue(['acme/shop'], [last('shop', null, 'failed', '2026-11-23T11Z')])).toEqual([
    'Acme/shop/2026-11-23T12Z',
  ])
})
