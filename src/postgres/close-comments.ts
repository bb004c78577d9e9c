import type { Queryable } from './pool.ts'

/** A repository's own comment for what is closed; null: it has none. */
export async function readCloseComment(db: Queryable, repositoryId: number): Promise<string | null> {
  const { rows } = await db.query<{ template: string }>(
    'SELECT template FROM close_comments WHERE repository_id = $1',
    [repositoryId],
  )
  return rows[0]?.template ?? null
}

/**
 * Keeps a repository's comment, or drops it (null).
 * @param seen the one that its writer has seen: another one that stands is not overwritten. Undefined: overwrites any.
 * @returns whether it was written.
 */
export async function writeCloseComment(
  db: Queryable,
  repositoryId: number,
  template: string | null,
  seen: string | null | undefined,
): Promise<boolean> {
  const values = [repositoryId, seen === undefined, seen ?? null]
  const isSeen = '($2::boolean OR close_comments.template IS NOT DISTINCT FROM $3)'
  if (template === null) {
    await db.query(`DELETE FROM close_comments WHERE repository_id = $1 AND ${isSeen}`, values)
    return (await readCloseComment(db, repositoryId)) === null
  }
  const { rowCount } = await db.query(
    // Where there is none, the writer must have seen none.
    `INSERT INTO close_comments (repository_id, template)
     SELECT $1, $4 WHERE $2::boolean OR $3::text IS NULL OR EXISTS (SELECT 1 FROM close_comments WHERE repository_id = $1)
     ON CONFLICT (repository_id) DO UPDATE SET template = excluded.template, written_at = now() WHERE ${isSeen}`,
    [...values, template],
  )
  return rowCount === 1
}
