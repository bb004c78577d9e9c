import type { Queryable } from './pool.ts'
import { storableJson, storableText } from './storable.ts'

export const scanStates = ['waiting', 'active', 'done', 'failed', 'paused'] as const
export type ScanState = (typeof scanStates)[number]

export interface ScanRow {
  id: number
  owner: string
  name: string
  snapshot: string
  repositoryId: number | null
  state: ScanState
  source: string
  actor: string | null
  options: { maxOpenPrs?: number; all: boolean; mirrorDir?: string }
  listed: number
  analyzed: number
  unchanged: number
  failed: number
  degraded: number
  githubRequests: number
  setsFound: number | null
  error: string | null
  resumesAt: Date | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const columns = `id, owner, name, snapshot, repository_id AS "repositoryId", state, source, actor, options, listed, analyzed,
  unchanged, failed, degraded, github_requests AS "githubRequests", sets_found AS "setsFound", error,
  resumes_at AS "resumesAt", created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt"`

export type NewScan = Pick<ScanRow, 'owner' | 'name' | 'snapshot' | 'source' | 'actor' | 'options'>

/**
 * Inserts a scan, or answers the one of this identity that exists. Postgres keeps what Redis may lose: a scan that was
 * accepted is found here as `waiting` after any loss.
 */
export async function insertScan(db: Queryable, scan: NewScan): Promise<ScanRow> {
  const { rows } = await db.query<ScanRow>(
    `INSERT INTO scans (owner, name, snapshot, state, source, actor, options)
     VALUES ($1, $2, $3, 'waiting', $4, $5, $6)
     ON CONFLICT (lower(owner), lower(name), snapshot) DO UPDATE SET snapshot = excluded.snapshot
     RETURNING ${columns}`,
    [
      scan.owner,
      scan.name,
      scan.snapshot,
      scan.source,
      scan.actor === null ? null : storableText(scan.actor),
      storableJson(scan.options),
    ],
  )
  return rows[0]!
}

/**
 * Records an accepted scan: inserts it, or begins it anew when it had ended in one of the states `again`.
 * @returns its id.
 */
export async function recordScan(
  db: Queryable,
  scan: NewScan,
  again: readonly ('failed' | 'done')[],
): Promise<number> {
  const { id } = await insertScan(db, scan)
  if (again.length > 0)
    await db.query(
      `UPDATE scans SET state = 'waiting', error = NULL, resumes_at = NULL, started_at = NULL, finished_at = NULL
       WHERE id = $1 AND state = ANY ($2)`,
      [id, again],
    )
  return id
}

/** The scan of this identity, or null. */
export async function readScan(
  db: Queryable,
  { owner, repo, snapshot }: { owner: string; repo: string; snapshot: string },
): Promise<ScanRow | null> {
  const { rows } = await db.query<ScanRow>(
    `SELECT ${columns} FROM scans WHERE lower(owner) = lower($1) AND lower(name) = lower($2) AND snapshot = $3`,
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

export async function markScanActive(db: Queryable, id: number): Promise<void> {
  await db.query(
    `UPDATE scans SET state = 'active', started_at = coalesce(started_at, now()), resumes_at = NULL, error = NULL WHERE id = $1`,
    [id],
  )
}

export async function markScanPaused(db: Queryable, id: number, until: Date): Promise<void> {
  await db.query(`UPDATE scans SET state = 'paused', resumes_at = $2 WHERE id = $1`, [id, until])
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

export async function linkScanToRepository(db: Queryable, id: number, repositoryId: number): Promise<void> {
  await db.query('UPDATE scans SET repository_id = $2 WHERE id = $1', [id, repositoryId])
}

export async function addGithubRequests(db: Queryable, id: number, requests: number): Promise<void> {
  if (requests > 0)
    await db.query('UPDATE scans SET github_requests = github_requests + $2 WHERE id = $1', [id, requests])
}
