import type { Category, Edge } from '../domain/pair.ts'
import type { PullState } from '../domain/pull-request.ts'
import type { PullStanding } from '../domain/pull-standing.ts'
import type { Queryable } from './pool.ts'
import { listedStandingView, standingView } from './pull-standing.ts'
import { edgeView, type Landed, landedView } from './read-scan-sets.ts'
import { isoSeconds, likeContains } from './sql-dates.ts'
import { readStoredEdge } from './stored-facts.ts'

/** What lists show of a pull request's standing; null is unknown, never "no". */
export type ListedStanding = Pick<PullStanding, 'authorAssociation' | 'labels'>

export interface PullView extends ListedStanding {
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
}

/** The strongest suggestion about a pull request. */
export interface TopSuggestion {
  number: number
  category: Category
  relation: Edge['relation']
  score: number
}

export const pullSorts = ['newest', 'score'] as const
export type PullSort = (typeof pullSorts)[number]

export const pullKinds = ['merged'] as const
export type PullKind = (typeof pullKinds)[number]

export interface PullFilter {
  minScore: number
  category: Category | null
  state: PullState | 'ALL'
  q: string | null
  /** What may be decided at once: its change has landed already, or is merged as another one of its duplicate set. */
  is: PullKind | null
}

export const pullView = `jsonb_build_object('number', p.number, 'title', p.title, 'author', p.author, 'state', p.state,
  'draft', p.draft, 'url', p.url, 'headSha', p.head_sha, 'createdAt', ${isoSeconds('p.created_at')}, 'landed', ${landedView}) || ${listedStandingView}`

/** The best pair of pull request `p`: duplicates before what is alike in another way, then by score. */
const topView = `(SELECT jsonb_build_object('number', CASE WHEN e.a = p.number THEN e.b ELSE e.a END,
    'category', e.category, 'relation', e.relation, 'score', e.score)
  FROM edges e WHERE e.repository_id = p.repository_id AND (e.a = p.number OR e.b = p.number)
  ORDER BY (e.relation IS NULL) DESC, e.score DESC, e.a, e.b LIMIT 1)`

/**
 * The best pair of every pull request at once: where the order asks for all of them, one pass over the pairs costs less
 * than as many looks at an index.
 */
const everyTop = `(SELECT o.number, jsonb_build_object('number', o.other, 'category', o.category, 'relation', o.relation, 'score', o.score) AS top
  FROM (SELECT DISTINCT ON (e.number) e.number, e.other, e.category, e.relation, e.score
    FROM (SELECT a AS number, b AS other, a, b, category, relation, score FROM edges WHERE repository_id = $1
      UNION ALL SELECT b, a, a, b, category, relation, score FROM edges WHERE repository_id = $1) e
    ORDER BY e.number, (e.relation IS NULL) DESC, e.score DESC, e.a, e.b OFFSET 0) o)`

/** What a pull request is listed under: a pair that is stacked, a follow-up and the like is alike, but no duplicate. */
const listedCategory = `CASE WHEN t.top ->> 'relation' IS NULL THEN t.top ->> 'category'
  WHEN t.top IS NOT NULL THEN 'RELATED' END`

const kindConditions: Record<PullKind, string> = {
  merged: `p.state <> 'MERGED' AND ((p.state = 'OPEN' AND p.landed_sha IS NOT NULL)
    OR EXISTS (SELECT FROM duplicate_set_members m JOIN duplicate_sets s ON s.repository_id = m.repository_id AND s.id = m.set_id
      WHERE m.repository_id = p.repository_id AND m.number = p.number AND s.already_merged IS NOT NULL))`,
}

/** Whether the present change of `p` touches a path like $5. */
const changesPath = `EXISTS (SELECT FROM revisions r, jsonb_array_elements(r.outcomes) f
  WHERE r.repository_id = p.repository_id AND r.number = p.number AND r.head_sha = p.head_sha AND f ->> 'path' ILIKE $5)`

/**
 * What the queue is ordered by, as a number, and how: by an index where there is one. The number of the pull request
 * settles ties.
 */
const sorts: Record<PullSort, { key: string; isAfter: string; order: string }> = {
  newest: { key: 'p.number::double precision', isAfter: 'p.number < $8', order: 'p.number DESC' },
  score: {
    key: `coalesce((t.top ->> 'score')::double precision, -1)`,
    isAfter: '(k.key < $7 OR (k.key = $7 AND p.number < $8))',
    order: 'k.key DESC, p.number DESC',
  },
}

/** One page of the review queue, each with the key to go on from. */
export async function readPullQueue(
  db: Queryable,
  repositoryId: number,
  { minScore, category, state, q, is }: PullFilter,
  { sort, after, limit }: { sort: PullSort; after: { key: number; number: number } | null; limit: number },
): Promise<(PullView & { top: TopSuggestion | null; key: number })[]> {
  const { key, isAfter, order } = sorts[sort]
  const joinTop =
    sort === 'score'
      ? `LEFT JOIN ${everyTop} t ON t.number = p.number`
      : `CROSS JOIN LATERAL (SELECT ${topView} AS top OFFSET 0) t`
  const { rows } = await db.query<{ pull: PullView; top: TopSuggestion | null; key: number }>(
    // OFFSET 0 keeps the planner from finding the best pair once for each place that it is named in.
    `SELECT ${pullView} AS pull, t.top, k.key
     FROM pull_requests p ${joinTop} CROSS JOIN LATERAL (SELECT ${key} AS key) k
     WHERE p.repository_id = $1 AND ($2 = 'ALL' OR p.state = $2)
       AND ($3::double precision <= 0 OR (t.top ->> 'score')::double precision >= $3)
       AND ($4::text IS NULL OR ${listedCategory} = $4)
       AND (${is === null ? 'true' : kindConditions[is]})
       AND ($5::text IS NULL OR p.title ILIKE $5 OR p.author ILIKE $5 OR p.number::text = $6 OR ${changesPath})
       AND ($7::double precision IS NULL OR $8::integer IS NULL OR ${isAfter})
     ORDER BY ${order} LIMIT $9`,
    [
      repositoryId,
      state,
      minScore,
      category,
      q === null ? null : likeContains(q),
      q === null ? null : q.replace(/^#/, ''),
      after?.key ?? null,
      after?.number ?? null,
      limit,
    ],
  )
  return rows.map(({ pull, top, key }) => ({ ...pull, top, key }))
}

export interface PullDetail extends PullView, PullStanding {
  body: string
  baseRef: string | null
  /** When this service first saw its present head: shown beside the date of opening, decides nothing. */
  headFirstSeenAt: string
  /** Whether its current head has been analysed, and why not wholly. */
  analysis: {
    headSha: string
    baseSha: string | null
    degraded: string | null
    analyzedAt: string
    /** When the author says the first of its commits was written; null when it has none. */
    firstCommitAt: string | null
  } | null
}

/** One pull request with its text and the state of its analysis, or null. */
export async function readPull(
  db: Queryable,
  repositoryId: number,
  number: number,
): Promise<PullDetail | null> {
  const { rows } = await db.query<{
    pull: PullView & PullStanding
    body: string
    baseRef: string | null
    headFirstSeenAt: string
    analysis: PullDetail['analysis']
  }>(
    `SELECT ${pullView} || ${standingView} AS pull, p.body, p.base_ref AS "baseRef", ${isoSeconds('p.head_first_seen_at')} AS "headFirstSeenAt",
       (SELECT jsonb_build_object('headSha', r.head_sha, 'baseSha', r.base_sha, 'degraded', r.degraded,
            'analyzedAt', ${isoSeconds('r.analyzed_at')},
            'firstCommitAt', (SELECT min(c ->> 'authoredAt') FROM jsonb_array_elements(r.commits) c))
        FROM revisions r WHERE r.repository_id = p.repository_id AND r.number = p.number AND r.head_sha = p.head_sha
        ORDER BY r.algorithm_version DESC LIMIT 1) AS analysis
     FROM pull_requests p WHERE p.repository_id = $1 AND p.number = $2`,
    [repositoryId, number],
  )
  if (rows[0] === undefined) return null
  const { pull, ...facts } = rows[0]
  return { ...pull, ...facts }
}

/** The heads that were read of a pull request, the last one first. */
export async function readHeads(
  db: Queryable,
  repositoryId: number,
  number: number,
): Promise<{ headSha: string; analyzedAt: string }[]> {
  const { rows } = await db.query<{ headSha: string; analyzedAt: string }>(
    `SELECT head_sha AS "headSha", ${isoSeconds('min(analyzed_at)')} AS "analyzedAt" FROM revisions
     WHERE repository_id = $1 AND number = $2 GROUP BY head_sha ORDER BY min(analyzed_at) DESC, head_sha LIMIT 100`,
    [repositoryId, number],
  )
  return rows
}

/** The pull requests of these numbers, as lists show them, in order of number. */
export async function readPullViews(
  db: Queryable,
  repositoryId: number,
  numbers: readonly number[],
): Promise<PullView[]> {
  const { rows } = await db.query<{ pull: PullView }>(
    `SELECT ${pullView} AS pull FROM pull_requests p WHERE p.repository_id = $1 AND p.number = ANY ($2) ORDER BY p.number`,
    [repositoryId, numbers],
  )
  return rows.map(({ pull }) => pull)
}

/** What one pull request was found to be like, the strongest first. */
export async function readCandidates(
  db: Queryable,
  repositoryId: number,
  number: number,
  { after, limit }: { after: { key: number; number: number } | null; limit: number },
): Promise<{ pull: PullView; edge: Edge }[]> {
  const { rows } = await db.query<{ pull: PullView; edge: Edge }>(
    `SELECT ${pullView} AS pull, ${edgeView} AS edge
     FROM edges e JOIN pull_requests p
       ON p.repository_id = e.repository_id AND p.number = CASE WHEN e.a = $2 THEN e.b ELSE e.a END
     WHERE e.repository_id = $1 AND (e.a = $2 OR e.b = $2)
       AND ($3::double precision IS NULL OR e.score < $3 OR (e.score = $3 AND p.number > $4))
     ORDER BY e.score DESC, p.number LIMIT $5`,
    [repositoryId, number, after?.key ?? null, after?.number ?? null, limit],
  )
  return rows.map(({ pull, edge }) => ({ pull, edge: readStoredEdge(edge) }))
}
