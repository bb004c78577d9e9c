import pg from 'pg'
import { expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { openLog } from '../log.ts'
import { openPool } from '../postgres/pool.ts'
import { openRedis } from '../redis/connection.ts'
import { openTestDatabase } from '../testing/postgres.ts'
import { openTestRedis } from '../testing/redis.ts'
import { classifyOutage, deriveNextTry, type OutageSoFar } from './outage.ts'

const log = openLog('test', 'silent')
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error) => error,
  )

test('a Postgres that is away, that ends a connection, or that has no more of them is waited for, however long', async () => {
  const away = openPool('postgresql://nobody@127.0.0.1:1/none', { application: 'test', log })
  expect(classifyOutage(await errorOf(away.query('SELECT 1')))).toBe('ours')
  const noSocket = openPool('postgresql://nobody@localhost/none?host=%2Fnowhere', {
    application: 'test',
    log,
  })
  expect(classifyOutage(await errorOf(noSocket.query('SELECT 1')))).toBe('ours')

  const database = await openTestDatabase()
  const pool = openPool(database.url, { application: 'test', log })
  const other = new pg.Client({ connectionString: database.url })
  other.on('error', () => {})
  try {
    await other.connect()
    const { rows } = await other.query('SELECT pg_backend_pid() AS pid')
    const slow = errorOf(other.query('SELECT pg_sleep(60)'))
    await pool.query('SELECT pg_terminate_backend($1)', [rows[0].pid])
    expect(classifyOutage(await slow)).toBe('ours')
    expect(classifyOutage(await errorOf(other.query('SELECT 1')))).toBe('ours')
    // A statement of ours that is wrong is no outage; one that is too slow is not waited for without end.
    expect(classifyOutage(await errorOf(pool.query('SELECT nothing')))).toBeNull()
    expect(classifyOutage(await errorOf(pool.query('INSERT INTO scans DEFAULT VALUES')))).toBeNull()
    await pool.query('SET statement_timeout = 10')
    expect(classifyOutage(await errorOf(pool.query('SELECT pg_sleep(60)')))).toBe('theirs')
  } finally {
    await other.end().catch(() => {})
    await Promise.all([pool.end(), away.end(), noSocket.end()])
    await database.close()
  }
})

test('a Redis that is away, has no room or cannot write is waited for', async () => {
  const server = await openTestRedis()
  const redis = openRedis(server.url, 'request', log)
  try {
    await redis.config('SET', 'maxmemory', '1')
    expect(classifyOutage(await errorOf(redis.set('a', 'b')))).toBe('ours')
    expect(classifyOutage(await errorOf(redis.hget('a', 'b').then(() => redis.call('NOTHING'))))).toBeNull()
    await server.close()
    expect(classifyOutage(await errorOf(redis.ping()))).toBe('ours')
    redis.disconnect()
    expect(classifyOutage(await errorOf(redis.ping()))).toBe('ours')
  } finally {
    redis.disconnect()
    await server.close()
  }
})

test('the disk is ours, the network and a killed git are waited for with patience, what a person must mend is not', () => {
  const system = (code: string) => Object.assign(new Error(code), { code, syscall: 'write' })
  const git = (exitCode: number | null, stderr: string) =>
    Object.assign(new AppError('UNAVAILABLE', `git fetch failed: ${stderr}`), {
      name: 'GitFailure',
      exitCode,
      stderr,
    })
  const fetching = (cause: Error) => new AppError('UNAVAILABLE', 'acme/shop cannot be fetched', { cause })
  expect(classifyOutage(system('ENOSPC'))).toBe('ours')
  expect(classifyOutage(fetching(git(128, 'fatal: write error: No space left on device')))).toBe('ours')
  expect(classifyOutage(fetching(git(128, 'The requested URL returned error: 502')))).toBe('theirs')
  expect(classifyOutage(git(null, ''))).toBe('theirs')
  expect(classifyOutage(git(128, 'fatal: bad tree object'))).toBeNull()
  expect(classifyOutage(new AppError('NOT_FOUND', 'no such repository', { cause: git(null, '') }))).toBeNull()
  expect(classifyOutage(new TypeError('x is not a function'))).toBeNull()
  expect(classifyOutage('a string')).toBeNull()
})

test('pauses grow to a minute; GitHub is given up when the patience is over, Postgres never', () => {
  const pauses: number[] = []
  let soFar: OutageSoFar | undefined
  let now = new Date('2026-11-23T12:00:00Z')
  for (;;) {
    const next = deriveNextTry('theirs', soFar, 15 * 60_000, now)
    if (next === null) break
    pauses.push((next.at.getTime() - now.getTime()) / 1_000)
    now = next.at
    soFar = next.soFar
  }
  expect(pauses.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  expect(pauses.reduce((sum, pause) => sum + pause)).toBeGreaterThan(13 * 60)
  expect(deriveNextTry('theirs', undefined, 0, now)).toBeNull()
  expect(deriveNextTry('ours', { since: '2020-01-01T00:00:00Z', times: 5_000 }, 0, now)?.at).toEqual(
    new Date(now.getTime() + 60_000),
  )
})
