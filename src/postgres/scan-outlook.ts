import type { Queryable } from './pool.ts'

/** What a repository's scans say of it as a whole. */
export interface ScanOutlook {
  openPulls: number
  /** About when the next scan comes, ISO 8601; null when the last ones came at no regular interval. */
  nextScanAt: string | null
}

/** Of a repository that nothing is known of yet. */
export const noOutlook: ScanOutlook = { openPulls: 0, nextScanAt: null }

/** Scans that are looked at, and how far the longest interval between them may exceed the shortest. */
const scansLookedAt = 4
const mostIrregular = 1.5

/** Reads how many pull requests are open, and guesses from the last scans' times when the next one comes. */
export async function readScanOutlook(db: Queryable, repositoryId: number, now: Date): Promise<ScanOutlook> {
  const { rows } = await db.query<{ openPulls: number; times: Date[] }>(
    `SELECT (SELECT count(*) FROM pull_requests p WHERE p.repository_id = $1 AND p.state = 'OPEN') AS "openPulls",
       ARRAY(SELECT created_at FROM scans s WHERE s.repository_id = $1 ORDER BY s.id DESC LIMIT $2) AS times`,
    [repositoryId, scansLookedAt],
  )
  const { openPulls, times } = rows[0]!
  return { openPulls, nextScanAt: guessNext(times, now)?.toISOString() ?? null }
}

/**
 * The last scan's time and one interval more, when there were two intervals at least and they are alike.
 * @param times the newest first.
 * @returns null also when that time has passed: the maker of the scans has stopped.
 */
export function guessNext(times: readonly Date[], now: Date): Date | null {
  const intervals = times.slice(1).map((time, at) => times[at]!.getTime() - time.getTime())
  const [shortest, longest] = [Math.min(...intervals), Math.max(...intervals)]
  if (intervals.length < 2 || shortest <= 0 || longest > shortest * mostIrregular) return null
  const mean = intervals.reduce((sum, one) => sum + one, 0) / intervals.length
  const next = new Date(times[0]!.getTime() + mean)
  return next > now ? next : null
}
