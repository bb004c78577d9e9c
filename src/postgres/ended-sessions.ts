import type { Queryable } from './pool.ts'

/** Remembers that a session was logged out of, until its cookie expires; forgets those that have. */
export async function insertEndedSession(db: Queryable, id: string, expiresAt: Date): Promise<void> {
  await db.query(
    `WITH old AS (DELETE FROM ended_sessions WHERE expires_at < now())
     INSERT INTO ended_sessions (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    [id, expiresAt],
  )
}

export async function isSessionEnded(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM ended_sessions WHERE id = $1', [id])
  return rowCount !== 0
}
