import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { openRedis } from '../redis/connection.ts'
import { sqlFolder } from '../root.ts'
import { query } from '../testing/query.ts'
import { type Stack, startStack } from './stack.ts'

/** Data folders as a machine that died leaves them: each start mends them, or says in one line what to do. */
const log = openLog('test', 'silent')
const isRoot = process.getuid?.() === 0
let folder = ''
let mounted: string | null = null
const stacks: Stack[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-volume-'))
})
afterEach(async () => {
  for (const stack of stacks.splice(0)) await stack.stop()
  if (mounted !== null) execFileSync('umount', [mounted])
  mounted = null
  rmSync(folder, { recursive: true, force: true })
})

const data = (...path: string[]) => join(folder, 'data', ...path)

async function start(): Promise<Stack> {
  const config = readConfig({ DATA_DIR: data() })
  const stack = await startStack({ config, log, programs: [] })
  stacks.push(stack)
  return stack
}
async function withRedis<T>(
  stack: Stack,
  use: (redis: ReturnType<typeof openRedis>) => Promise<T>,
): Promise<T> {
  const redis = openRedis(stack.redisUrl, 'request', log)
  try {
    return await use(redis)
  } finally {
    redis.disconnect()
  }
}
/** A filesystem of its own, so small that it can be filled. */
function mount(megabytes: number): void {
  mkdirSync(data())
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', data()])
  mounted = data()
}
const aof = (): string => {
  const name = readdirSync(data('redis/appendonlydir')).find((name) => name.endsWith('.incr.aof'))!
  return data('redis/appendonlydir', name)
}
const keptQueues = () => readdirSync(data()).filter((name) => name.startsWith('redis.damaged-'))

describe('the queue’s file', () => {
  beforeEach(async () => {
    const stack = await start()
    await withRedis(stack, async (redis) => {
      for (let at = 0; at < 50; at++) await redis.set(`key${at}`, `value${at}`)
    })
    await stack.stop()
  })

  test('cut off at its end it loads', async () => {
    truncateSync(aof(), statSync(aof()).size - 7)
    const stack = await start()
    expect(await withRedis(stack, (redis) => redis.get('key48'))).toBe('value48')
    expect(keptQueues()).toEqual([])
  })

  test('ending in zeros, as after power loss, what stands before them is kept', async () => {
    appendFileSync(aof(), Buffer.alloc(4_096))
    const stack = await start()
    expect(await withRedis(stack, (redis) => redis.get('key49'))).toBe('value49')
    expect(keptQueues()).toHaveLength(1)
  })

  test('damaged in its middle what stands before the damage is kept, and the damaged file too', async () => {
    const file = openSync(aof(), 'r+')
    writeSync(file, Buffer.from('garbage!'), 0, 8, Math.floor(statSync(aof()).size / 2))
    closeSync(file)
    const stack = await start()
    expect(await withRedis(stack, (redis) => redis.get('key1'))).toBe('value1')
    expect(keptQueues()).toHaveLength(1)
  })

  test('of nothing but noise the queue begins empty', async () => {
    for (const name of readdirSync(data('redis/appendonlydir')))
      writeFileSync(data('redis/appendonlydir', name), Buffer.alloc(300, 0xee))
    const stack = await start()
    expect(await withRedis(stack, (redis) => redis.dbsize())).toBe(0)
    expect(keptQueues().length).toBeGreaterThan(0)
  })
})

test('a stale postmaster.pid is no obstacle', async () => {
  await (await start()).stop()
  writeFileSync(data('postgres/postmaster.pid'), '999999\n/nowhere\n1\n5432\n/tmp\n\n  1 1\nready\n')
  expect(await query(await start(), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test.each([
  ['that names another program by now', () => `${process.pid}\n/nowhere\n1\n5432\n/tmp\n\n  1 1\nready\n`],
  ['that a full disk left empty', () => ''],
  ['of noise', () => 'garbage\0\n'],
])('a postmaster.pid %s is no obstacle', async (_, content) => {
  await (await start()).stop()
  const file = data('postgres/postmaster.pid')
  writeFileSync(file, content())
  // Postgres looks at a pid of its own account only.
  if (isRoot) chownSync(file, statSync(data('postgres')).uid, statSync(data('postgres')).gid)
  expect(await query(await start(), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a migration that was cut off is made whole', async () => {
  const files = readdirSync(sqlFolder).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  const parts = `SELECT table_name AS "of", column_name AS part FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT viewname, md5(definition) FROM pg_views WHERE schemaname = 'public'
    UNION ALL SELECT conrelid::regclass::text, md5(pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`
  const first = await start()
  const whole = await query(first, parts)
  // As a crash leaves it, for each runs in a transaction of its own: the last one is neither noted nor there.
  const allButLast = join(folder, 'sql')
  mkdirSync(allButLast)
  for (const file of files.slice(0, -1)) copyFileSync(join(sqlFolder, file), join(allButLast, file))
  await query(first, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  await migrateDatabase(first.databaseUrl, log, allButLast)
  expect(await query(first, parts)).not.toEqual(whole)
  await first.stop()
  expect(await query(await start(), parts)).toEqual(whole)
})

test('damaged data are named by Postgres’ own reason, with what to do, and not by its last line', async () => {
  await (await start()).stop()
  for (const name of readdirSync(data('postgres/pg_wal')))
    if (/^[0-9A-F]{24}$/.test(name)) rmSync(data('postgres/pg_wal', name))
  await expect(start()).rejects.toThrow(
    /^postgres exited with code 1: PANIC: could not locate a valid checkpoint record.* — its files are damaged: .*npm run restore/,
  )
})

test('a database whose files are gone is told at once, and not made anew', async () => {
  const stack = await start()
  const [{ oid }] = (await query(stack, "SELECT oid FROM pg_database WHERE datname = 'clawtriage'")) as [
    { oid: number },
  ]
  await stack.stop()
  rmSync(data(`postgres/base/${oid}`), { recursive: true })
  await expect(start()).rejects.toThrow(/^the database cannot be reached .*clawtriage/)
  expect(existsSync(data(`postgres/base/${oid}`))).toBe(false)
})

test('data of another Postgres is named with what to do, and left alone', async () => {
  await (await start()).stop()
  writeFileSync(data('postgres/PG_VERSION'), '12\n')
  await expect(start()).rejects.toThrow(/was written by Postgres 12, but Postgres \d+ was found/)
  expect(existsSync(data('postgres/base'))).toBe(true)
})

describe.runIf(isRoot)('a disk', () => {
  test('that is read-only is one line', async () => {
    mount(50)
    execFileSync('mount', ['-o', 'remount,ro', data()])
    await expect(start()).rejects.toThrow(`DATA_DIR ${data()} cannot be used: EROFS`)
  })

  test('that root owns is prepared for the servers', async () => {
    mount(300)
    chownSync(data(), 0, 0)
    expect(await query(await start(), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    expect(statSync(data('postgres')).uid).not.toBe(0)
  })

  test('that is full from the beginning is one line that says what to do', async () => {
    mount(20)
    await expect(start()).rejects.toThrow(
      /has \d+ MiB left and needs 24: enlarge its disk \(on Fly: fly volumes extend\)/,
    )
  })

  test('that fills up costs nothing that was stored: the ballast lets it start, and with room all goes on', async () => {
    mount(400)
    const first = await start()
    await query(first, `INSERT INTO repositories (owner, name, default_branch) VALUES ('a', 'b', 'main')`)
    expect(statSync(data('ballast')).size).toBe(32 * 1024 * 1024)
    fill(data('filler'))
    // Until Postgres has no room for its log either: then it stops, and so does everything.
    await expect(
      (async () => {
        for (let at = 0; at < 400; at++)
          await query(
            first,
            `INSERT INTO repositories (owner, name, default_branch) SELECT 'a', 'x${at}-' || n, repeat(md5(random()::text), 40) FROM generate_series(1, 300) n`,
          )
      })(),
    ).rejects.toThrow()
    await first.stop()
    const second = await start()
    expect(existsSync(data('ballast'))).toBe(false)
    expect(await query(second, `SELECT owner FROM repositories WHERE name = 'b'`)).toEqual([{ owner: 'a' }])
    await second.stop()
    rmSync(data('filler'))
    const third = await start()
    await query(third, `INSERT INTO repositories (owner, name, default_branch) VALUES ('a', 'c', 'main')`)
    expect(existsSync(data('ballast'))).toBe(true)
  })
})

/** Leaves no block of a disk. */
function fill(path: string): void {
  const file = openSync(path, 'w')
  for (const size of [1024 * 1024, 4_096])
    try {
      for (;;) writeSync(file, Buffer.alloc(size, 1))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  closeSync(file)
}
