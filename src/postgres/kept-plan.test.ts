import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { askByName } from './kept-plan.ts'
import { openPool, type Pool } from './pool.ts'

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

const sum = (a: number, b: number) =>
  askByName<{ sum: number }>(pool, 'sum', 'SELECT $1::int + $2::int AS sum', [a, b])
const named = async () => (await pool.query('SELECT name FROM pg_prepared_statements')).rows

test('a statement is planned once and asked by its name', async () => {
  expect((await sum(1, 2)).rows).toEqual([{ sum: 3 }])
  expect((await sum(2, 3)).rows).toEqual([{ sum: 5 }])
  expect(await named()).toEqual([{ name: 'sum' }])
})

// What a pooler does that hands another server's connection to each statement.
test.each([
  ['forgets it', 'DEALLOCATE ALL', () => sum(1, 2)],
  ['knows another by it', 'PREPARE sum AS SELECT 7 AS sum', () => Promise.resolve()],
])('a server that %s is asked without names from then on', async (_, behind, before) => {
  await before()
  await pool.query(behind)
  expect((await sum(2, 3)).rows).toEqual([{ sum: 5 }])
  await pool.query('DEALLOCATE ALL')
  expect((await sum(3, 4)).rows).toEqual([{ sum: 7 }])
  expect(await named()).toEqual([])
})

test('any other error is the statement’s own', async () => {
  await expect(askByName(pool, 'none', 'SELECT 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' })
  await sum(1, 2)
  expect(await named()).toContainEqual({ name: 'sum' })
})
