import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockData, requireUnlocked } from './data-lock.ts'
import { identify } from './process-identity.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a second holder is refused with the folder and the process that has it', () => {
  const lock = lockData(folder)
  expect(() => lockData(folder)).toThrow(
    `DATA_DIR ${folder} is in use by process ${process.pid}: stop that one, or set another`,
  )
  lock.release()
  lockData(folder).release()
})

test('looking whether a folder is in use says the same and leaves nothing behind', () => {
  requireUnlocked(folder)
  expect(readdirSync(folder)).toEqual([])
  const lock = lockData(folder)
  expect(() => requireUnlocked(folder)).toThrow(`${folder} is in use by process ${process.pid}`)
  lock.release()
  requireUnlocked(folder)
})

test('the lock of a process that is gone is taken over', () => {
  const gone = { pid: 2_000_000_000, started: 'some boot:17' }
  lockData(folder, gone)
  lockData(folder).release()
})

test('the lock of an earlier process with the same pid is taken over', () => {
  lockData(folder, { pid: process.pid, started: 'an earlier boot:17' })
  lockData(folder).release()
})

test.each(['', 'nonsense', '{}', '{"pid":-1,"started":"x"}', '[]'])(
  'a lock file that holds %j is no holder',
  (text) => {
    writeFileSync(join(folder, 'supervisor.lock'), text)
    lockData(folder).release()
    expect(readdirSync(folder)).toEqual([])
  },
)

test('releasing late does not take a successor its lock', () => {
  const first = lockData(folder, { pid: 2_000_000_000, started: 'gone:1' })
  const second = lockData(folder)
  first.release()
  expect(() => lockData(folder)).toThrow('is in use')
  second.release()
})

test('a process is told from others by when it started', () => {
  const self = identify(process.pid)
  expect(self).not.toBeNull()
  expect(identify(process.pid)).toEqual(self)
  expect(identify(process.ppid)?.started).not.toBe(self?.started)
})
