import { expect, test } from 'vitest'
import type { AlignedFile } from '../domain/alignment.ts'
import { inReadingOrder } from './reading-order.ts'

const file = (path: string, facts: Partial<AlignedFile>, shared = 0): AlignedFile => ({
  path,
  channel: 'production',
  a: 'modified',
  b: 'modified',
  unknown: false,
  counts: { shared, onlyA: 1, onlyB: 1 },
  rows: [],
  more: 0,
  ...facts,
})

test('where two changes differ in what they share comes before what one of them gathers of others', () => {
  const files = [
    file('a/others.ts', { a: null }),
    file('b/touched.ts', {}),
    file('c/shared.ts', {}, 1),
    file('d/shared-most.ts', {}, 115),
    file('e/shared.test.ts', { channel: 'test' }, 200),
    file('f/package-lock.json', { channel: 'generated' }, 900),
    file('g/others.test.ts', { channel: 'test', b: null }),
  ]
  expect(inReadingOrder(files, 'production').map(({ path }) => path)).toEqual([
    'd/shared-most.ts',
    'c/shared.ts',
    'e/shared.test.ts',
    'b/touched.ts',
    'a/others.ts',
    'g/others.test.ts',
    'f/package-lock.json',
  ])
})

test('files that are alike in all of this stay in the order of their paths', () => {
  const paths = ['a', 'b', 'c'].map((path) => file(path, {}, 2))
  expect(inReadingOrder(paths, 'production')).toEqual(paths)
})
