import { inTransaction, type Pool, type Queryable } from './pool.ts'

/**
 * Does what a sender's id names, once: an answer may be lost, and who sends it again may pass over what was said since.
 * What is refused is not done, and may come again.
 * @param id null: the sender gave none, and it is done whenever it comes.
 * @param work returns whether it wrote anything.
 * @returns `again`: it had been done before, and `work` was not called.
 */
export async function writeOnce(
  pool: Pool,
  repositoryId: number,
  id: string | null,
  work: (db: Queryable) => Promise<boolean>,
): Promise<'written' | 'refused' | 'again'> {
  const write = async (db: Queryable) => ((await work(db)) ? 'written' : 'refused')
  if (id === null) return write(pool)
  return inTransaction(pool, async (db) => {
    // Of two at once the second waits here until the first one has ended.
    if (!(await noteWrite(db, repositoryId, id))) return 'again'
    const outcome = await write(db)
    if (outcome === 'refused')
      await db.query('DELETE FROM writes WHERE repository_id = $1 AND id = $2', [repositoryId, id])
    return outcome
  })
}

/** Keeps that it is done, and forgets what is older than any sender goes on trying. @returns false: it was before. */
export async function noteWrite(db: Queryable, repositoryId: number, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `WITH old AS (DELETE FROM writes WHERE done_at < now() - interval '7 days')
     INSERT INTO writes (repository_id, id) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    [repositoryId, id],
  )
  return rowCount === 1
}

/** Whether it is done, as far as this transaction sees. */
export async function isWritten(db: Queryable, repositoryId: number, id: string): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM writes WHERE repository_id = $1 AND id = $2', [
    repositoryId,
    id,
  ])
  return rowCount === 1
}
