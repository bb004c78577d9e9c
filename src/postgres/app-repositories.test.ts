import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { renameRepository, setRemoved } from './app-repositories.ts'
import { openPool, type Pool } from './pool.ts'
import { upsertRepository } from './repositories.ts'

let database: TestDatabase
let pool: Pool
const facts = { owner: 'acme', defaultBranch: 'main', private: false, url: null }
const from = { owner: 'acme', repo: 'old' }
const to = { owner: 'acme', repo: 'new' }
const add = async (name: string) => (await upsertRepository(pool, { ...facts, name })).id
const stored = async () =>
  (
    await pool.query<{ id: number; name: string }>('SELECT id, name FROM repositories ORDER BY name')
  ).rows.map(({ id, name }) => `${name} ${id}`)

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
})
beforeEach(async () => {
  await pool.query('DELETE FROM repositories')
})
afterAll(async () => {
  await pool.end()
  await database.close()
})

test('a repository that is renamed takes the place of what a faster scan has made', async () => {
  const id = await add('old')
  await add('new')
  await renameRepository(pool, from, to)
  expect(await stored()).toEqual([`new ${id}`])
})

test('and of one that was taken away before', async () => {
  await add('new')
  await setRemoved(pool, to, true)
  const id = await add('old')
  await renameRepository(pool, from, to)
  expect(await stored()).toEqual([`new ${id}`])
})

test('a word of a rename that comes when another repository has the old name does nothing', async () => {
  const renamed = await add('new')
  const another = await add('old')
  await renameRepository(pool, from, to)
  expect(await stored()).toEqual([`new ${renamed}`, `old ${another}`])
})
