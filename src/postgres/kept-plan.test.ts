import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { askByName } from './kept-plan.ts'
import { inTransaction, openPool, type Pool } from './pool.ts'

let database: TestDatabase
let pool: Pool

beforeEach(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', max: 1, log: openLog('test', 'silent') })
})
afterEach(async () => {
  await pool.end()
  await database.close()
})

const text = 'SELECT $1::int + $2::int AS sum'
const sum = (a: number, b: number) => askByName<{ sum: number }>(pool, text, [a, b])
const named = async () => (await pool.query('SELECT name, statement FROM pg_prepared_statements')).rows

test('a statement is planned once and asked by its name', async () => {
  expect((await sum(1, 2)).rows).toEqual([{ sum: 3 }])
  expect((await sum(2, 3)).rows).toEqual([{ sum: 5 }])
  expect(await named()).toMatchObject([{ statement: text }])
})

// What a pooler does that hands another server's connection to each statement.
test.each([
  ['forgets it', () => pool.query('DEALLOCATE ALL')],
  [
    'knows another by it',
    async () => {
      const [{ name }] = (await named()) as [{ name: string }]
      await pool.query(`SELECT pg_terminate_backend(pg_backend_pid())`).catch(() => {})
      await pool.query(`PREPARE "${name}" AS SELECT 7 AS sum`)
    },
  ],
])('a server that %s is asked without names from then on', async (_, spoil) => {
  await sum(1, 2)
  await spoil()
  expect((await sum(2, 3)).rows).toEqual([{ sum: 5 }])
  await pool.query('DEALLOCATE ALL')
  expect((await sum(3, 4)).rows).toEqual([{ sum: 7 }])
  expect(await named()).toEqual([])
})

test('a column that becomes of another type is read as what it is', async () => {
  await pool.query('CREATE TABLE things AS SELECT 1 AS size')
  const ask = async () => (await askByName(pool, 'SELECT size FROM things', [])).rows
  expect(await ask()).toEqual([{ size: 1 }])
  await pool.query('ALTER TABLE things ALTER size TYPE text')
  expect(await ask()).toEqual([{ size: '1' }])
})

test('any other error is the statement’s own', async () => {
  await expect(askByName(pool, 'SELECT 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' })
  await sum(1, 2)
  expect(await named()).toContainEqual(expect.objectContaining({ statement: text }))
})

test('in a transaction nothing has a name', async () => {
  await inTransaction(pool, async (client) => {
    expect((await askByName(client, text, [1, 2])).rows).toEqual([{ sum: 3 }])
  })
  expect(await named()).toEqual([])
})
