import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openPool, type Pool } from './pool.ts'
import { upsertRepository } from './repositories.ts'
import { readVerdict, upsertVerdict } from './verdicts.ts'

let database: TestDatabase
let pool: Pool
let id = 0

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  const facts = { owner: 'acme', name: 'yard', defaultBranch: 'main', private: false, url: null }
  ;({ id } = await upsertRepository(pool, facts))
  await pool.query(
    `INSERT INTO pull_requests (repository_id, number, title, body, state, draft, head_sha, created_at, updated_at)
     SELECT $1, n, 'A title', '', 'OPEN', false, lpad(n::text, 40, '0'), '2026-10-01', '2026-11-20'
     FROM generate_series(1, 2) n`,
    [id],
  )
})
afterAll(async () => {
  await pool.end()
  await database.close()
})

test('the same verdict by one who has not seen it leaves what another maintainer said', async () => {
  const say = (note: string | null, seen: 'NONE' | 'DUPLICATE' | null) =>
    upsertVerdict(pool, id, { a: 1, b: 2, verdict: 'DUPLICATE' }, note, seen)
  const note = async () => (await readVerdict(pool, id, 1, 2))?.note
  await say('the same fix', 'NONE')
  expect([await say(null, 'NONE'), await note()]).toEqual([false, 'the same fix'])
  // With a note of one's own, or knowing what stands there, it is another one.
  expect([await say('with fewer tests', 'NONE'), await note()]).toEqual([true, 'with fewer tests'])
  expect([await say(null, 'DUPLICATE'), await note()]).toEqual([true, null])
  await say('the same fix', null)
  expect([await say(null, null), await note()]).toEqual([true, null])
})

test('a note on what has changed since is not the note of a verdict on what stands there now', async () => {
  const say = (note: string | null) =>
    upsertVerdict(pool, id, { a: 1, b: 2, verdict: 'DUPLICATE' }, note, 'NONE')
  await say('the same fix')
  await pool.query(
    `UPDATE pull_requests SET head_sha = repeat('b', 40) WHERE repository_id = $1 AND number = 2`,
    [id],
  )
  expect(await say(null)).toBe(true)
  expect((await readVerdict(pool, id, 1, 2))?.note).toBeNull()
})
