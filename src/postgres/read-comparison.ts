import type { Queryable } from './pool.ts'

/** How far a repository's comparison has come. */
export interface ComparisonState {
  /** Open pull requests that are known, read or not. */
  openPulls: number
  /** When the last scan was done; null: never. */
  comparedAt: Date | null
  /** The largest number of a pull request that is known; 0 without any. */
  largestNumber: number
}

export async function readComparison(db: Queryable, repositoryId: number): Promise<ComparisonState> {
  const { rows } = await db.query<ComparisonState>(
    `SELECT (SELECT count(*)::integer FROM pull_requests WHERE repository_id = $1 AND state = 'OPEN') AS "openPulls",
       (SELECT max(finished_at) FROM scans WHERE repository_id = $1 AND state = 'done') AS "comparedAt",
       (SELECT coalesce(max(number), 0) FROM pull_requests WHERE repository_id = $1) AS "largestNumber"`,
    [repositoryId],
  )
  return rows[0]!
}
