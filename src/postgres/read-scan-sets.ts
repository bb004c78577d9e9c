import type { Edge } from '../triage/verdict.ts'
import type { Queryable } from './pool.ts'

/** A duplicate set with its members' facts and its edges: the shape of the contract's section 5. */
export interface SetReport {
  id: string
  category: Edge['category']
  score: number
  original: number
  alreadyMerged: number | null
  reason: string
  members: SetReportMember[]
  edges: Edge[]
}

export interface SetReportMember {
  number: number
  title: string
  author: string | null
  state: 'OPEN' | 'CLOSED' | 'MERGED'
  draft: boolean
  url: string | null
  headSha: string
  createdAt: string
  role: 'original' | 'duplicate' | 'merged'
}

/** Every set that has a member which this scan listed, the surest first. */
export async function readScanSets(
  db: Queryable,
  repositoryId: number,
  scanId: number,
): Promise<SetReport[]> {
  const { rows } = await db.query<SetReport>(
    `SELECT s.id, s.category, s.score, s.original, s.already_merged AS "alreadyMerged", s.reason,
       (SELECT jsonb_agg(jsonb_build_object('number', p.number, 'title', p.title, 'author', p.author, 'state', p.state,
            'draft', p.draft, 'url', p.url, 'headSha', p.head_sha,
            'createdAt', to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'role', m.role)
          ORDER BY p.number)
        FROM duplicate_set_members m
        JOIN pull_requests p ON p.repository_id = m.repository_id AND p.number = m.number
        WHERE m.repository_id = s.repository_id AND m.set_id = s.id) AS members,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('a', e.a, 'b', e.b, 'category', e.category, 'relation', e.relation,
            'score', e.score, 'signals', e.signals, 'evidence', e.evidence) ORDER BY e.a, e.b), '[]')
        FROM edges e
        JOIN duplicate_set_members ma ON ma.repository_id = e.repository_id AND ma.set_id = s.id AND ma.number = e.a
        JOIN duplicate_set_members mb ON mb.repository_id = e.repository_id AND mb.set_id = s.id AND mb.number = e.b
        WHERE e.repository_id = s.repository_id) AS edges
     FROM duplicate_sets s
     WHERE s.repository_id = $1
       AND EXISTS (SELECT 1 FROM duplicate_set_members m JOIN scan_pulls l ON l.scan_id = $2 AND l.number = m.number
                   WHERE m.repository_id = s.repository_id AND m.set_id = s.id)
     ORDER BY s.score DESC, s.id`,
    [repositoryId, scanId],
  )
  return rows
}
