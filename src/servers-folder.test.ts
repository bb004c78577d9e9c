import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from './root.ts'
import { isTrusted, serversFolder, serversFolders } from './servers-folder.mjs'

const folder = mkdtempSync(join(tmpdir(), 'ct-servers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('servers go into the cache folder of the XDG specification, which is made for their owner alone', () => {
  const made = serversFolder({ XDG_CACHE_HOME: join(folder, 'cache'), HOME: join(folder, 'home') })
  expect(made).toBe(join(folder, 'cache/clawtriage/servers'))
  expect(statSync(made).mode & 0o777).toBe(0o700)
  expect(existsSync(join(folder, 'home'))).toBe(false)
})

test.each(['', 'relative/cache'])('XDG_CACHE_HOME %j leaves it to ~/.cache', (cache) => {
  expect(serversFolders({ XDG_CACHE_HOME: cache, HOME: '/home/mirela' })[0]).toBe(
    '/home/mirela/.cache/clawtriage/servers',
  )
})

test('without a home that can be written to, they go beside the program', () => {
  // A file stands where the folder would be: not even root can make it then.
  const beside = join(projectRoot, '.servers')
  const before = existsSync(beside)
  expect(serversFolder({ HOME: '/dev/null' })).toBe(beside)
  if (!before) rmSync(beside, { recursive: true })
})

test('below a home that is no folder nothing is trusted, and looking there is no failure', () => {
  expect(isTrusted(serversFolders({ HOME: '/dev/null' })[0]!)).toBe(false)
})

test('a folder that anyone may write into is passed over', () => {
  const open = join(folder, 'open/clawtriage/servers')
  mkdirSync(open, { recursive: true })
  chmodSync(open, 0o777)
  const before = existsSync(join(projectRoot, '.servers'))
  expect(serversFolder({ XDG_CACHE_HOME: join(folder, 'open') })).not.toBe(open)
  if (!before) rmSync(join(projectRoot, '.servers'), { recursive: true })
})
