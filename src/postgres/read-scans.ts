import type { Queryable } from './pool.ts'
import type { ScanState } from './scans.ts'
import { isoSeconds } from './sql-dates.ts'

export interface ScanView {
  id: number
  snapshot: string
  state: ScanState
  source: string
  actor: string | null
  listed: number
  analyzed: number
  unchanged: number
  failed: number
  degraded: number
  githubRequests: number
  /** What GitHub allowed in an hour; null when it did not say. */
  githubLimit: number | null
  setsFound: number | null
  error: string | null
  resumesAt: string | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}

/** A scan `s` as the API answers it. */
export const scanView = `jsonb_build_object('id', s.id, 'snapshot', s.snapshot, 'state', s.state, 'source', s.source,
  'actor', s.actor, 'listed', s.listed, 'analyzed', s.analyzed, 'unchanged', s.unchanged, 'failed', s.failed,
  'degraded', s.degraded, 'githubRequests', s.github_requests, 'githubLimit', s.github_limit, 'setsFound', s.sets_found, 'error', s.error,
  'resumesAt', ${isoSeconds('s.resumes_at')}, 'createdAt', ${isoSeconds('s.created_at')},
  'startedAt', ${isoSeconds('s.started_at')}, 'finishedAt', ${isoSeconds('s.finished_at')})`

/** A repository's scans, the newest first; `before` is the id to go on from. */
export async function readScans(
  db: Queryable,
  repositoryId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<ScanView[]> {
  const { rows } = await db.query<{ scan: ScanView }>(
    `SELECT ${scanView} AS scan FROM scans s
     WHERE s.repository_id = $1 AND ($2::bigint IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3`,
    [repositoryId, before, limit],
  )
  return rows.map((row) => row.scan)
}
