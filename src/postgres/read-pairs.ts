import type { Edge } from '../triage/verdict.ts'
import type { Queryable } from './pool.ts'
import { edgeView } from './read-scan-sets.ts'

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
  return rows[0]?.edge ?? null
}
