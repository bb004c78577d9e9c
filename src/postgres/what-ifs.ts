import type { TriedMerge } from '../domain/what-if.ts'
import type { Queryable } from './pool.ts'
import { storableText } from './storable.ts'

/** What has not been asked for since is forgotten. */
const kept = '30 days'

/** What a question is made of: open pull requests, and how they are merged. */
export interface WhatIfFacts {
  pulls: { number: number; headSha: string; baseRef: string | null }[]
  defaultBranch: string
  /** When the last scan was done; null: never. */
  scannedAt: Date | null
}

/** Of some numbers the open pull requests, in order of number. */
export async function readWhatIfFacts(
  db: Queryable,
  repositoryId: number,
  numbers: readonly number[],
): Promise<WhatIfFacts> {
  const { rows } = await db.query<WhatIfFacts>(
    `SELECT r.default_branch AS "defaultBranch",
       (SELECT max(finished_at) FROM scans WHERE repository_id = r.id AND state = 'done') AS "scannedAt",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('number', number, 'headSha', head_sha, 'baseRef', base_ref) ORDER BY number), '[]')
        FROM pull_requests WHERE repository_id = r.id AND number = ANY ($2) AND state = 'OPEN') AS pulls
     FROM repositories r WHERE r.id = $1`,
    [repositoryId, numbers],
  )
  return rows[0] ?? { pulls: [], defaultBranch: '', scannedAt: null }
}

export interface WhatIfRow {
  tipSha: string | null
  lookedAt: Date | null
  reason: string | null
  triedAt: Date
}

export async function readWhatIfRow(
  db: Queryable,
  repositoryId: number,
  key: string,
): Promise<WhatIfRow | null> {
  const { rows } = await db.query<WhatIfRow>(
    `SELECT tip_sha AS "tipSha", looked_at AS "lookedAt", reason, tried_at AS "triedAt" FROM what_ifs
     WHERE repository_id = $1 AND key = $2`,
    [repositoryId, key],
  )
  return rows[0] ?? null
}

/** What is known of merging these heads into this tip, one by one and after each other. */
export async function readTriedMerges(
  db: Queryable,
  repositoryId: number,
  tip: string,
  heads: readonly string[],
): Promise<TriedMerge[]> {
  const { rows } = await db.query<TriedMerge>(
    `SELECT nullif(after_sha, '') AS after, head_sha AS head, outcome, files, file_count AS "fileCount", reason
     FROM tried_merges
     WHERE repository_id = $1 AND tip_sha = $2 AND head_sha = ANY ($3) AND (after_sha = '' OR after_sha = ANY ($3))`,
    [repositoryId, tip, heads],
  )
  return rows
}

export async function insertTriedMerges(
  db: Queryable,
  repositoryId: number,
  tip: string,
  merges: readonly TriedMerge[],
): Promise<void> {
  await db.query(
    `INSERT INTO tried_merges (repository_id, tip_sha, after_sha, head_sha, outcome, files, file_count, reason)
     SELECT $1, $2, coalesce(m."after", ''), m."head", m."outcome", m."files", m."fileCount", m."reason"
     FROM jsonb_to_recordset($3::jsonb) AS m ("after" text, "head" text, "outcome" text, "files" text[],
       "fileCount" integer, "reason" text)
     ON CONFLICT (repository_id, tip_sha, after_sha, head_sha) DO NOTHING`,
    [
      repositoryId,
      tip,
      JSON.stringify(
        merges.map((merge) => ({
          ...merge,
          files: merge.files.map(storableText),
          reason: merge.reason === null ? null : storableText(merge.reason),
        })),
      ),
    ],
  )
}

/**
 * Notes which tip the merges are of, or why there are none: then those of an earlier tip stay. What was not asked for
 * in a long time goes, and with it the merges into tips that no question is about.
 */
export async function finishWhatIf(
  db: Queryable,
  repositoryId: number,
  key: string,
  end: { tip: string } | { reason: string },
): Promise<void> {
  const tip = 'tip' in end ? end.tip : null
  const reason = 'reason' in end ? storableText(end.reason) : null
  await db.query(
    `INSERT INTO what_ifs (repository_id, key, tip_sha, looked_at, reason)
     VALUES ($1, $2, $3, CASE WHEN $3::text IS NOT NULL THEN now() END, $4)
     ON CONFLICT (repository_id, key) DO UPDATE SET tip_sha = coalesce(excluded.tip_sha, what_ifs.tip_sha),
       looked_at = coalesce(excluded.looked_at, what_ifs.looked_at), reason = excluded.reason, tried_at = now()`,
    [repositoryId, key, tip, reason],
  )
  await db.query(`DELETE FROM what_ifs WHERE repository_id = $1 AND tried_at < now() - interval '${kept}'`, [
    repositoryId,
  ])
  await db.query(
    `DELETE FROM tried_merges m WHERE repository_id = $1
       AND NOT EXISTS (SELECT FROM what_ifs w WHERE w.repository_id = $1 AND w.tip_sha = m.tip_sha)`,
    [repositoryId],
  )
}
