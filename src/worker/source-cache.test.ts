import { expect, test } from 'vitest'
import type { PullSource } from '../source/source.ts'
import { cacheSources } from './source-cache.ts'

function openCache() {
  let opened = 0
  const { openSource, closeSource } = cacheSources(() => {
    opened++
    return { requestCount: () => 0, requestLimit: () => null } as Partial<PullSource> as PullSource
  })
  const open = (scanId: number) =>
    openSource({ kind: 'mirror', dir: '/nowhere' }, { scanId, owner: 'acme', repo: 'shop' }).source
  return { open, closeSource, opened: () => opened }
}

test('jobs of one scan share its source until the scan ends', () => {
  const { open, closeSource, opened } = openCache()
  const first = open(1)
  expect(open(1)).toBe(first)
  open(2)
  closeSource(1)
  expect(open(1)).not.toBe(first)
  open(2)
  expect(opened()).toBe(3)
})

test('of scans that never end here the last four are kept', () => {
  const { open, opened } = openCache()
  for (const scanId of [1, 2, 3, 4, 1, 5]) open(scanId)
  open(1)
  expect(opened()).toBe(5)
  open(2)
  expect(opened()).toBe(6)
})
