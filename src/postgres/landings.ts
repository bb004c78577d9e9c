import type { FileOutcome } from '../domain/landing.ts'
import type { Queryable } from './pool.ts'
import { storableJson } from './storable.ts'

/** Open pull requests whose outcomes were not derived when they were analysed, in order of number. */
export async function readWithoutOutcomes(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await db.query<{ number: number }>(
    `SELECT c.number FROM current_revisions c
     WHERE c.repository_id = $1 AND c.algorithm_version = $2 AND c.state = 'OPEN' AND c.outcomes IS NULL
     ORDER BY c.number LIMIT $3`,
    [repositoryId, algorithmVersion, limit],
  )
  return rows.map(({ number }) => number)
}

export async function updateOutcomesOf(
  db: Queryable,
  repositoryId: number,
  revisions: readonly { number: number; headSha: string; outcomes: readonly FileOutcome[] }[],
): Promise<void> {
  await db.query(
    `UPDATE revisions r SET outcomes = o."outcomes"
     FROM jsonb_to_recordset($2::jsonb) AS o ("number" integer, "headSha" text, "outcomes" jsonb)
     WHERE r.repository_id = $1 AND r.number = o."number" AND r.head_sha = o."headSha"`,
    [repositoryId, storableJson(revisions)],
  )
}

/** What to look for on a branch: the open pull requests that target it, as far as that is known. */
export async function readLandingQueries(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  branch: string,
): Promise<{ number: number; baseSha: string; outcomes: FileOutcome[] }[]> {
  const { rows } = await db.query(
    `SELECT c.number, c.base_sha AS "baseSha", c.outcomes FROM current_revisions c
     WHERE c.repository_id = $1 AND c.algorithm_version = $2 AND c.state = 'OPEN' AND c.base_sha IS NOT NULL
       AND coalesce(c.base_ref, $3) = $3 AND jsonb_array_length(c.outcomes) > 0
     ORDER BY c.number`,
    [repositoryId, algorithmVersion, branch],
  )
  return rows
}

/** What is known of one pull request after a search. */
export interface SearchedPull {
  number: number
  /** Names what was searched for; null: to be searched for again. */
  key: string | null
  /** Where it was found. */
  sha?: string
  committedAt?: string
}

/**
 * Replaces what was known of a repository, but of those whose answers stand; rows that say so already are not written.
 * @param tip the commit from which was searched.
 */
export async function replaceLandings(
  db: Queryable,
  repositoryId: number,
  tip: string | null,
  searched: readonly SearchedPull[],
  standing: readonly number[],
): Promise<void> {
  // Looked up by number in the value itself: a join might read all of it for each pull request.
  const found = '$2::jsonb -> p.number::text'
  const [sha, at] = [`${found} ->> 'sha'`, `(${found} ->> 'committedAt')::timestamptz`]
  const said = `(${sha}, ${at}, ${found} ->> 'key')`
  await db.query(
    `UPDATE pull_requests p SET (landed_sha, landed_at, landing_key) = ${said}
     WHERE p.repository_id = $1 AND NOT $3::jsonb ? p.number::text
       AND (p.landed_sha, p.landed_at, p.landing_key) IS DISTINCT FROM ${said}`,
    [
      repositoryId,
      storableJson(Object.fromEntries(searched.map((one) => [one.number, one]))),
      storableJson(Object.fromEntries(standing.map((number) => [number, 0]))),
    ],
  )
  await db.query('UPDATE repositories SET landings_tip = $2 WHERE id = $1', [repositoryId, tip])
}

/** Pull requests of a scan that the default branch has already, in order of number. */
export async function readScanLandings(
  db: Queryable,
  repositoryId: number,
  scanId: number,
): Promise<{ number: number; title: string; sha: string; committedAt: Date }[]> {
  const { rows } = await db.query(
    `SELECT p.number, p.title, p.landed_sha AS sha, p.landed_at AS "committedAt"
     FROM pull_requests p
     WHERE p.repository_id = $1 AND p.landed_sha IS NOT NULL AND p.state = 'OPEN'
       AND ((SELECT pulls_forgotten FROM scans WHERE id = $2)
         OR EXISTS (SELECT 1 FROM scan_pulls s WHERE s.scan_id = $2 AND s.number = p.number))
     ORDER BY p.number`,
    [repositoryId, scanId],
  )
  return rows
}

/**
 * The commit from which the default branch was last searched (null: it was not), and by number what was searched for
 * then.
 */
export async function readSearched(
  db: Queryable,
  repositoryId: number,
): Promise<{ tip: string | null; keys: Map<number, string> }> {
  const { rows: tips } = await db.query<{ tip: string | null }>(
    'SELECT landings_tip AS tip FROM repositories WHERE id = $1',
    [repositoryId],
  )
  const { rows } = await db.query<{ number: number; key: string }>(
    'SELECT number, landing_key AS key FROM pull_requests WHERE repository_id = $1 AND landing_key IS NOT NULL',
    [repositoryId],
  )
  return { tip: tips[0]?.tip ?? null, keys: new Map(rows.map(({ number, key }) => [number, key])) }
}
