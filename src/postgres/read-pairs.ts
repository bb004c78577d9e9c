import type { Edge } from '../domain/pair.ts'
import type { SetMember } from '../triage/index.ts'
import type { Queryable } from './pool.ts'
import { edgeView } from './read-scan-sets.ts'
import { isoMilliseconds } from './sql-dates.ts'
import { storableJson } from './storable.ts'
import { readStoredEdge } from './stored-facts.ts'

/** What the last comparison says of two pull requests, in any order; null when it found nothing worth showing. */
export async function readEdge(
  db: Queryable,
  repositoryId: number,
  one: number,
  other: number,
): Promise<Edge | null> {
  const { rows } = await db.query<{ edge: Edge }>(
    `SELECT ${edgeView} AS edge FROM edges e WHERE e.repository_id = $1 AND e.a = $2 AND e.b = $3`,
    [repositoryId, Math.min(one, other), Math.max(one, other)],
  )
  return rows[0] === undefined ? null : readStoredEdge(rows[0].edge)
}

/** Every pair of a repository, in order of number, its evidence cut to what sets are made by and verdicts change. */
export async function readEdges(db: Queryable, repositoryId: number): Promise<Edge[]> {
  const { rows } = await db.query<Omit<Edge, 'verdict'> & { verdict: NonNullable<Edge['verdict']> | null }>(
    `SELECT a, b, category, relation, score, '{}'::jsonb AS signals,
       jsonb_strip_nulls(jsonb_build_object('containment', evidence -> 'containment', 'closedByBoth', evidence -> 'closedByBoth',
         'ownVerdicts', evidence -> 'ownVerdicts')) AS evidence, verdict, claimed
     FROM edges WHERE repository_id = $1 ORDER BY a, b`,
    [repositoryId],
  )
  return rows.map(({ verdict, claimed, ...edge }) =>
    verdict === null ? edge : { ...edge, verdict, claimed },
  )
}

/** What sets are derived from besides edges. */
export async function readEdgeMembers(
  db: Queryable,
  repositoryId: number,
  edges: readonly Edge[],
): Promise<Map<number, SetMember>> {
  const { rows } = await db.query(
    `SELECT number, state, ${isoMilliseconds('created_at')} AS "createdAt", created_at_guessed AS "createdAtGuessed" FROM pull_requests
     WHERE repository_id = $1 AND number = ANY ($2)`,
    [repositoryId, [...new Set(edges.flatMap(({ a, b }) => [a, b]))]],
  )
  return new Map(rows.map((row) => [row.number, row]))
}

/** Edges in one statement: evidence comes to a few kilobytes each. */
const edgesPerStatement = 200

/**
 * Writes the edges that a verdict has changed, made or unmade; `stored` is how they stand, as `readEdges` gives them.
 * Of the evidence of one that is there already nothing changes but what verdicts say: what was read of it is a part.
 */
export async function replaceVerdictsOfEdges(
  db: Queryable,
  repositoryId: number,
  stored: readonly Edge[],
  edges: readonly Edge[],
): Promise<void> {
  const key = ({ a, b }: Edge) => `${a}-${b}`
  const state = ({ category, relation, score, verdict, claimed, evidence }: Edge) =>
    JSON.stringify([
      category,
      relation,
      score,
      verdict ?? null,
      claimed ?? null,
      evidence.ownVerdicts ?? null,
    ])
  const before = new Map(stored.map((edge) => [key(edge), edge]))
  const after = new Set(edges.map(key))
  const gone = stored.filter((edge) => !after.has(key(edge)))
  await db.query(
    `DELETE FROM edges e USING jsonb_to_recordset($2::jsonb) AS g ("a" integer, "b" integer)
     WHERE e.repository_id = $1 AND e.a = g."a" AND e.b = g."b"`,
    [repositoryId, storableJson(gone.map(({ a, b }) => ({ a, b })))],
  )
  const changed = edges.filter((edge) => {
    const known = before.get(key(edge))
    return known === undefined || state(known) !== state(edge)
  })
  for (let from = 0; from < changed.length; from += edgesPerStatement)
    await db.query(
      `INSERT INTO edges (repository_id, a, b, a_head_sha, b_head_sha, category, relation, score, signals, evidence, verdict, claimed)
       SELECT $1, e."a", e."b", x.head_sha, y.head_sha, e."category", e."relation", e."score", '{}', e."evidence", e."verdict",
         nullif(e."claimed", 'null')
       FROM jsonb_to_recordset($2::jsonb) AS e ("a" integer, "b" integer, "category" text, "relation" text,
         "score" double precision, "evidence" jsonb, "verdict" text, "claimed" jsonb)
       JOIN pull_requests x ON x.repository_id = $1 AND x.number = e."a"
       JOIN pull_requests y ON y.repository_id = $1 AND y.number = e."b"
       ON CONFLICT (repository_id, a, b) DO UPDATE SET category = excluded.category, relation = excluded.relation,
         score = excluded.score, verdict = excluded.verdict, claimed = excluded.claimed,
         evidence = edges.evidence - 'ownVerdicts'
           || jsonb_strip_nulls(jsonb_build_object('ownVerdicts', excluded.evidence -> 'ownVerdicts'))`,
      [repositoryId, storableJson(changed.slice(from, from + edgesPerStatement))],
    )
}
