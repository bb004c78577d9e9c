import type { Edge, Evidence } from '../domain/pair.ts'
import type { ReviewDecision } from '../domain/pull-facts.ts'
import type { PullState } from '../domain/pull-request.ts'
import type { Queryable } from './pool.ts'
import { joinPullFacts } from './pull-facts-view.ts'
import { listedStandingView } from './pull-standing.ts'
import { isoSeconds } from './sql-dates.ts'
import { readFacts, readStoredEdge } from './stored-facts.ts'

/** A duplicate set with its members' facts and its edges. */
export interface SetReport {
  id: string
  category: Edge['category']
  score: number
  original: number
  alreadyMerged: number | null
  /** The pair that says why it is a set; null: it is not known. */
  because: SettingPair | null
  members: SetReportMember[]
  edges: Edge[]
}

/** As much of a set's strongest pair as says why it is one. */
export type SettingPair = Pick<Edge, 'a' | 'b'> & { evidence: Pick<Evidence, 'facts' | 'onlyA' | 'onlyB'> }

export interface SetReportMember {
  number: number
  title: string
  author: string | null
  state: PullState
  draft: boolean
  url: string | null
  headSha: string
  createdAt: string
  /** The commit of the default branch that has the same change already. */
  landed: Landed | null
  authorAssociation: string | null
  labels: string[] | null
  /** What reviewers have decided; null: unknown. */
  review: ReviewDecision | null
  role: 'original' | 'duplicate' | 'merged'
}

export interface Landed {
  sha: string
  committedAt: string
}

/** Where pull request `p` has landed already. */
export const landedView = `CASE WHEN p.landed_sha IS NOT NULL AND p.state = 'OPEN'
  THEN jsonb_build_object('sha', p.landed_sha, 'committedAt', ${isoSeconds('p.landed_at')}) END`

/** The members of set `s` with their pull requests' facts, in order of number. */
const membersView = `(SELECT jsonb_agg(jsonb_build_object('number', p.number, 'title', p.title, 'author', p.author, 'state', p.state,
    'draft', p.draft, 'url', p.url, 'headSha', p.head_sha, 'createdAt', ${isoSeconds('p.created_at')}, 'landed', ${landedView}, 'review', f.review, 'role', m.role) || ${listedStandingView}
    ORDER BY p.number)
  FROM duplicate_set_members m JOIN pull_requests p USING (repository_id, number) ${joinPullFacts}
  WHERE m.repository_id = s.repository_id AND m.set_id = s.id)`

/** An edge `e`, to be read by `readStoredEdge`. */
export const edgeView = `jsonb_build_object('a', e.a, 'b', e.b, 'category', e.category, 'relation', e.relation,
  'score', e.score, 'signals', e.signals, 'evidence', e.evidence)
  || CASE WHEN e.verdict IS NULL THEN '{}' ELSE jsonb_build_object('verdict', e.verdict, 'claimed', e.claimed) END`

const edgesView = `(SELECT coalesce(jsonb_agg(${edgeView} ORDER BY e.a, e.b), '[]')
  FROM edges e
  JOIN duplicate_set_members a ON a.repository_id = e.repository_id AND a.set_id = s.id AND a.number = e.a
  JOIN duplicate_set_members b ON b.repository_id = e.repository_id AND b.set_id = s.id AND b.number = e.b
  WHERE e.repository_id = s.repository_id)`

const becauseView = `(SELECT jsonb_build_object('a', e.a, 'b', e.b, 'evidence', jsonb_build_object('facts', e.evidence -> 'facts',
    'onlyA', e.evidence -> 'onlyA', 'onlyB', e.evidence -> 'onlyB'))
  FROM edges e WHERE e.repository_id = s.repository_id AND e.a = s.strongest_a AND e.b = s.strongest_b)`

/**
 * A set `s`, with or without its edges (lists leave them out: evidence comes to kilobytes); to be read by
 * `readStoredSet`.
 */
export function setView(edges: boolean): string {
  return `jsonb_build_object('id', s.id, 'category', s.category, 'score', s.score, 'original', s.original,
    'alreadyMerged', s.already_merged, 'because', ${becauseView}, 'members', ${membersView}${edges ? `, 'edges', ${edgesView}` : ''})`
}

/** A set as `setView` gives it, with those of its facts that this version knows. */
export function readStoredSet<Stored extends Pick<SetReport, 'because'> & { edges?: Edge[] }>(
  set: Stored,
): Stored {
  const { because, edges } = set
  return {
    ...set,
    because: because && {
      ...because,
      evidence: { ...because.evidence, facts: readFacts(because.evidence.facts) },
    },
    ...(edges === undefined ? {} : { edges: edges.map(readStoredEdge) }),
  }
}

/**
 * Every set that has a member which this scan listed, the surest first; every set where that is forgotten
 * (scan-pulls.ts).
 */
export async function readScanSets(
  db: Queryable,
  repositoryId: number,
  scanId: number,
): Promise<SetReport[]> {
  const { rows } = await db.query<{ set: SetReport }>(
    `SELECT ${setView(true)} AS set FROM duplicate_sets s
     WHERE s.repository_id = $1
       AND ((SELECT pulls_forgotten FROM scans WHERE id = $2)
         OR EXISTS (SELECT 1 FROM duplicate_set_members m JOIN scan_pulls l ON l.scan_id = $2 AND l.number = m.number
                   WHERE m.repository_id = s.repository_id AND m.set_id = s.id))
     ORDER BY s.score DESC, s.id`,
    [repositoryId, scanId],
  )
  return rows.map((row) => readStoredSet(row.set))
}
