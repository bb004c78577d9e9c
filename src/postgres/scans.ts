import type { NewScan, ScanState } from '../domain/scan.ts'
import { isNamed } from './named.ts'
import type { Queryable } from './pool.ts'
import { storableText } from './storable.ts'

export interface ScanRow extends NewScan {
  id: number
  repositoryId: number | null
  state: ScanState
  listed: number
  analyzed: number
  unchanged: number
  failed: number
  degraded: number
  githubRequests: number
  graphqlPoints: number
  setsFound: number | null
  error: string | null
  resumesAt: Date | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const columns = `id, owner, name, snapshot, repository_id AS "repositoryId", state, source, actor, options, listed, analyzed,
  unchanged, failed, degraded, github_requests AS "githubRequests", graphql_points AS "graphqlPoints", sets_found AS "setsFound", error,
  resumes_at AS "resumesAt", created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt"`

/** The scan of this identity, or null. */
export async function readScan(
  db: Queryable,
  { owner, repo, snapshot }: { owner: string; repo: string; snapshot: string },
): Promise<ScanRow | null> {
  const { rows } = await db.query<ScanRow>(
    `SELECT ${columns} FROM scans WHERE ${isNamed('', ['$1', '$2'])} AND snapshot = $3`,
    [owner, repo, snapshot],
  )
  return rows[0] ?? null
}

export async function readScanById(db: Queryable, id: number): Promise<ScanRow | null> {
  const { rows } = await db.query<ScanRow>(`SELECT ${columns} FROM scans WHERE id = $1`, [id])
  return rows[0] ?? null
}

/** Scans that were accepted and have not ended, the oldest first. */
export async function readUnfinishedScans(db: Queryable): Promise<ScanRow[]> {
  const { rows } = await db.query<ScanRow>(
    `SELECT ${columns} FROM scans WHERE state IN ('waiting', 'active', 'paused') ORDER BY id`,
  )
  return rows
}

/** When each repository was last scanned to the end, and what its newest scan is doing. */
export interface LastScan {
  owner: string
  name: string
  /** When the last scan that was done ended; null when none was. */
  doneAt: Date | null
  newest: { snapshot: string; state: ScanState }
}

/** Of every repository that a scan was ever accepted for. */
export async function readLastScans(db: Queryable): Promise<LastScan[]> {
  const { rows } = await db.query<LastScan>(
    `SELECT DISTINCT ON (lower(owner), lower(name)) owner, name,
       jsonb_build_object('snapshot', snapshot, 'state', state) AS newest,
       (SELECT max(d.finished_at) FROM scans d
        WHERE ${isNamed('d', 's')} AND d.state = 'done') AS "doneAt"
     FROM scans s ORDER BY lower(owner), lower(name), id DESC`,
  )
  return rows
}

/** A scan begins, or begins anew. */
export async function markScanActive(db: Queryable, id: number): Promise<void> {
  await db.query(
    `UPDATE scans SET state = 'active', started_at = coalesce(started_at, now()), resumes_at = NULL, error = NULL WHERE id = $1`,
    [id],
  )
}

/** A scan that waited goes on. */
export async function markScanResumed(db: Queryable, id: number): Promise<void> {
  await db.query(
    `UPDATE scans SET state = 'active', resumes_at = NULL, error = NULL WHERE id = $1 AND state = 'paused'`,
    [id],
  )
}

/**
 * A scan waits, and says for what. One that has ended stays so, even if an analysis of it that was left behind has
 * met.
 */
export async function markScanPaused(db: Queryable, id: number, until: Date, reason: string): Promise<void> {
  await db.query(
    `UPDATE scans SET state = 'paused', resumes_at = $2, error = $3 WHERE id = $1 AND state NOT IN ('done', 'failed')`,
    [id, until, storableText(reason)],
  )
}

export async function markScanFailed(db: Queryable, id: number, error: string): Promise<void> {
  await db.query(
    `UPDATE scans SET state = 'failed', error = $2, resumes_at = NULL, finished_at = now() WHERE id = $1`,
    [id, storableText(error)],
  )
}

export async function markScanDone(db: Queryable, id: number, setsFound: number): Promise<void> {
  await db.query(
    `UPDATE scans SET state = 'done', sets_found = $2, error = NULL, resumes_at = NULL, finished_at = now() WHERE id = $1`,
    [id, setsFound],
  )
}

/** A scan has found its repository; those under the same name that had not come to know theirs belong to it, too. */
export async function linkScanToRepository(db: Queryable, id: number, repositoryId: number): Promise<void> {
  await db.query(
    `UPDATE scans s SET repository_id = $2 FROM scans found
     WHERE found.id = $1 AND (s.id = found.id
       OR (s.repository_id IS NULL AND ${isNamed('s', 'found')}))`,
    [id, repositoryId],
  )
}

/**
 * Counts requests that were sent for a scan; `limit` is how many GitHub allows in an hour, null when it did not say.
 */
export async function addGithubRequests(
  db: Queryable,
  id: number,
  { requests, limit }: { requests: number; limit: number | null },
): Promise<void> {
  if (requests > 0)
    await db.query(
      'UPDATE scans SET github_requests = github_requests + $2, github_limit = coalesce($3, github_limit) WHERE id = $1',
      [id, requests, limit],
    )
}

/**
 * Where a repository's commits were had from by its last scan, or (a scan that asked the API alone) can be had; null
 * where there was none.
 */
export async function readLastSource(
  db: Queryable,
  repositoryId: number,
): Promise<{ kind: 'git' } | { kind: 'mirror'; dir: string } | null> {
  const { rows } = await db.query<Pick<ScanRow, 'source' | 'options'>>(
    'SELECT source, options FROM scans WHERE repository_id = $1 ORDER BY id DESC LIMIT 1',
    [repositoryId],
  )
  const [scan] = rows
  if (scan === undefined) return null
  const dir = scan.options.mirrorDir
  return scan.source === 'mirror' && dir !== undefined ? { kind: 'mirror', dir } : { kind: 'git' }
}
