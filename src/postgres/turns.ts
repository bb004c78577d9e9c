import type { Pool } from 'pg'
import { isNamed } from './named.ts'
import { inTransaction, type Queryable } from './pool.ts'
import { markScanActive, type ScanRow } from './scans.ts'

/** Another scan of the same repository that goes first. */
export type Blocker = Pick<ScanRow, 'id' | 'owner' | 'name' | 'snapshot'>

/** Enough to know whether there is one or more, and to pass over a few that are gone in one go. */
const mostBlockers = 10

/** Active, or ready to be: one whose wait is over is in the row again. */
const isInRow = (row: string) =>
  `(${row}.state IN ('waiting', 'active') OR (${row}.state = 'paused' AND ${row}.resumes_at <= now()))`

/**
 * Makes a scan active when it is its turn: no other scan of its repository is active, and none that was accepted before
 * it waits. One that is active already keeps its turn; one that waits for GitHub lets others go first until then.
 * @param ignored scans that count as gone.
 * @returns the first ten that go first, an active one before others; none when this one has the turn now.
 */
export async function takeTurn(pool: Pool, id: number, ignored: readonly number[] = []): Promise<Blocker[]> {
  return inTransaction(pool, async (db) => {
    // Two that ask at the same moment must not both be told that the turn is free.
    await db.query(
      `SELECT pg_advisory_xact_lock(hashtextextended(lower(owner) || '/' || lower(name), 0)) FROM scans WHERE id = $1`,
      [id],
    )
    const { rows } = await db.query<Blocker>(
      `SELECT o.id, o.owner, o.name, o.snapshot FROM scans s JOIN scans o
         ON ${isNamed('o', 's')} AND o.id <> s.id
       WHERE s.id = $1 AND s.state <> 'active' AND o.id <> ALL ($2) AND ${isInRow('o')}
         AND (o.state = 'active' OR o.id < s.id)
       ORDER BY o.state <> 'active', o.id LIMIT ${mostBlockers}`,
      [id, ignored],
    )
    if (rows.length === 0) await markScanActive(db, id)
    return rows
  })
}

/** The first ten that are in the row of a repository, in their order; none while one is active. */
export async function readRow(
  db: Queryable,
  { owner, repo }: { owner: string; repo: string },
): Promise<Blocker[]> {
  const { rows } = await db.query<Blocker & { state: string }>(
    `SELECT id, owner, name, snapshot, state FROM scans o
     WHERE ${isNamed('o', ['$1', '$2'])} AND ${isInRow('o')}
     ORDER BY state <> 'active', id LIMIT ${mostBlockers}`,
    [owner, repo],
  )
  return rows[0]?.state === 'active' ? [] : rows.map(({ state: _, ...scan }) => scan)
}
