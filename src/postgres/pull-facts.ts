import type { CheckState, Mergeable, ReviewDecision } from '../domain/pull-facts.ts'
import type { Queryable } from './pool.ts'
import { closers, groups } from './read-issue-groups.ts'
import { storableJson, storableText } from './storable.ts'

/** What GitHub said of a pull request. */
export interface NewPullFacts {
  number: number
  headSha: string
  /** ISO 8601, as the others. */
  updatedAt: string
  checks: CheckState | null
  review: ReviewDecision | null
  mergeable: Mergeable | null
  committedAt: string | null
  closing: readonly { number: number; title: string; state: 'OPEN' | 'CLOSED' }[]
}

/**
 * What is true as long as neither the pull request nor its head changes is not asked again; conflicts come with pushes
 * to the base, and checks by themselves, so that all is asked again after a day, and what was not settled with the next
 * scan.
 */
const goodFor = '1 day'

/**
 * Open pull requests that stand in a set or a group and whose facts are not known as they are today, those with the
 * highest numbers first. One that GitHub has given no id of cannot be asked for.
 */
export async function readUnknownFacts(
  db: Queryable,
  repositoryId: number,
  now: Date,
  limit: number,
): Promise<{ number: number; nodeId: string }[]> {
  const { rows } = await db.query<{ number: number; nodeId: string }>(
    `SELECT p.number, p.node_id AS "nodeId" FROM pull_requests p
     LEFT JOIN pull_facts f ON f.repository_id = p.repository_id AND f.number = p.number
     WHERE p.repository_id = $1 AND p.state = 'OPEN' AND p.node_id IS NOT NULL
       AND (EXISTS (SELECT FROM duplicate_set_members m WHERE m.repository_id = $1 AND m.number = p.number)
         OR p.number IN (SELECT c.number FROM ${closers} c JOIN ${groups} g ON g.issue = c.issue))
       AND (f.number IS NULL OR f.head_sha <> p.head_sha OR f.updated_at <> p.updated_at
         OR f.mergeable IS NULL OR f.checks IN ('PENDING', 'EXPECTED') OR f.asked_at < $2::timestamptz - interval '${goodFor}')
     ORDER BY p.number DESC LIMIT $3`,
    [repositoryId, now, limit],
  )
  return rows
}

/** Stores what GitHub said, in the place of what it said before. Within a transaction. */
export async function upsertPullFacts(
  db: Queryable,
  repositoryId: number,
  askedAt: Date,
  facts: readonly NewPullFacts[],
): Promise<void> {
  await db.query(
    `INSERT INTO pull_facts (repository_id, number, head_sha, updated_at, asked_at, checks, review, mergeable, committed_at, closing_issues)
     SELECT $1, f."number", f."headSha", f."updatedAt", $3, f."checks", f."review", f."mergeable", f."committedAt", f."closingIssues"
     FROM jsonb_to_recordset($2::jsonb) AS f ("number" integer, "headSha" text, "updatedAt" timestamptz, "checks" text,
       "review" text, "mergeable" text, "committedAt" timestamptz, "closingIssues" integer[])
     ON CONFLICT (repository_id, number) DO UPDATE
       SET head_sha = excluded.head_sha, updated_at = excluded.updated_at, asked_at = excluded.asked_at, checks = excluded.checks,
           review = excluded.review, mergeable = excluded.mergeable, committed_at = excluded.committed_at,
           closing_issues = excluded.closing_issues`,
    [
      repositoryId,
      storableJson(
        facts.map(({ closing, ...fact }) => ({
          ...fact,
          closingIssues: closing.map(({ number }) => number),
        })),
      ),
      askedAt,
    ],
  )
  const issues = new Map(facts.flatMap(({ closing }) => closing).map((issue) => [issue.number, issue]))
  await db.query(
    `INSERT INTO issues (repository_id, number, title, state)
     SELECT $1, i."number", i."title", i."state" FROM jsonb_to_recordset($2::jsonb) AS i ("number" integer, "title" text, "state" text)
     ON CONFLICT (repository_id, number) DO UPDATE SET title = excluded.title, state = excluded.state`,
    [repositoryId, storableJson([...issues.values()])],
  )
}

/** Notes with a scan what asking cost, and why it failed; null where it did not. */
export async function noteFactsAsked(
  db: Queryable,
  scanId: number,
  { points, problem }: { points: number; problem: string | null },
): Promise<void> {
  await db.query('UPDATE scans SET graphql_points = graphql_points + $2, facts_problem = $3 WHERE id = $1', [
    scanId,
    points,
    problem === null ? null : storableText(problem),
  ])
}
