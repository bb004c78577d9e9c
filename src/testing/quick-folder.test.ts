import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findQuickFolder } from './quick-folder.ts'

const memory = '/dev/shm'
const much = 64 * 2 ** 30

test.runIf(hasRoom(memory))('a folder in memory with room in it is taken', () => {
  expect(findQuickFolder(memory, much, () => true)).toBe(memory)
})

test('one that is no such folder, is not there, has little memory behind it or runs nothing is not taken', () => {
  // The kernel's own, which holds nobody's files.
  expect(findQuickFolder('/proc', much, () => true)).toBeNull()
  expect(findQuickFolder(join(tmpdir(), 'ct-is-not-there'), much, () => true)).toBeNull()
  expect(findQuickFolder(memory, 2 ** 30, () => true)).toBeNull()
  expect(findQuickFolder(memory, much, () => false)).toBeNull()
})

function hasRoom(folder: string): boolean {
  try {
    const { type, bavail, bsize } = statfsSync(folder)
    return type === 0x01021994 && bavail * bsize > 8 * 2 ** 30
  } catch {
    return false
  }
}
