import type { EndedSet } from '../domain/answers.ts'
import type { Queryable } from './pool.ts'
import { isoSeconds } from './sql-dates.ts'

/** GitHub's clock and ours may differ by so much. */
const clocksDiffer = '10 minutes'

/**
 * Past sets of which nothing was open any more when they went. What was a set and is none by a verdict, or became part
 * of another one, has not ended: its pull requests were closed later, if at all.
 */
const endedSets = `past_sets s WHERE s.repository_id = $1 AND NOT EXISTS (SELECT FROM pull_requests p
  WHERE p.repository_id = s.repository_id AND p.number = ANY (s.members)
    AND (p.state = 'OPEN' OR p.closed_at > s.ended_at + interval '${clocksDiffer}'))`

/** How many sets have ended, as far back as they are kept. */
export async function countEndedSets(db: Queryable, repositoryId: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${endedSets}`, [
    repositoryId,
  ])
  return rows[0]?.count ?? 0
}

/** Sets that have ended, the last ones first, each with its members by number. */
export async function readEndedSets(db: Queryable, repositoryId: number, limit: number): Promise<EndedSet[]> {
  const { rows } = await db.query<EndedSet>(
    `SELECT e.id, ${isoSeconds('e.ended_at')} AS "endedAt", m.members
     FROM (SELECT s.* FROM ${endedSets} ORDER BY s.ended_at DESC, s.id LIMIT $2) e
     CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('number', p.number, 'title', p.title,
         'author', p.author, 'state', p.state) ORDER BY p.number) AS members
       FROM pull_requests p WHERE p.repository_id = e.repository_id AND p.number = ANY (e.members)) m
     WHERE m.members IS NOT NULL ORDER BY e.ended_at DESC, e.id`,
    [repositoryId, limit],
  )
  return rows
}
