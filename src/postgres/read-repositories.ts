import type { Queryable } from './pool.ts'
import { type ScanView, scanView } from './read-scans.ts'

export interface RepositoryView {
  owner: string
  name: string
  url: string | null
  openPulls: number
  duplicateSets: number
  /** What is wrong with the repository's clawtriage.json, in words; null when nothing is. */
  rulesProblem: string | null
  lastScan: ScanView | null
}

/**
 * A page of the repositories with their counts and newest scans, in order of name.
 * @param publicOnly without the private ones.
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
       (SELECT ${scanView} FROM scans s WHERE s.repository_id = r.id ORDER BY s.id DESC LIMIT 1) AS "lastScan"
     FROM repositories r WHERE r.removed_at IS NULL AND NOT (r.private AND $3) AND ($1::text IS NULL OR lower(r.owner || '/' || r.name) > $1)
     ORDER BY lower(r.owner || '/' || r.name) LIMIT $2`,
    [after, limit, publicOnly],
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
    'SELECT id, private FROM repositories WHERE lower(owner) = lower($1) AND lower(name) = lower($2) AND removed_at IS NULL',
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
