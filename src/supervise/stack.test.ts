import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { openPool } from '../postgres/pool.ts'
import { openRedis } from '../redis/connection.ts'
import { query } from '../testing/query.ts'
import { startOf } from './process-identity.ts'
import { type Stack, startStack } from './stack.ts'

const log = openLog('test', 'silent')
let folder = ''
const stacks: Stack[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-stack-'))
})
afterEach(async () => {
  for (const stack of stacks.splice(0)) await stack.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(env: Record<string, string> = {}): Promise<Stack> {
  const config = readConfig({ DATA_DIR: join(folder, 'data'), ...env })
  const stack = await startStack({ config, log, programs: [], env: { ...process.env, ...env } })
  stacks.push(stack)
  return stack
}

const childPids = (): number[] =>
  JSON.parse(readFileSync(join(folder, 'data/children.json'), 'utf8')).map(
    (child: { pid: number }) => child.pid,
  )

test('an empty folder becomes a migrated database and a queue, and what is stored survives a restart', async () => {
  const first = await start()
  await query(first, `INSERT INTO repositories (owner, name, default_branch) VALUES ('a', 'b', 'main')`)
  const redis = openRedis(first.redisUrl, 'request', log)
  await redis.set('kept', 'yes')
  redis.disconnect()
  await first.stop()

  const second = await start()
  expect(await query(second, 'SELECT owner FROM repositories')).toEqual([{ owner: 'a' }])
  const again = openRedis(second.redisUrl, 'request', log)
  expect(await again.get('kept')).toBe('yes')
  expect(await again.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction'])
  again.disconnect()
})

test('what Postgres keeps in its own memory is small, however large the machine is', async () => {
  const stack = await start()
  expect(await query(stack, 'SHOW shared_buffers')).toEqual([{ shared_buffers: '16MB' }])
  expect(await query(stack, 'SHOW wal_buffers')).toEqual([{ wal_buffers: '2MB' }])
})

test.runIf(process.platform === 'linux')(
  'what a statement took of Postgres is given back when it has ended',
  async () => {
    const stack = await start()
    const pool = openPool(stack.databaseUrl, { application: 'test', max: 1, log })
    try {
      const anonymousKb = async () => {
        const { rows } = await pool.query('SELECT pg_backend_pid() AS pid')
        return Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${rows[0].pid}/status`, 'utf8'))![1])
      }
      const before = await anonymousKb()
      for (const mb of [1, 4, 16]) await pool.query(`SELECT length(repeat('x', ${mb} << 20))`)
      await pool.query(`SELECT array_length(array_agg(repeat('x', 8000)), 1) FROM generate_series(1, 2000)`)
      expect((await anonymousKb()) - before).toBeLessThan(2_048)
    } finally {
      await pool.end()
    }
  },
)

test('nothing listens on a port, and the sockets lie in folders that only we can enter', async () => {
  const stack = await start()
  expect(await query(stack, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }])
  const redis = openRedis(stack.redisUrl, 'request', log)
  expect(await redis.config('GET', 'port')).toEqual(['port', '0'])
  redis.disconnect()
  const sockets = [
    dirname(new URL(stack.redisUrl).pathname),
    new URL(stack.databaseUrl).searchParams.get('host')!,
  ]
  for (const path of sockets) expect(statSync(path).mode & 0o077).toBe(0)
})

test('the environment that we are started in (PGHOST, PGDATA, PGOPTIONS …) does not reach our servers', async () => {
  const stack = await start({
    PGHOST: '/nonexistent',
    PGDATA: '/nonexistent',
    PGPORT: '1',
    PGOPTIONS: '-c port=1',
  })
  expect(await query(stack, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a second copy on the same folder is refused with a clear line and does no harm to the first', async () => {
  const stack = await start()
  await expect(start()).rejects.toThrow(
    `DATA_DIR ${join(folder, 'data')} is in use by process ${process.pid}`,
  )
  expect(await query(stack, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a server that dies is reported by name', async () => {
  const stack = await start()
  const postgres = readFileSync(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]
  process.kill(Number(postgres), 'SIGKILL')
  expect(await stack.exited).toContain('postgres was ended by SIGKILL')
})

test('what a killed supervisor left running is ended by the next one, which then starts', async () => {
  const program = spawn(
    process.execPath,
    [
      '--import',
      new URL('../../bin/typescript.mjs', import.meta.url).href,
      new URL('../testing/run-stack.ts', import.meta.url).pathname,
      join(folder, 'data'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await new Promise((resolve) => program.stdout.once('data', resolve))
  const orphans = childPids()
  expect(orphans).toHaveLength(2)
  const gone = new Promise((resolve) => program.once('close', resolve))
  program.kill('SIGKILL')
  await gone
  for (const pid of orphans) expect(startOf(pid)).not.toBeNull()

  const stack = await start()
  for (const pid of orphans) expect(startOf(pid)).toBeNull()
  expect(await query(stack, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a fetch that a killed worker left in a mirror is ended, at the next start and at the stop; one elsewhere is not', async () => {
  const mirror = join(folder, 'data/git/acme/gateway')
  const elsewhere = join(folder, 'elsewhere')
  for (const path of [mirror, elsewhere]) execFileSync('git', ['init', '--quiet', '--bare', path])
  const leave = (gitDir: string) => {
    // Waits for its input, as a fetch waits for a server that says nothing.
    const git = spawn('git', [`--git-dir=${gitDir}`, 'cat-file', '--batch'], { detached: true })
    return { git, ended: once(git, 'exit') }
  }
  const spared = leave(elsewhere)
  const first = leave(mirror)
  const stack = await start()
  expect(await first.ended).toEqual([null, 'SIGTERM'])
  const second = leave(mirror)
  await stack.stop()
  expect(await second.ended).toEqual([null, 'SIGTERM'])
  expect(spared.git.signalCode).toBeNull()
  spared.git.stdin.end()
  expect(await spared.ended).toEqual([0, null])
})

test('a recorded pid that now belongs to another process is left alone', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'])
  try {
    mkdirSync(join(folder, 'data'))
    writeFileSync(
      join(folder, 'data/children.json'),
      JSON.stringify([
        { name: 'postgres', pid: stranger.pid, started: 'another boot:1', stopSignal: 'SIGINT' },
      ]),
    )
    await start()
    expect(startOf(stranger.pid!)).not.toBeNull()
  } finally {
    stranger.kill('SIGKILL')
  }
})

test('a cluster of another major version is refused with what to do, and left as it is', async () => {
  await (await start()).stop()
  writeFileSync(join(folder, 'data/postgres/PG_VERSION'), '9\n')
  await expect(start()).rejects.toThrow(/was written by Postgres 9, but Postgres \d+ was found/)
  expect(existsSync(join(folder, 'data/postgres/base'))).toBe(true)
})

test('a folder with files but no cluster is never initialised over', async () => {
  mkdirSync(join(folder, 'data/postgres'), { recursive: true })
  writeFileSync(join(folder, 'data/postgres/letter.txt'), 'dear diary')
  await expect(start()).rejects.toThrow('holds files but no Postgres data: move them away')
  expect(readFileSync(join(folder, 'data/postgres/letter.txt'), 'utf8')).toBe('dear diary')
})

test('an initialisation that was cut off is begun again', async () => {
  mkdirSync(join(folder, 'data/postgres.new/base'), { recursive: true })
  const stack = await start()
  expect(await query(stack, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a data folder that cannot be written is named', async () => {
  writeFileSync(join(folder, 'data'), 'a file')
  await expect(start()).rejects.toThrow(`DATA_DIR ${join(folder, 'data')} cannot be used`)
})

test('a data folder below one that the database user cannot enter works too', async () => {
  chmodSync(folder, 0o700)
  const stack = await start()
  expect(await query(stack, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('with DATABASE_URL and REDIS_URL set no server is started', async () => {
  const owner = await start()
  const config = readConfig({
    DATA_DIR: join(folder, 'other'),
    DATABASE_URL: owner.databaseUrl,
    REDIS_URL: owner.redisUrl,
  })
  const guest = await startStack({ config, log, programs: [] })
  stacks.push(guest)
  expect(guest.databaseUrl).toBe(owner.databaseUrl)
  expect(existsSync(join(folder, 'other/postgres'))).toBe(false)
})
