import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { AppError } from '../errors.ts'
import { openLog } from '../log.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { sqlFolder } from '../root.ts'
import { query } from '../testing/query.ts'
import { startChild } from './child.ts'
import { lockData } from './data-lock.ts'
import { findPostgres } from './find-servers.ts'
import { beginSegment, makeReadyCluster, wantsReadyCluster } from './make-ready-cluster.ts'
import { preparePostgres } from './postgres-server.ts'
import {
  findReadyCluster,
  isUpToDate,
  layOutCluster,
  packCluster,
  readyClusterName,
} from './ready-cluster.ts'
import { type Stack, startStack } from './stack.ts'
import { findAccount } from './unprivileged.ts'

const log = openLog('test', 'silent')
const bin = findPostgres(process.env)
const migrations = readdirSync(sqlFolder).length
let made = ''
let all = ''
let folder = ''
let ready = ''
let env: Record<string, string> = {}
const stacks: Stack[] = []

/** The cache folder of a user, with the file in it. */
function openCache(file: string | null): string {
  const servers = join(folder, 'cache/clawtriage/servers')
  mkdirSync(servers, { recursive: true, mode: 0o700 })
  const copy = join(servers, readyClusterName(bin))
  if (file !== null) cpSync(file, copy)
  return copy
}

const settings = () => ({
  config: readConfig({ DATA_DIR: join(folder, 'data') }),
  env: { ...process.env, ...env },
  log,
})

async function start(signal?: AbortSignal): Promise<Stack> {
  const stack = await startStack({ ...settings(), programs: [], ...(signal && { signal }) })
  stacks.push(stack)
  return stack
}

/** Postgres' own number of a cluster, the first of pg_control: of a copy it is the same. */
const identifier = (data: string) => readFileSync(join(data, 'global/pg_control')).readBigUInt64LE()
const migrated = async (stack: Stack) =>
  (await query(stack, 'SELECT count(*)::int AS n FROM migrations WHERE id > 0')) as object[]

beforeAll(async () => {
  all = mkdtempSync(join(tmpdir(), 'ct-ready-'))
  folder = all
  env = { XDG_CACHE_HOME: join(all, 'cache') }
  made = await makeReadyCluster(settings())
})
afterAll(() => rmSync(all, { recursive: true, force: true }))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-ready-'))
  env = { XDG_CACHE_HOME: join(folder, 'cache') }
  ready = openCache(made)
})
afterEach(async () => {
  for (const stack of stacks.splice(0)) await stack.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('it is made beside the servers, of a few mebibytes, and nothing else is left', () => {
  expect(made).toBe(join(all, 'cache/clawtriage/servers', readyClusterName(bin)))
  expect(readdirSync(join(all, 'cache/clawtriage/servers'))).toEqual([readyClusterName(bin)])
  expect(statSync(made).size).toBeLessThan(20_000_000)
  expect(isUpToDate(made)).toBe(true)
})

test('a new folder is a copy of it, its own and closed to others, with every migration and no row', async () => {
  const stack = await start()
  const data = join(folder, 'data/postgres')
  expect(await migrated(stack)).toEqual([{ n: migrations }])
  expect(await query(stack, 'SELECT FROM repositories')).toEqual([])
  const uid = findAccount(['postgres'])?.uid ?? process.getuid!()
  for (const entry of readdirSync(data, { withFileTypes: true, recursive: true })) {
    const { mode, uid: owner } = statSync(join(entry.parentPath, entry.name))
    expect([entry.name, mode & 0o777, owner]).toEqual([entry.name, entry.isDirectory() ? 0o700 : 0o600, uid])
  }
  await query(stack, `INSERT INTO repositories (owner, name, default_branch) VALUES ('a', 'b', 'main')`)
  await stack.stop()
  const control = identifier(data)
  rmSync(join(folder, 'data'), { recursive: true })

  const other = await start()
  expect(identifier(data)).toBe(control)
  expect(await query(other, 'SELECT FROM repositories')).toEqual([])
})

test('what is stored on a copy survives that everything is killed', async () => {
  const stack = await start()
  await query(stack, `INSERT INTO repositories (owner, name, default_branch) VALUES ('a', 'b', 'main')`)
  const pids = JSON.parse(readFileSync(join(folder, 'data/children.json'), 'utf8')) as { pid: number }[]
  for (const { pid } of pids) process.kill(pid, 'SIGKILL')
  await stack.exited
  await stack.stop()
  expect(await query(await start(), 'SELECT owner FROM repositories')).toEqual([{ owner: 'a' }])
})

test('migrations that are newer than the copy are applied to it', async () => {
  const older = join(folder, 'sql')
  cpSync(sqlFolder, older, { recursive: true })
  rmSync(join(older, readdirSync(older).find((name) => name.startsWith(`${migrations}_`))!))
  const data = join(folder, 'older')
  mkdirSync(join(folder, 'sockets'))
  const postgres = await preparePostgres(bin, data, join(folder, 'sockets'))
  const child = await startChild(postgres.spec, log)
  await postgres.createDatabase()
  await migrateDatabase(postgres.databaseUrl, log, older)
  const segment = await beginSegment(postgres.databaseUrl)
  await child.stop()
  await packCluster(data, segment, ready, older)
  expect([isUpToDate(ready), isUpToDate(ready, older)]).toEqual([false, true])

  const stack = await start()
  expect(identifier(join(folder, 'data/postgres'))).toBe(identifier(data))
  expect(await migrated(stack)).toEqual([{ n: migrations }])
})

test('one that other migrations were applied to is left alone', async () => {
  const other = join(folder, 'sql')
  cpSync(sqlFolder, other, { recursive: true })
  writeFileSync(join(other, '1_repositories.sql'), 'SELECT 1')
  mkdirSync(join(folder, 'out'))
  expect(await layOutCluster(ready, join(folder, 'out'), { sql: other })).toBe(false)
  expect(readdirSync(join(folder, 'out'))).toEqual([])
  expect(existsSync(ready)).toBe(true)
})

test.each<[string, (file: string) => void]>([
  [
    'is damaged in one byte',
    (file) => spoil(file, (bytes) => bytes.writeUInt8(bytes.at(-9)! ^ 1, bytes.length - 9)),
  ],
  ['is cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, 900_000))],
  ['is empty', (file) => writeFileSync(file, '')],
])('a copy that %s is taken away, and initdb makes the folder', async (_, damage) => {
  damage(ready)
  expect(await migrated(await start())).toEqual([{ n: migrations }])
  expect(existsSync(ready)).toBe(false)
})

test('a copy that Postgres does not start on is taken away, and initdb makes the folder', async () => {
  const data = join(folder, 'foreign')
  mkdirSync(data)
  await layOutCluster(ready, data)
  const control = identifier(data)
  writeFileSync(join(data, 'PG_VERSION'), '9.6\n')
  await packCluster(data, readdirSync(join(data, 'pg_wal')).find((name) => name.length === 24)!, ready)
  const stack = await start()
  expect(identifier(join(folder, 'data/postgres'))).not.toBe(control)
  expect(await migrated(stack)).toEqual([{ n: migrations }])
  expect(existsSync(ready)).toBe(false)
})

test('a copy that cannot be read now stays', async () => {
  const aside = join(folder, 'aside')
  renameSync(ready, aside)
  mkdirSync(ready)
  await expect(layOutCluster(ready, folder)).rejects.toThrow('EISDIR')
  expect(existsSync(ready)).toBe(true)
  expect(await migrated(await start())).toEqual([{ n: migrations }])
})

test('a copy that anyone could have written is not used', async () => {
  chmodSync(ready, 0o666)
  expect(findReadyCluster(bin, env)).toBeNull()
})

test('a start that is interrupted while it lays the copy out leaves nothing that the next takes for whole', async () => {
  const stop = new AbortController()
  const starting = start(stop.signal)
  setImmediate(() => stop.abort(new Error('enough')))
  await expect(starting).rejects.toThrow('enough')
  expect(existsSync(join(folder, 'data/postgres/PG_VERSION'))).toBe(false)
  expect(await migrated(await start())).toEqual([{ n: migrations }])
})

test('of two that make it at once one does, and what a maker that was killed has left is no hindrance', async () => {
  rmSync(ready)
  mkdirSync(join(`${ready}.part`, 'postgres.new'), { recursive: true })
  writeFileSync(join(`${ready}.part`, 'postgres.new/PG_VERSION'), '')
  expect(wantsReadyCluster(settings().config, env)).toBe(true)
  const results = await Promise.allSettled([makeReadyCluster(settings()), makeReadyCluster(settings())])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(wantsReadyCluster(settings().config, env)).toBe(false)
  expect(readdirSync(join(ready, '..'))).toEqual([readyClusterName(bin)])
})

test('what one that was killed has left is not gone on with, since other migrations may be in it', async () => {
  rmSync(ready)
  const left = { ...settings().config, dataDir: join(`${ready}.part`, 'data') }
  const stack = await startStack({ ...settings(), config: left, programs: [] })
  await query(stack, `UPDATE migrations SET hash = 'another' WHERE id = 1`)
  await stack.stop()
  expect(isUpToDate(await makeReadyCluster(settings()))).toBe(true)
})

test('its folder is free for another maker when it is packed, and no sooner', async () => {
  rmSync(ready)
  const { signal } = new AbortController()
  const found: unknown[] = []
  // Asked when its servers have ended.
  signal.throwIfAborted = () => {
    try {
      lockData(`${ready}.part`).release()
    } catch (error) {
      found.push((error as AppError).code)
    }
  }
  await makeReadyCluster({ ...settings(), signal })
  expect(found).toEqual(['CONFLICT'])
})

function spoil(file: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(file)
  change(bytes)
  writeFileSync(file, bytes)
}
