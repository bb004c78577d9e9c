import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFlyToml } from './fly/fly-toml.ts'
import { readRegularFile } from './regular-file.ts'
import { requireUnlocked } from './supervise/data-lock.ts'
import { readDataVersion } from './supervise/find-servers.ts'
import { readServers } from './supervise/running-servers.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-pipe-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pipe = (name: string) => {
  execFileSync('mkfifo', [join(folder, name)])
  return join(folder, name)
}

test('a file is read; a pipe, a folder and a device are named, and not waited for', () => {
  const file = join(folder, 'file')
  writeFileSync(file, 'é')
  expect(readRegularFile(file)).toBe('é')
  expect(readRegularFile(file, 'latin1')).toBe('Ã©')
  mkdirSync(join(folder, 'folder'))
  for (const path of [pipe('pipe'), join(folder, 'folder'), '/dev/zero'])
    expect(() => readRegularFile(path)).toThrow(`${path} is not a regular file`)
  expect(() => readRegularFile(join(folder, 'none'))).toThrow('ENOENT')
})

test('nothing that is read on a data volume or named by a person hangs on a pipe', () => {
  expect(() => readFlyToml(pipe('fly.toml'))).toThrow('is not a regular file')
  pipe('PG_VERSION')
  expect(readDataVersion(folder)).toBe(null)
  pipe('servers.json')
  expect(readServers(folder)).toBe(null)
  pipe('supervisor.lock')
  requireUnlocked(folder)
})
