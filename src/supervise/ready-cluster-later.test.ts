import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { findPostgres } from './find-servers.ts'
import { isUpToDate, readyClusterName } from './ready-cluster.ts'
import { makeReadyClusterLater } from './ready-cluster-later.ts'

let folder = ''
let env: Record<string, string | undefined> = {}
const file = () => join(folder, 'cache/clawtriage/servers', readyClusterName(findPostgres(process.env)))
const config = (more: Record<string, string> = {}) => readConfig({ DATA_DIR: join(folder, 'data'), ...more })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-later-'))
  env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), DATABASE_URL: '', REDIS_URL: '' }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a service that has nothing else to do makes what the next new folder begins with', async () => {
  const later = makeReadyClusterLater(config(), env, 0)
  await expect.poll(() => existsSync(file()), { interval: 50 }).toBe(true)
  expect(isUpToDate(file())).toBe(true)
  await later.stop()
})

test('stopped in the midst of it, nothing goes on and nothing is left', async () => {
  const later = makeReadyClusterLater(config(), env, 0)
  const part = `${file()}.part`
  await expect.poll(() => existsSync(join(part, 'supervisor.lock')), { interval: 5 }).toBe(true)
  await later.stop()
  expect(readdirSync(join(part, '..'))).toEqual([])
})

test('nothing is made for a database of others', async () => {
  const later = makeReadyClusterLater(config({ DATABASE_URL: 'postgresql://db.example/claw' }), env, 0)
  await new Promise((resolve) => setTimeout(resolve, 50))
  await later.stop()
  expect(readdirSync(folder)).toEqual([])
})
