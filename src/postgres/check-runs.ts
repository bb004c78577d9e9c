import type { CheckCandidate } from '../domain/check-run.ts'
import type { Queryable } from './pool.ts'
import { edgeView } from './read-scan-sets.ts'
import { isoSeconds } from './sql-dates.ts'

/** An open pull request whose head was read, with what it does the same as. */
export interface CheckedPull {
  number: number
  headSha: string
  createdAt: string
  candidates: CheckCandidate[]
}

/**
 * Every open pull request whose present head is analysed, the newest first: with those that were there before it and do
 * the same (or compete with it), the surest first. Of pull requests with the same head the one that came first speaks.
 */
export async function readCheckedPulls(db: Queryable, repositoryId: number): Promise<CheckedPull[]> {
  const { rows } = await db.query<{
    number: number
    headSha: string
    createdAt: string
    candidates: CheckCandidate[]
  }>(
    `SELECT DISTINCT ON (p.head_sha) p.number, p.head_sha AS "headSha", ${isoSeconds('p.created_at')} AS "createdAt",
       coalesce((SELECT jsonb_agg(jsonb_build_object('number', o.number, 'title', o.title, 'author', o.author,
             'createdAt', ${isoSeconds('o.created_at')}, 'state', o.state, 'authorAssociation', o.author_association, 'review', f.review, 'edge', ${edgeView})
           ORDER BY e.score DESC, o.number)
         FROM edges e JOIN pull_requests o ON o.repository_id = e.repository_id
           AND o.number = CASE WHEN e.a = p.number THEN e.b ELSE e.a END
         LEFT JOIN pull_facts f ON f.repository_id = o.repository_id AND f.number = o.number AND f.head_sha = o.head_sha
         WHERE e.repository_id = p.repository_id AND (e.a = p.number OR e.b = p.number) AND e.relation IS NULL
           AND e.category <> 'RELATED' AND o.state <> 'CLOSED' AND o.head_sha <> p.head_sha
           AND (o.created_at, o.number) < (p.created_at, p.number)), '[]') AS candidates
     FROM pull_requests p
     WHERE p.repository_id = $1 AND p.state = 'OPEN'
       AND EXISTS (SELECT FROM revisions r WHERE r.repository_id = p.repository_id AND r.number = p.number AND r.head_sha = p.head_sha)
     ORDER BY p.head_sha, p.number`,
    [repositoryId],
  )
  return rows.sort((x, y) => y.number - x.number)
}

/** Whether a pull request is open with this head still. */
export async function isCurrentHead(
  db: Queryable,
  repositoryId: number,
  { number, headSha }: { number: number; headSha: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM pull_requests WHERE repository_id = $1 AND number = $2 AND head_sha = $3 AND state = 'OPEN'`,
    [repositoryId, number, headSha],
  )
  return rowCount === 1
}

export interface WrittenCheck {
  headSha: string
  checkRunId: number
  digest: string
  closed: boolean
}

export async function readWrittenChecks(
  db: Queryable,
  repositoryId: number,
): Promise<Map<string, WrittenCheck>> {
  const { rows } = await db.query<WrittenCheck>(
    `SELECT head_sha AS "headSha", check_run_id AS "checkRunId", digest, closed FROM check_runs WHERE repository_id = $1`,
    [repositoryId],
  )
  return new Map(rows.map((row) => [row.headSha, { ...row, checkRunId: Number(row.checkRunId) }]))
}

/** Notes what was written of a head. */
export async function upsertCheck(
  db: Queryable,
  repositoryId: number,
  number: number | null,
  { headSha, checkRunId, digest, closed }: WrittenCheck,
): Promise<void> {
  await db.query(
    `INSERT INTO check_runs (repository_id, head_sha, number, check_run_id, digest, closed) VALUES ($1, $2, coalesce($3, 0), $4, $5, $6)
     ON CONFLICT (repository_id, head_sha) DO UPDATE
       SET check_run_id = excluded.check_run_id, digest = excluded.digest, closed = excluded.closed,
           number = CASE WHEN $3::integer IS NULL THEN check_runs.number ELSE excluded.number END`,
    [repositoryId, headSha, number, checkRunId, digest, closed],
  )
}
