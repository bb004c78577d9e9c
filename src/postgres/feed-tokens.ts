import type { Queryable } from './pool.ts'
import { isoSeconds } from './sql-dates.ts'

/** More than any maintainer reads one feed with. */
export const mostFeedTokens = 20

export interface FeedToken {
  id: number
  /** ISO 8601. */
  createdAt: string
  /** To the hour; null: it was not used so far. */
  lastUsedAt: string | null
}

const view = `id::integer, ${isoSeconds('created_at')} AS "createdAt",
  CASE WHEN last_used_at IS NOT NULL THEN ${isoSeconds('last_used_at')} END AS "lastUsedAt"`

/** The oldest first. */
export async function readFeedTokens(db: Queryable, repositoryId: number): Promise<FeedToken[]> {
  const { rows } = await db.query<FeedToken>(
    `SELECT ${view} FROM feed_tokens WHERE repository_id = $1 ORDER BY id`,
    [repositoryId],
  )
  return rows
}

/** @returns null where the repository has as many as it may have. */
export async function insertFeedToken(
  db: Queryable,
  repositoryId: number,
  digest: string,
): Promise<FeedToken | null> {
  const { rows } = await db.query<FeedToken>(
    `INSERT INTO feed_tokens (repository_id, digest)
     SELECT $1, $2 WHERE (SELECT count(*) FROM feed_tokens WHERE repository_id = $1) < $3 RETURNING ${view}`,
    [repositoryId, digest, mostFeedTokens],
  )
  return rows[0] ?? null
}

/** @returns whether there was one. */
export async function deleteFeedToken(db: Queryable, repositoryId: number, id: number): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM feed_tokens WHERE repository_id = $1 AND id = $2', [
    repositoryId,
    id,
  ])
  return rowCount !== 0
}

/** Whether a token of this digest opens the repository's feed; notes that it was used. */
export async function useFeedToken(db: Queryable, repositoryId: number, digest: string): Promise<boolean> {
  const { rows } = await db.query<{ id: number; noted: boolean }>(
    `SELECT id, coalesce(last_used_at > now() - interval '1 hour', false) AS noted FROM feed_tokens
     WHERE repository_id = $1 AND digest = $2`,
    [repositoryId, digest],
  )
  const [token] = rows
  if (token === undefined) return false
  if (!token.noted) await db.query('UPDATE feed_tokens SET last_used_at = now() WHERE id = $1', [token.id])
  return true
}
