import type { PullFacts } from '../domain/pull-facts.ts'
import type { Queryable } from './pool.ts'
import { joinPullFacts, pullFactsView } from './pull-facts-view.ts'
import { type PullView, pullView } from './read-pulls.ts'
import { isoSeconds } from './sql-dates.ts'

/** Pull requests that are shown of a group in a list. */
const mostListed = 20
/** Rows of a group's table, and of what stands apart from it; the rest is counted. */
const mostMembers = 100
/** All but this share of a change is in the other one. */
const wholly = 0.95
const mostContaining = 5

/**
 * Who closes which issue, by their own words or by GitHub's. A commit that several open pull requests carry speaks for
 * the first of them alone, and for those of the very same head: the others are stacked on it, or were branched from
 * where it stood.
 */
export const closers = `(SELECT l.issue, l.number FROM issue_links l
    JOIN pull_requests h ON h.repository_id = $1 AND h.number = l.number
    WHERE l.repository_id = $1 AND l.closes AND (l.commit_sha IS NULL OR h.head_sha = coalesce(
      (SELECT p.head_sha FROM issue_links o JOIN pull_requests p ON p.repository_id = $1 AND p.number = o.number AND p.state = 'OPEN'
       WHERE o.repository_id = $1 AND o.issue = l.issue AND o.commit_sha = l.commit_sha ORDER BY o.number LIMIT 1), h.head_sha))
  UNION SELECT i.issue, f.number FROM pull_facts f, unnest(f.closing_issues) AS i (issue) WHERE f.repository_id = $1)`

/** What is a pull request itself is no issue, though it may be named like one. */
const isIssue = (issue: string) =>
  `NOT EXISTS (SELECT FROM pull_requests q WHERE q.repository_id = $1 AND q.number = ${issue})`

/** Issues that two or more open pull requests close: `issue`, how many these are (`closing`) and which (`numbers`). */
export const groups = `(SELECT c.issue, count(*) AS closing, array_agg(c.number ORDER BY c.number) AS numbers FROM ${closers} c
  JOIN pull_requests p ON p.repository_id = $1 AND p.number = c.number AND p.state = 'OPEN'
  WHERE ${isIssue('c.issue')} GROUP BY c.issue HAVING count(*) >= 2)`

/** An issue as far as it is known. */
export interface IssueView {
  number: number
  /** Its page; null where the repository has none. */
  url: string | null
  /** Null: unknown, unless GitHub has said it along with the facts of a pull request. */
  title: string | null
  state: 'OPEN' | 'CLOSED' | null
}

export interface IssueGroupSummary extends IssueView {
  /** Open pull requests that say they close it. */
  closing: number
  /** Open ones that only mention it. */
  mentioning: number
  /** The first 20 of those that close it, in order of number. */
  pulls: PullView[]
}

/** Issue `g.issue` as far as it is known. */
const issueView = `jsonb_build_object('number', g.issue,
  'url', (SELECT o.url || '/issues/' || g.issue FROM repositories o WHERE o.id = $1), 'title', i.title, 'state', i.state)`
const joinIssue = 'LEFT JOIN issues i ON i.repository_id = $1 AND i.number = g.issue'

/** Open pull requests that name issue `g.issue` and do not close it: all but those of which `closes` is true. */
const mentioners = (closes: string) => `(SELECT l.number FROM issue_links l
  JOIN pull_requests p ON p.repository_id = $1 AND p.number = l.number AND p.state = 'OPEN'
  WHERE l.repository_id = $1 AND l.issue = g.issue
    AND NOT ${closes})`

/** A page of the issues that two or more open pull requests close, those of most of them first, then the newest. */
export async function readIssueGroups(
  db: Queryable,
  repositoryId: number,
  { after, limit }: { after: { key: number; issue: number } | null; limit: number },
): Promise<IssueGroupSummary[]> {
  const { rows } = await db.query<{ group: IssueGroupSummary }>(
    `SELECT ${issueView} || jsonb_build_object('closing', g.closing,
         'mentioning', (SELECT count(*) FROM ${mentioners('l.number = ANY (g.numbers)')} m),
         'pulls', (SELECT jsonb_agg(${pullView} ORDER BY p.number) FROM pull_requests p
           WHERE p.repository_id = $1 AND p.number = ANY (g.numbers[1:${mostListed}]))) AS group
     FROM ${groups} g ${joinIssue}
     WHERE $2::integer IS NULL OR g.closing < $2 OR (g.closing = $2 AND g.issue < $3)
     ORDER BY g.closing DESC, g.issue DESC LIMIT $4`,
    [repositoryId, after?.key ?? null, after?.issue ?? null, limit],
  )
  return rows.map(({ group }) => group)
}

/** A row of the keeper table without its size: what is unknown is null. */
export interface GroupMember extends PullView, PullFacts {
  baseRef: string | null
  /** When the last of its commits was made, as far as its commits say; null when none is known. */
  lastCommitAt: string | null
  /** Pull requests that have all but a twentieth of its production change, the fullest first; null: it was not read. */
  containedIn: { number: number; share: number }[] | null
  /** The duplicate set that it stands in. */
  set: string | null
}

export interface IssueGroup extends IssueView {
  closing: number
  /** Open pull requests that close it, in order of number: the first 100. */
  members: GroupMember[]
  /**
   * Open ones that only mention it, and those that closed it or would have and are not open any more: the first 100 of
   * each.
   */
  mentions: PullView[]
  ended: PullView[]
}

const containedView = `(SELECT jsonb_agg(jsonb_build_object('number', c.number, 'share', c.share) ORDER BY c.share DESC, c.number)
  FROM (
    SELECT CASE WHEN e.a = p.number THEN e.b ELSE e.a END AS number,
      (e.evidence #>> CASE WHEN e.a = p.number THEN '{containment,aInB}'::text[] ELSE '{containment,bInA}' END)::float8 AS share
    FROM edges e WHERE e.repository_id = $1 AND (e.a = p.number OR e.b = p.number)
    ORDER BY share DESC NULLS LAST, number LIMIT ${mostContaining}
  ) c WHERE c.share >= ${wholly})`

/** The newest date among the commits of the present head; what GitHub says of its last commit goes before. */
const lastCommitView = `coalesce(${isoSeconds('f.committed_at')},
  (SELECT max(c ->> 'authoredAt') FROM jsonb_array_elements(r.commits) c))`

/** One issue with the pull requests that close it, or null where no open one does or it is a pull request itself. */
export async function readIssueGroup(
  db: Queryable,
  repositoryId: number,
  issue: number,
): Promise<IssueGroup | null> {
  const { rows } = await db.query<{ group: IssueGroup }>(
    `WITH g AS (SELECT $2::integer AS issue), closing AS (SELECT number FROM ${closers} c WHERE c.issue = $2)
     SELECT ${issueView} || jsonb_build_object(
       'closing', (SELECT count(*) FROM closing c JOIN pull_requests p ON p.repository_id = $1 AND p.number = c.number AND p.state = 'OPEN'),
       'members', (SELECT coalesce(jsonb_agg(v.member ORDER BY v.number), '[]') FROM (
         SELECT p.number, ${pullView} || ${pullFactsView} || jsonb_build_object('baseRef', p.base_ref,
             'lastCommitAt', ${lastCommitView},
             'containedIn', CASE WHEN r.head_sha IS NOT NULL THEN coalesce(${containedView}, '[]') END,
             'set', (SELECT min(m.set_id) FROM duplicate_set_members m WHERE m.repository_id = $1 AND m.number = p.number)) AS member
         FROM closing c JOIN pull_requests p ON p.repository_id = $1 AND p.number = c.number AND p.state = 'OPEN'
         ${joinPullFacts}
         LEFT JOIN LATERAL (SELECT head_sha, commits FROM revisions r WHERE r.repository_id = $1 AND r.number = p.number
           AND r.head_sha = p.head_sha ORDER BY algorithm_version DESC LIMIT 1) r ON true
         ORDER BY p.number LIMIT ${mostMembers}) v),
       'mentions', (SELECT coalesce(jsonb_agg(v.pull ORDER BY v.number), '[]') FROM (
         SELECT p.number, ${pullView} AS pull FROM ${mentioners('EXISTS (SELECT FROM closing c WHERE c.number = l.number)')} m
         JOIN pull_requests p ON p.repository_id = $1 AND p.number = m.number ORDER BY p.number LIMIT ${mostMembers}) v),
       'ended', (SELECT coalesce(jsonb_agg(v.pull ORDER BY v.number DESC), '[]') FROM (
         SELECT p.number, ${pullView} AS pull FROM closing c
         JOIN pull_requests p ON p.repository_id = $1 AND p.number = c.number AND p.state <> 'OPEN'
         ORDER BY p.number DESC LIMIT ${mostMembers}) v)) AS group
     FROM g ${joinIssue} WHERE ${isIssue('g.issue')}`,
    [repositoryId, issue],
  )
  const group = rows[0]?.group
  return group === undefined || group.closing === 0 ? null : group
}

/** The groups that open ones of these pull requests stand in, those of most of them first. */
export async function readGroupsOf(
  db: Queryable,
  repositoryId: number,
  numbers: readonly number[],
): Promise<{ number: number; closing: number }[]> {
  const { rows } = await db.query<{ number: number; closing: number }>(
    `SELECT g.issue AS number, g.closing FROM ${groups} g
     WHERE g.numbers && $2::integer[]
     ORDER BY g.closing DESC, g.issue DESC LIMIT ${mostListed}`,
    [repositoryId, numbers],
  )
  return rows
}
