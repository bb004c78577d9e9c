import { expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openTestDatabase } from '../testing/postgres.ts'
import { insertEndedSession, isSessionEnded } from './ended-sessions.ts'
import { openPool } from './pool.ts'

test('a session that was logged out of is remembered until it would have expired', async () => {
  const database = await openTestDatabase()
  const pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  try {
    await insertEndedSession(pool, 'old', new Date(Date.now() - 1_000))
    await insertEndedSession(pool, 'one', new Date(Date.now() + 60_000))
    await insertEndedSession(pool, 'one', new Date(Date.now() + 60_000))
    expect(await Promise.all(['old', 'one', 'two'].map((id) => isSessionEnded(pool, id)))).toEqual([
      false,
      true,
      false,
    ])
  } finally {
    await pool.end()
    await database.close()
  }
})
