import type { PullState } from '../domain/pull-request.ts'
import type { PullStanding } from '../domain/pull-standing.ts'
import type { Queryable } from './pool.ts'
import { standingNames, standingRecord, standingUpdates, standingValues } from './pull-standing.ts'
import { isoMilliseconds } from './sql-dates.ts'
import { storableJson } from './storable.ts'

/** A pull request as it is stored; dates are ISO 8601. */
export interface PullFacts {
  number: number
  title: string
  body: string
  author: string | null
  state: PullState
  draft: boolean
  url: string | null
  baseRef: string | null
  headSha: string
  createdAt: string
  /** See ListedPull. */
  createdAtGuessed?: boolean
  updatedAt: string
  closedAt: string | null
  mergedAt: string | null
  mergeCommitSha: string | null
  /** Absent: the source of the rest knows nothing of it, and what is stored stays. */
  standing?: PullStanding
}

/** With what names its title, body and author (see stale-signatures.ts). */
export interface StoredPull extends Omit<PullFacts, 'standing'> {
  textsDigest: string
}

/** What an upsert makes of each column that says something of the pull request. */
const updates: (readonly [name: string, value: string])[] = [
  ...[
    'title',
    'body',
    'author',
    'state',
    'draft',
    'url',
    'base_ref',
    'head_sha',
    'created_at',
    'created_at_guessed',
    'updated_at',
    'closed_at',
    'merged_at',
  ].map((name) => [name, `excluded.${name}`] as const),
  [
    'merge_commit_sha',
    `CASE WHEN excluded.state = 'MERGED'
      THEN coalesce(excluded.merge_commit_sha, pull_requests.merge_commit_sha) END`,
  ],
  ...standingUpdates,
]

/**
 * Inserts or updates pull requests by number, many in one statement; a row that says the same already is not written.
 * `first_seen_at` keeps its first value, `head_first_seen_at` as long as the head stays; what the source of the rest
 * does not know (the standing, the merge's commit) stays as well.
 */
export async function upsertPulls(
  db: Queryable,
  repositoryId: number,
  pulls: readonly PullFacts[],
): Promise<void> {
  await db.query(
    `INSERT INTO pull_requests (repository_id, number, title, body, author, state, draft, url, base_ref, head_sha,
       created_at, created_at_guessed, updated_at, closed_at, merged_at, merge_commit_sha, ${standingNames})
     SELECT $1, p."number", p."title", p."body", p."author", p."state", p."draft", p."url", p."baseRef", p."headSha",
       p."createdAt", coalesce(p."createdAtGuessed", false), p."updatedAt", p."closedAt", p."mergedAt", p."mergeCommitSha",
       ${standingValues}
     FROM jsonb_to_recordset($2::jsonb) AS p ("number" integer, "title" text, "body" text, "author" text, "state" text,
       "draft" boolean, "url" text, "baseRef" text, "headSha" text, "createdAt" timestamptz,
       "createdAtGuessed" boolean, "updatedAt" timestamptz,
       "closedAt" timestamptz, "mergedAt" timestamptz, "mergeCommitSha" text, "standing" jsonb),
       LATERAL jsonb_to_record(coalesce(p."standing", '{}')) AS s (${standingRecord})
     ON CONFLICT (repository_id, number) DO UPDATE
       SET ${updates.map(([name, value]) => `${name} = ${value}`).join(', ')},
           head_first_seen_at = CASE WHEN pull_requests.head_sha = excluded.head_sha
             THEN pull_requests.head_first_seen_at ELSE now() END
       WHERE (${updates.map(([name]) => `pull_requests.${name}`).join(', ')})
         IS DISTINCT FROM (${updates.map(([, value]) => value).join(', ')})`,
    [repositoryId, storableJson(pulls)],
  )
}

/** The stored facts of these pull requests, in order of number. */
export async function readPulls(
  db: Queryable,
  repositoryId: number,
  numbers: readonly number[],
): Promise<StoredPull[]> {
  const { rows } = await db.query<StoredPull>(
    `SELECT number, title, body, author, state, draft, url, base_ref AS "baseRef", head_sha AS "headSha",
       ${isoMilliseconds('created_at')} AS "createdAt", created_at_guessed AS "createdAtGuessed", ${isoMilliseconds('updated_at')} AS "updatedAt",
       ${isoMilliseconds('closed_at')} AS "closedAt", ${isoMilliseconds('merged_at')} AS "mergedAt", merge_commit_sha AS "mergeCommitSha",
       texts_digest AS "textsDigest"
     FROM pull_requests WHERE repository_id = $1 AND number = ANY ($2) ORDER BY number`,
    [repositoryId, numbers],
  )
  return rows
}

/** How these pull requests are stored, as far as it changes. */
export async function readPullStates(
  db: Queryable,
  repositoryId: number,
  numbers: readonly number[],
): Promise<{ number: number; state: PullFacts['state']; headSha: string; updatedAt: string }[]> {
  const { rows } = await db.query(
    `SELECT number, state, head_sha AS "headSha", ${isoMilliseconds('updated_at')} AS "updatedAt"
     FROM pull_requests WHERE repository_id = $1 AND number = ANY ($2)`,
    [repositoryId, numbers],
  )
  return rows
}

/** The open one with the smallest number among these; null when none of them is open. */
export async function findFirstOpen(
  db: Queryable,
  repositoryId: number,
  numbers: readonly number[],
): Promise<number | null> {
  if (numbers.length === 0) return null
  const { rows } = await db.query<{ number: number | null }>(
    `SELECT min(number) AS number FROM pull_requests WHERE repository_id = $1 AND number = ANY ($2) AND state = 'OPEN'`,
    [repositoryId, numbers],
  )
  return rows[0]?.number ?? null
}

/**
 * After a whole list of the open pull requests from `fromNumber` up: those that were open and are no longer listed have
 * left. Whether by a merge or not is asked elsewhere; until then they count as closed.
 */
export async function closeUnlistedPulls(
  db: Queryable,
  repositoryId: number,
  scanId: number,
  fromNumber: number,
): Promise<void> {
  await db.query(
    `UPDATE pull_requests p SET state = 'CLOSED', closed_at = coalesce(closed_at, now())
     WHERE p.repository_id = $1 AND p.state = 'OPEN' AND p.number >= $3
       AND p.number NOT IN (SELECT s.number FROM scan_pulls s WHERE s.scan_id = $2 AND s.listed)`,
    [repositoryId, scanId, fromNumber],
  )
}
