import { isNamed } from './named.ts'
import type { Queryable } from './pool.ts'
import { isUnlisted, type ScanView, scanView } from './read-scans.ts'
import { isoMilliseconds } from './sql-dates.ts'

export interface RepositoryView {
  owner: string
  name: string
  url: string | null
  openPulls: number
  duplicateSets: number
  /** What is wrong with the repository's clawtriage.json, in words; null when nothing is. */
  rulesProblem: string | null
  lastScan: ScanView | null
  /** When the last scan that came to its end did so; null: nothing was compared so far. */
  comparedAt: string | null
}

/** A first scan that failed is shown for this long: one that is repeated stays, and a name that was misspelt goes. */
const unlistedFailureShown = '1 day'

/**
 * A page of the repositories with their counts and newest scans, in order of name; also those whose first scan is under
 * way or has failed of late.
 * @param publicOnly without the private ones, and without those that may be.
 * @param after `owner/name` of the last one of the page before, in lower case; null for the first page.
 */
export async function readRepositories(
  db: Queryable,
  { after, limit, publicOnly }: { after: string | null; limit: number; publicOnly: boolean },
): Promise<RepositoryView[]> {
  const { rows } = await db.query<RepositoryView>(
    `SELECT r.owner, r.name, r.url,
       (SELECT count(*) FROM pull_requests p WHERE p.repository_id = r.id AND p.state = 'OPEN') AS "openPulls",
       (SELECT count(*) FROM duplicate_sets s WHERE s.repository_id = r.id) AS "duplicateSets",
       r.rules_problem AS "rulesProblem",
       (SELECT ${isoMilliseconds('max(s.finished_at)')} FROM scans s
        WHERE s.repository_id = r.id AND s.state = 'done') AS "comparedAt",
       (SELECT ${scanView} FROM scans s
        WHERE s.id = coalesce(r.scan_id, (SELECT max(l.id) FROM scans l WHERE l.repository_id = r.id))) AS "lastScan"
     FROM (
       SELECT id, NULL::bigint AS scan_id, owner, name, url, rules_problem FROM repositories
       WHERE removed_at IS NULL AND NOT (private AND $3)
       UNION ALL
       SELECT NULL, s.id, s.owner, s.name, NULL, NULL FROM scans s
       WHERE NOT $3 AND ${isUnlisted}
         AND (s.state IN ('waiting', 'active', 'paused') OR (s.state = 'failed' AND s.finished_at > now() - $4::interval))
         AND NOT EXISTS (SELECT FROM scans n WHERE ${isNamed('n', 's')} AND n.id > s.id)
     ) r
     WHERE $1::text IS NULL OR lower(r.owner || '/' || r.name) > $1
     ORDER BY lower(r.owner || '/' || r.name) LIMIT $2`,
    [after, limit, publicOnly, unlistedFailureShown],
  )
  return rows
}

/** A repository, asked for without regard to case; null when it was never scanned, or was taken away. */
export async function findRepository(
  db: Queryable,
  owner: string,
  name: string,
): Promise<{ id: number; private: boolean } | null> {
  const { rows } = await db.query<{ id: number; private: boolean }>(
    `SELECT id, private FROM repositories WHERE ${isNamed('', ['$1', '$2'])} AND removed_at IS NULL`,
    [owner, name],
  )
  return rows[0] ?? null
}

/** "owner/name", in lower case, of every repository that is public. */
export async function readPublicNames(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT lower(owner || '/' || name) AS name FROM repositories WHERE NOT private AND removed_at IS NULL`,
  )
  return rows.map(({ name }) => name)
}

/**
 * "owner/name", in lower case, of every repository that is private or was taken away, also by a name that it was
 * scanned under before.
 */
export async function readHiddenNames(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `WITH hidden AS (SELECT id, owner, name FROM repositories WHERE private OR removed_at IS NOT NULL)
     SELECT lower(owner || '/' || name) AS name FROM hidden
     UNION SELECT lower(s.owner || '/' || s.name) FROM scans s JOIN hidden h ON h.id = s.repository_id`,
  )
  return rows.map(({ name }) => name)
}

/** Whether it is there and public. */
export async function isPublicRepository(db: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'SELECT FROM repositories WHERE id = $1 AND NOT private AND removed_at IS NULL',
    [id],
  )
  return rowCount !== 0
}
