import type { Category } from '../domain/pair.ts'
import type { PullState } from '../domain/pull-request.ts'
import { type DecisionState, decisionStates, type SetDecision } from '../domain/set-decision.ts'
import { askByName } from './kept-plan.ts'
import type { Queryable } from './pool.ts'
import { readStoredSet, type SetReport, setView } from './read-scan-sets.ts'
import { decisionView, standingJoins } from './set-decisions.ts'
import { isoSeconds, likeContains } from './sql-dates.ts'

export const setSorts = ['score', 'newest', 'size'] as const
export type SetSort = (typeof setSorts)[number]

export const setKinds = ['merged', 'contained'] as const
export type SetKind = (typeof setKinds)[number]

export interface SetFilter {
  minScore: number
  category: Category | null
  /** Sets with at least one member in this state. */
  state: PullState | 'ALL'
  /** A number, or a part of a member's title or author, or of a path that a pair shares. */
  q: string | null
  /** What may be decided at once: one is merged or has landed already; or all of one is in another, which has more. */
  is: SetKind | null
  /** Where they stand in the queue. */
  decision: DecisionState | null
}

export type DecidedSet = SetReport & { decision: SetDecision }

/** What sets are ordered by, by an index where there is one; then by id. */
const sortColumns: Record<SetSort, string> = { score: 's.score', newest: 's.first_seen_at', size: 'k.key' }

/** The same as a number, which never changes while nothing is compared anew: what one page tells the next. */
const sortKeys: Record<SetSort, string> = {
  score: 's.score',
  newest: 'extract(epoch FROM s.first_seen_at)::double precision',
  size: `(SELECT count(*) FROM duplicate_set_members m WHERE m.repository_id = s.repository_id AND m.set_id = s.id)::double precision`,
}

/** A condition by itself, not one half of an OR, for which the planner would read the members of all sets. */
const hasState = `EXISTS (SELECT 1 FROM duplicate_set_members m JOIN pull_requests p USING (repository_id, number)
  WHERE m.repository_id = s.repository_id AND m.set_id = s.id AND p.state = $3)`

const isState = ({ state }: SetFilter) => (state === 'ALL' ? `$3 = 'ALL'` : hasState)

/** But for the state. */
const isFound = `s.repository_id = $1 AND s.score >= $2 AND ($4::text IS NULL
    OR EXISTS (SELECT 1 FROM duplicate_set_members m JOIN pull_requests p USING (repository_id, number)
      WHERE m.repository_id = s.repository_id AND m.set_id = s.id
        AND (p.title ILIKE $4 OR p.author ILIKE $4 OR p.number::text = $5))
    OR EXISTS (SELECT 1 FROM edges e
      JOIN duplicate_set_members a ON a.repository_id = e.repository_id AND a.set_id = s.id AND a.number = e.a
      JOIN duplicate_set_members b ON b.repository_id = e.repository_id AND b.set_id = s.id AND b.number = e.b
      WHERE e.repository_id = s.repository_id AND (e.evidence -> 'sharedProductionPaths')::text ILIKE $4))`

const matches = (filter: SetFilter) => `${isFound} AND ${isState(filter)}`

const kindConditions: Record<SetKind, string> = {
  merged: `(s.already_merged IS NOT NULL OR EXISTS (SELECT 1 FROM duplicate_set_members m
    JOIN pull_requests p USING (repository_id, number)
    WHERE m.repository_id = s.repository_id AND m.set_id = s.id AND p.state = 'OPEN' AND p.landed_sha IS NOT NULL))`,
  contained: `EXISTS (SELECT 1 FROM edges e
    JOIN duplicate_set_members a ON a.repository_id = e.repository_id AND a.set_id = s.id AND a.number = e.a
    JOIN duplicate_set_members b ON b.repository_id = e.repository_id AND b.set_id = s.id AND b.number = e.b
    WHERE e.repository_id = s.repository_id AND e.contained)`,
}
const isKind = (kind: SetKind | null) => (kind === null ? 'true' : kindConditions[kind])

const filterValues = (repositoryId: number, { minScore, state, q }: SetFilter) => [
  repositoryId,
  minScore,
  state,
  q === null ? null : likeContains(q),
  q === null ? null : q.replace(/^#/, ''),
]
const isDecision = (decision: DecisionState) => `st.state = '${decision}'`

/** One page of sets in the order asked for, each with the key to go on from. */
export async function readDuplicateSets(
  db: Queryable,
  repositoryId: number,
  filter: SetFilter,
  { sort, after, limit }: { sort: SetSort; after: { key: number; id: string } | null; limit: number },
): Promise<(DecidedSet & { key: number })[]> {
  const column = sortColumns[sort]
  // A double holds the microseconds of our time, and this rounds to them.
  const from = sort === 'newest' ? 'to_timestamp($7)' : '$7'
  const isListed = `${matches(filter)} AND ${isKind(filter.is)} AND ($6::text IS NULL OR s.category = $6)
    AND ($7::double precision IS NULL OR ${column} < ${from} OR (${column} = ${from} AND s.id > $8))`
  // Where each stands is looked up of those on the page alone, unless it says which these are: then of all, and once.
  // OFFSET 0 has a key counted once.
  const text =
    filter.decision === null
      ? `SELECT ${setView(false)} || jsonb_build_object('decision', ${decisionView}) AS set, s.key
         FROM (
           SELECT s.*, k.key FROM duplicate_sets s CROSS JOIN LATERAL (SELECT ${sortKeys[sort]} AS key OFFSET 0) k
           WHERE ${isListed} ORDER BY ${column} DESC, s.id LIMIT $9) s ${standingJoins}
         ORDER BY s.key DESC, s.id`
      : `SELECT ${setView(false)} || jsonb_build_object('decision', s.decision) AS set, s.key
         FROM (
           SELECT s.*, k.key, ${decisionView} AS decision FROM duplicate_sets s ${standingJoins}
             CROSS JOIN LATERAL (SELECT ${sortKeys[sort]} AS key OFFSET 0) k
           WHERE ${isListed} AND ${isDecision(filter.decision)} ORDER BY ${column} DESC, s.id LIMIT $9) s
         ORDER BY s.key DESC, s.id`
  const values = [
    ...filterValues(repositoryId, filter),
    filter.category,
    after?.key ?? null,
    after?.id ?? null,
    limit,
  ]
  // What the tabs of the queue ask for; narrowed otherwise, it is asked for now and then.
  const isUsual = sort === 'score' && filter.is === null && filter.state === 'ALL'
  type Row = { set: DecidedSet; key: number }
  const { rows } = isUsual ? await askByName<Row>(db, text, values) : await db.query<Row>(text, values)
  return rows.map(({ set, key }) => ({ ...readStoredSet(set), key }))
}

/** The sets that were found last, the newest first. */
export async function readNewestSets(
  db: Queryable,
  repositoryId: number,
  limit: number,
): Promise<(SetReport & { firstSeenAt: string })[]> {
  const { rows } = await db.query<{ set: SetReport; firstSeenAt: string }>(
    `SELECT ${setView(false)} AS set, ${isoSeconds('s.first_seen_at')} AS "firstSeenAt"
     FROM duplicate_sets s WHERE s.repository_id = $1 ORDER BY s.first_seen_at DESC, s.id LIMIT $2`,
    [repositoryId, limit],
  )
  return rows.map(({ set, firstSeenAt }) => ({ ...readStoredSet(set), firstSeenAt }))
}

export interface SetCounts {
  /**
   * How many sets each further choice would leave: each category under the kind that is chosen, each kind under the
   * category that is chosen, and all (`ALL`) under neither.
   */
  counts: Record<Category | SetKind | 'ALL', number>
  /**
   * How many stand where in the queue, as they are narrowed otherwise. One of which nothing is open is counted as
   * closed where open ones are asked for, too: in the other parts each set has an open member.
   */
  decisions: Record<DecisionState, number>
}

/** Looks once at every set of the repository that has the word. */
export async function countSets(db: Queryable, repositoryId: number, filter: SetFilter): Promise<SetCounts> {
  const { rows } = await askByName<
    { decision: DecisionState; category: Category; isState: boolean; count: number } & Record<
      SetKind,
      boolean
    >
  >(
    db,
    // OFFSET 0 has each set looked at once, not for each column that is grouped by.
    `SELECT st.state AS decision, s.category, k.*, count(*) AS count FROM duplicate_sets s ${standingJoins}
       CROSS JOIN LATERAL (SELECT ${isState(filter)} AS "isState", s.already_merged IS NOT NULL OR f.landed AS merged,
         ${kindConditions.contained} AS contained OFFSET 0) k
     WHERE ${isFound} GROUP BY st.state, s.category, k."isState", k.merged, k.contained`,
    filterValues(repositoryId, filter),
  )
  const isOf = (kind: SetKind | null, row: Record<SetKind, boolean>) => kind === null || row[kind]
  const isCategory = (row: { category: Category }) => (filter.category ?? row.category) === row.category
  const sum = (some: typeof rows) => some.reduce((total, { count }) => total + count, 0)
  const listed = rows.filter((row) => row.isState && (filter.decision ?? row.decision) === row.decision)
  const inCategory = listed.filter(isCategory)
  const queued = rows.filter(
    (row) => (row.isState || filter.state === 'OPEN') && isOf(filter.is, row) && isCategory(row),
  )
  const ofCategory = (category: Category) =>
    sum(listed.filter((row) => row.category === category && isOf(filter.is, row)))
  return {
    counts: {
      merged: sum(inCategory.filter(({ merged }) => merged)),
      contained: sum(inCategory.filter(({ contained }) => contained)),
      ALL: sum(listed),
      SAME_CHANGE: ofCategory('SAME_CHANGE'),
      SAME_FEATURE: ofCategory('SAME_FEATURE'),
      COMPETING_IMPLEMENTATION: ofCategory('COMPETING_IMPLEMENTATION'),
      RELATED: ofCategory('RELATED'),
    },
    decisions: Object.fromEntries(
      decisionStates.map((state) => [state, sum(queued.filter(({ decision }) => decision === state))]),
    ) as Record<DecisionState, number>,
  }
}

/** The ids of the sets that have one of these members. */
export async function findSetsOf(
  db: Queryable,
  repositoryId: number,
  numbers: readonly number[],
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT DISTINCT set_id AS id FROM duplicate_set_members WHERE repository_id = $1 AND number = ANY ($2)`,
    [repositoryId, numbers],
  )
  return rows.map(({ id }) => id)
}

/** One set with its edges, or null. */
export async function readDuplicateSet(
  db: Queryable,
  repositoryId: number,
  id: string,
): Promise<DecidedSet | null> {
  const { rows } = await askByName<{ set: DecidedSet }>(
    db,
    `SELECT ${setView(true)} || jsonb_build_object('decision', ${decisionView}) AS set
     FROM duplicate_sets s ${standingJoins} WHERE s.repository_id = $1 AND s.id = $2`,
    [repositoryId, id],
  )
  return rows[0] === undefined ? null : readStoredSet(rows[0].set)
}
