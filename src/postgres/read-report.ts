import type { MaintainerVerdict } from '../domain/pair.ts'
import type { PullState } from '../domain/pull-request.ts'
import type { Queryable } from './pool.ts'
import { closers, groups } from './read-issue-groups.ts'
import { type SetReport, setView } from './read-scan-sets.ts'
import { isoSeconds } from './sql-dates.ts'
import { isRightView } from './verdicts.ts'

/** Of each list so many are named; the rest is counted. */
const mostNamed = 20
const oldestNamed = 10

export interface ReportedSet extends Omit<SetReport, 'edges'> {
  firstSeenAt: string
  /** When it was settled; null: it is not. */
  settledAt: string | null
}

export interface ReportFacts {
  openPulls: number
  /** When the last scan was done; null: never. */
  comparedAt: string | null
  /** First seen in the time, the newest first. */
  fresh: { count: number; sets: ReportedSet[] }
  /** Settled in the time: the pull requests were closed or merged, or they are no set any more. The newest first. */
  resolved: {
    count: number
    sets: { firstSeenAt: string; endedAt: string; members: { number: number; state: PullState }[] }[]
  }
  /** Sets with something to decide: how many, and those of which no maintainer has said anything, the oldest first. */
  open: { count: number; undecided: number; oldest: ReportedSet[] }
  /** Open pull requests whose change the default branch has. */
  landed: {
    count: number
    pulls: { number: number; title: string; url: string | null; sha: string; landedAt: string }[]
  }
  /** Issues that two or more open pull requests close, those of most of them first. */
  groups: {
    count: number
    issues: { number: number; url: string | null; title: string | null; closing: number[] }[]
  }
  /**
   * Verdicts given in the time and standing: how many of each, and how many of those on a pair that had been claimed
   * agreed with the claim.
   */
  judged: {
    verdicts: { verdict: MaintainerVerdict; count: number }[]
    claimed: number
    right: number
    /** Sets of which a maintainer said in the time whom to keep, or put off. */
    kept: number
    putOff: number
  }
}

/**
 * Each set with when it was settled. There is something to decide while two are open, or one that has been merged or
 * has landed elsewhere already; a set that was settled before it was first seen is history that a scan has found, and
 * no news.
 */
const sets = `SELECT s.*, c.open, c.closed_at AS settled_at,
    (c.open >= 2 OR (c.open = 1 AND (s.already_merged IS NOT NULL OR c.landed))) AS live,
    EXISTS (SELECT FROM set_decisions d WHERE d.repository_id = $1 AND d.set_id = s.id)
    OR EXISTS (SELECT FROM verdicts v JOIN duplicate_set_members a ON a.repository_id = $1 AND a.set_id = s.id AND a.number = v.a
      JOIN duplicate_set_members b ON b.repository_id = $1 AND b.set_id = s.id AND b.number = v.b
      WHERE v.repository_id = $1) AS decided
  FROM duplicate_sets s CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE p.state = 'OPEN') AS open, max(CASE p.state WHEN 'MERGED' THEN coalesce(p.merged_at, p.closed_at) WHEN 'CLOSED' THEN p.closed_at END) AS closed_at,
      coalesce(bool_or(p.state = 'OPEN' AND p.landed_sha IS NOT NULL), false) AS landed
    FROM duplicate_set_members m JOIN pull_requests p USING (repository_id, number)
    WHERE m.repository_id = s.repository_id AND m.set_id = s.id) c
  WHERE s.repository_id = $1`

const reportedSet = `${setView(false)} || jsonb_build_object('firstSeenAt', ${isoSeconds('s.first_seen_at')},
  'settledAt', CASE WHEN NOT s.live THEN ${isoSeconds('s.settled_at')} END)`

/** Everything that a report says of a repository, in one statement: the parts are of one moment. */
export async function readReport(db: Queryable, repositoryId: number, since: Date): Promise<ReportFacts> {
  const { rows } = await db.query<{ facts: ReportFacts }>(
    `WITH sets AS (${sets}),
       fresh AS (SELECT * FROM sets WHERE first_seen_at >= $2 AND (live OR settled_at > first_seen_at)),
       undecided AS (SELECT * FROM sets WHERE live AND NOT decided),
       ended AS (
         SELECT first_seen_at, settled_at AS ended_at,
           (SELECT array_agg(number ORDER BY number) FROM duplicate_set_members WHERE repository_id = $1 AND set_id = s.id) AS members
         FROM sets s WHERE NOT live AND settled_at >= $2 AND settled_at > first_seen_at
         UNION ALL SELECT first_seen_at, ended_at, members FROM past_sets WHERE repository_id = $1 AND ended_at >= $2),
       given AS (SELECT verdict, claimed FROM verdicts WHERE repository_id = $1 AND said_at >= $2),
       decisions AS (SELECT waits FROM set_decisions WHERE repository_id = $1 AND said_at >= $2 AND NOT by_words),
       groups AS (SELECT issue, closing FROM ${groups} g),
       landed AS (SELECT number, title, url, landed_sha, landed_at FROM pull_requests
         WHERE repository_id = $1 AND state = 'OPEN' AND landed_sha IS NOT NULL)
     SELECT jsonb_build_object(
       'openPulls', (SELECT count(*) FROM pull_requests WHERE repository_id = $1 AND state = 'OPEN'),
       'comparedAt', (SELECT ${isoSeconds('max(finished_at)')} FROM scans WHERE repository_id = $1 AND state = 'done'),
       'fresh', jsonb_build_object('count', (SELECT count(*) FROM fresh), 'sets', (
         SELECT coalesce(jsonb_agg(${reportedSet} ORDER BY s.first_seen_at DESC, s.id), '[]')
         FROM (SELECT * FROM fresh ORDER BY first_seen_at DESC, id LIMIT ${mostNamed}) s)),
       'resolved', jsonb_build_object('count', (SELECT count(*) FROM ended), 'sets', (
         SELECT coalesce(jsonb_agg(jsonb_build_object('firstSeenAt', ${isoSeconds('e.first_seen_at')},
             'endedAt', ${isoSeconds('e.ended_at')}, 'members', (
               SELECT coalesce(jsonb_agg(jsonb_build_object('number', p.number, 'state', p.state) ORDER BY p.number), '[]')
               FROM pull_requests p WHERE p.repository_id = $1 AND p.number = ANY (e.members)))
           ORDER BY e.ended_at DESC, e.members), '[]')
         FROM (SELECT * FROM ended ORDER BY ended_at DESC, members LIMIT ${mostNamed}) e)),
       'open', jsonb_build_object('count', (SELECT count(*) FROM sets WHERE live),
         'undecided', (SELECT count(*) FROM undecided),
         'oldest', (SELECT coalesce(jsonb_agg(${reportedSet} ORDER BY s.first_seen_at, s.id), '[]')
           FROM (SELECT * FROM undecided ORDER BY first_seen_at, id LIMIT ${oldestNamed}) s)),
       'landed', jsonb_build_object('count', (SELECT count(*) FROM landed), 'pulls', (
         SELECT coalesce(jsonb_agg(jsonb_build_object('number', l.number, 'title', l.title, 'url', l.url, 'sha', l.landed_sha,
             'landedAt', ${isoSeconds('l.landed_at')}) ORDER BY l.landed_at DESC, l.number DESC), '[]')
         FROM (SELECT * FROM landed ORDER BY landed_at DESC, number DESC LIMIT ${mostNamed}) l)),
       'groups', jsonb_build_object('count', (SELECT count(*) FROM groups), 'issues', (
         SELECT coalesce(jsonb_agg(jsonb_build_object('number', g.issue, 'title', i.title,
             'url', (SELECT o.url || '/issues/' || g.issue FROM repositories o WHERE o.id = $1),
             'closing', (SELECT jsonb_agg(c.number ORDER BY c.number) FROM ${closers} c
               JOIN pull_requests p ON p.repository_id = $1 AND p.number = c.number AND p.state = 'OPEN'
               WHERE c.issue = g.issue)) ORDER BY g.closing DESC, g.issue DESC), '[]')
         FROM (SELECT * FROM groups ORDER BY closing DESC, issue DESC LIMIT ${oldestNamed}) g
         LEFT JOIN issues i ON i.repository_id = $1 AND i.number = g.issue)),
       'judged', jsonb_build_object(
         'kept', (SELECT count(*) FROM decisions WHERE NOT waits),
         'putOff', (SELECT count(*) FROM decisions WHERE waits),
         'verdicts', (SELECT coalesce(jsonb_agg(jsonb_build_object('verdict', verdict, 'count', n) ORDER BY verdict), '[]')
           FROM (SELECT verdict, count(*) AS n FROM given GROUP BY verdict) v),
         'claimed', (SELECT count(*) FROM given WHERE claimed IS NOT NULL),
         'right', (SELECT count(*) FROM given WHERE claimed IS NOT NULL AND ${isRightView}))) AS facts`,
    [repositoryId, since],
  )
  return rows[0]!.facts
}
