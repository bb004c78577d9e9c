import type { ScanState } from '../domain/scan.ts'
import { isNamed } from './named.ts'
import type { Queryable } from './pool.ts'
import { type IncompletePull, incompleteView } from './scan-pulls.ts'
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
  /** Of GitHub's GraphQL points. */
  graphqlPoints: number
  /** Why checks and reviews of some are unknown or old; null: nothing went wrong. */
  factsProblem: string | null
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
  'degraded', s.degraded, 'githubRequests', s.github_requests, 'githubLimit', s.github_limit, 'graphqlPoints', s.graphql_points, 'factsProblem', s.facts_problem, 'setsFound', s.sets_found, 'error', s.error,
  'resumesAt', ${isoSeconds('s.resumes_at')}, 'createdAt', ${isoSeconds('s.created_at')},
  'startedAt', ${isoSeconds('s.started_at')}, 'finishedAt', ${isoSeconds('s.finished_at')})`

/**
 * What is true of a scan `s` of a repository that nothing is known of yet: its first scan has not come to list it. One
 * that was taken away is known, and hidden.
 */
export const isUnlisted = `s.repository_id IS NULL AND NOT EXISTS (
  SELECT FROM repositories r WHERE ${isNamed('r', 's')})`

/** A scan of a list, with what it could not read wholly: see incompleteView. */
export interface ListedScan extends ScanView {
  incomplete: { total: number; items: IncompletePull[] }
}
const listedView = `${scanView} || jsonb_build_object('incomplete', ${incompleteView})`

/** A page of scans: `before` is the id to go on from. */
export interface ScanPage {
  before: number | null
  limit: number
}

/** A repository's scans, the newest first. */
export async function readScans(
  db: Queryable,
  repositoryId: number,
  { before, limit }: ScanPage,
): Promise<ListedScan[]> {
  const { rows } = await db.query<{ scan: ListedScan }>(
    `SELECT ${listedView} AS scan FROM scans s
     WHERE s.repository_id = $1 AND ($2::bigint IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3`,
    [repositoryId, before, limit],
  )
  return rows.map((row) => row.scan)
}

/** The same of a repository that nothing is known of but that it was to be scanned; none where that was never so. */
export async function readUnlistedScans(
  db: Queryable,
  { owner, name }: { owner: string; name: string },
  { before, limit }: ScanPage,
): Promise<ListedScan[]> {
  const { rows } = await db.query<{ scan: ListedScan }>(
    `SELECT ${listedView} AS scan FROM scans s
     WHERE ${isNamed('s', ['$1', '$2'])} AND ${isUnlisted} AND ($3::bigint IS NULL OR s.id < $3)
     ORDER BY s.id DESC LIMIT $4`,
    [owner, name, before, limit],
  )
  return rows.map((row) => row.scan)
}
