import { deleteInParts } from './delete-in-parts.ts'
import type { Queryable } from './pool.ts'
import { storableJson } from './storable.ts'

/** Its outcome stands: the same head, and it could be read. */
const isSame = `scan_pulls.head_sha = excluded.head_sha AND scan_pulls.outcome <> 'failed'`

/** Notes what a scan listed; a head that moved between two listings of one scan is taken at its later value. */
export async function insertScanPulls(
  db: Queryable,
  scanId: number,
  pulls: readonly { number: number; headSha: string }[],
): Promise<void> {
  await db.query(
    `INSERT INTO scan_pulls (scan_id, number, head_sha)
     SELECT $1, p."number", p."headSha" FROM jsonb_to_recordset($2::jsonb) AS p ("number" integer, "headSha" text)
     ON CONFLICT (scan_id, number) DO UPDATE SET listed = true, head_sha = excluded.head_sha,
       outcome = CASE WHEN ${isSame} THEN scan_pulls.outcome ELSE 'pending' END,
       reason = CASE WHEN ${isSame} THEN scan_pulls.reason END`,
    [scanId, storableJson(pulls.map(({ number, headSha }) => ({ number, headSha })))],
  )
}

/** A scan begins its list anew: what an earlier attempt has listed may have been closed since. Outcomes stay. */
export async function forgetListed(db: Queryable, scanId: number): Promise<void> {
  await db.query('UPDATE scan_pulls SET listed = false WHERE scan_id = $1', [scanId])
}

/**
 * Notes exactly what a scan is about, from what is stored: the open pull requests with the highest numbers, and those
 * that were closed or merged since (null: none).
 */
export async function fillScanPulls(
  db: Queryable,
  scanId: number,
  repositoryId: number,
  { maxOpenPrs, closedSince }: { maxOpenPrs: number | undefined; closedSince: Date | null },
): Promise<void> {
  await db.query(
    `WITH wanted AS (
       (SELECT number, head_sha FROM pull_requests WHERE repository_id = $2 AND state = 'OPEN'
        ORDER BY number DESC LIMIT $3)
       UNION ALL
       SELECT number, head_sha FROM pull_requests
       WHERE repository_id = $2 AND state <> 'OPEN' AND coalesce(closed_at, updated_at) >= $4
     ), others AS (
       DELETE FROM scan_pulls s WHERE s.scan_id = $1 AND s.number NOT IN (SELECT number FROM wanted)
     )
     INSERT INTO scan_pulls (scan_id, number, head_sha) SELECT $1, number, head_sha FROM wanted
     ON CONFLICT (scan_id, number) DO UPDATE SET head_sha = excluded.head_sha, outcome = 'pending', reason = NULL
       WHERE scan_pulls.head_sha <> excluded.head_sha OR scan_pulls.outcome = 'failed'`,
    [scanId, repositoryId, maxOpenPrs ?? null, closedSince],
  )
}

/**
 * Marks what earlier scans have analysed already: same head, same version of the algorithm. What was incomplete is so
 * still, and says why.
 */
export async function markUnchanged(
  db: Queryable,
  scanId: number,
  repositoryId: number,
  algorithmVersion: number,
): Promise<void> {
  // By its whole key for each (OFFSET 0): no statistics know of the rows of a scan that has just begun.
  const known = `FROM revisions r WHERE r.repository_id = $2 AND r.number = s.number AND r.head_sha = s.head_sha
       AND r.algorithm_version = $3 OFFSET 0`
  await db.query(
    `UPDATE scan_pulls s SET outcome = 'unchanged', reason = (SELECT r.degraded ${known})
     WHERE s.scan_id = $1 AND s.outcome = 'pending' AND EXISTS (SELECT ${known})`,
    [scanId, repositoryId, algorithmVersion],
  )
}

export async function readPendingNumbers(db: Queryable, scanId: number): Promise<number[]> {
  const { rows } = await db.query<{ number: number }>(
    `SELECT number FROM scan_pulls WHERE scan_id = $1 AND outcome = 'pending' ORDER BY number`,
    [scanId],
  )
  return rows.map((row) => row.number)
}

export interface PullOutcome {
  number: number
  headSha: string
  outcome: 'analyzed' | 'failed'
  reason: string | null
}

/** Notes how analyses ended. An outcome that is already final stays. */
export async function updateOutcomes(
  db: Queryable,
  scanId: number,
  outcomes: readonly PullOutcome[],
): Promise<void> {
  await db.query(
    `UPDATE scan_pulls s SET outcome = o."outcome", reason = o."reason"
     FROM jsonb_to_recordset($2::jsonb) AS o ("number" integer, "headSha" text, "outcome" text, "reason" text)
     WHERE s.scan_id = $1 AND s.number = o."number" AND s.head_sha = o."headSha" AND s.outcome = 'pending'`,
    [scanId, storableJson(outcomes)],
  )
}

/** Scans whose lists are kept whole: what came of them may still be read. */
const scansKeptWhole = 3
/** What earlier ones could not read is shown beside them. */
const incompleteKept = '90 days'

/**
 * Forgets what a repository's earlier scans were about, once they are over: every hour brings a row for each pull
 * request. How many there were stands with the scans.
 */
export async function forgetScanPulls(db: Queryable, repositoryId: number): Promise<void> {
  await db.query(
    `UPDATE scans SET pulls_forgotten = true
     WHERE repository_id = $1 AND NOT pulls_forgotten AND state IN ('done', 'failed')
       AND id < (SELECT min(id) FROM (
         SELECT id FROM scans WHERE repository_id = $1 AND state = 'done' ORDER BY id DESC LIMIT ${scansKeptWhole}) kept)`,
    [repositoryId],
  )
  await deleteInParts((rows) =>
    db.query(
      `DELETE FROM scan_pulls d USING (
         SELECT p.scan_id, p.number FROM scan_pulls p JOIN scans s ON s.id = p.scan_id
         WHERE s.repository_id = $1 AND s.pulls_forgotten
           AND (s.finished_at < now() - interval '${incompleteKept}' OR (p.reason IS NULL AND p.outcome <> 'failed'))
         LIMIT $2) gone
       WHERE d.scan_id = gone.scan_id AND d.number = gone.number`,
      [repositoryId, rows],
    ),
  )
}

export interface ScanProgress {
  listed: number
  analyzed: number
  unchanged: number
  failed: number
  degraded: number
}

/** Counts a scan's outcomes from its rows and keeps them with the scan. */
export async function updateScanProgress(db: Queryable, scanId: number): Promise<ScanProgress> {
  const { rows } = await db.query<ScanProgress>(
    `UPDATE scans SET listed = c.listed, analyzed = c.analyzed, unchanged = c.unchanged, failed = c.failed,
       degraded = c.degraded
     FROM (
       SELECT count(*) AS listed, count(*) FILTER (WHERE outcome = 'analyzed') AS analyzed,
         count(*) FILTER (WHERE outcome = 'unchanged') AS unchanged, count(*) FILTER (WHERE outcome = 'failed') AS failed,
         count(*) FILTER (WHERE outcome IN ('analyzed', 'unchanged') AND reason IS NOT NULL) AS degraded
       FROM scan_pulls WHERE scan_id = $1
     ) c
     WHERE id = $1
     RETURNING scans.listed, scans.analyzed, scans.unchanged, scans.failed, scans.degraded`,
    [scanId],
  )
  return rows[0] ?? { listed: 0, analyzed: 0, unchanged: 0, failed: 0, degraded: 0 }
}

/** A pull request that a scan could not read (`failed`), or read in part, and why. */
export interface IncompletePull {
  number: number
  outcome: 'analyzed' | 'unchanged' | 'failed'
  reason: string
}

/**
 * Incomplete pull requests that are named with each scan of a list: a person reads a few, and what goes wrong with
 * hundreds has one reason.
 */
const mostNamed = 20

/**
 * Of scan `s`: how many pull requests it could not read wholly, and the first of them, those that it could not read at
 * all before the others.
 */
export const incompleteView = `jsonb_build_object('total', s.failed + s.degraded, 'items',
  CASE WHEN s.failed + s.degraded = 0 THEN '[]' ELSE (
    SELECT coalesce(jsonb_agg(to_jsonb(i) ORDER BY i.outcome = 'failed' DESC, i.number), '[]')
    FROM (SELECT number, outcome, reason FROM scan_pulls WHERE scan_id = s.id AND reason IS NOT NULL
      ORDER BY outcome = 'failed' DESC, number LIMIT ${mostNamed}) i
  ) END)`

/** The pull requests of a scan that failed or are incomplete, with the reason. */
export async function readIncomplete(db: Queryable, scanId: number): Promise<IncompletePull[]> {
  const { rows } = await db.query(
    `SELECT number, outcome, reason FROM scan_pulls WHERE scan_id = $1 AND reason IS NOT NULL ORDER BY number`,
    [scanId],
  )
  return rows
}
