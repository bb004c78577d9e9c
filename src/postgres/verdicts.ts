import type { MaintainerVerdict, PairVerdict } from '../domain/pair.ts'
import type { Queryable } from './pool.ts'
import { storableText } from './storable.ts'

/**
 * Keeps a maintainer's verdict on a pair (a < b), with what the comparison had said.
 * @param seen the verdict that stood when the maintainer looked, NONE where none did: one that stands and was not seen
 *   is not overwritten, nor is the same one but to give it a note. Null: overwrites any.
 * @returns false when nothing was written: one of the two is not known, or a verdict stands that was not seen.
 */
export async function upsertVerdict(
  db: Queryable,
  repositoryId: number,
  { a, b, verdict }: PairVerdict,
  note: string | null,
  seen: MaintainerVerdict | 'NONE' | null = null,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO verdicts (repository_id, a, b, verdict, note, a_content, b_content, claimed)
     SELECT $1, $2, $3, $4, $5, change_content($1, x.number, x.head_sha), change_content($1, y.number, y.head_sha),
       (SELECT CASE WHEN e.verdict IS NOT NULL THEN e.claimed
          ELSE jsonb_build_object('category', e.category, 'relation', e.relation, 'score', e.score) END
        FROM edges e WHERE e.repository_id = $1 AND e.a = $2 AND e.b = $3)
     FROM pull_requests x JOIN pull_requests y ON y.repository_id = x.repository_id
     WHERE x.repository_id = $1 AND x.number = $2 AND y.number = $3
     ON CONFLICT (repository_id, a, b) DO UPDATE SET verdict = excluded.verdict, note = excluded.note,
       a_content = excluded.a_content, b_content = excluded.b_content, claimed = excluded.claimed, said_at = now()
       WHERE $6::text IS NULL OR verdicts.verdict = $6
         OR verdicts.verdict = excluded.verdict AND excluded.note IS NOT NULL
         OR verdicts.a_content <> excluded.a_content OR verdicts.b_content <> excluded.b_content`,
    [repositoryId, a, b, verdict, note === null ? null : storableText(note), seen],
  )
  return rowCount === 1
}

/** @param seen the verdict that is to be undone; null: whichever stands. @returns whether there was one. */
export async function deleteVerdict(
  db: Queryable,
  repositoryId: number,
  a: number,
  b: number,
  seen: MaintainerVerdict | null = null,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `DELETE FROM verdicts WHERE repository_id = $1 AND a = $2 AND b = $3 AND ($4::text IS NULL OR verdict = $4)`,
    [repositoryId, a, b, seen],
  )
  return rowCount === 1
}

/** The words that stand: those of pairs whose changes are what they were, in order of number. */
export async function readVerdicts(db: Queryable, repositoryId: number): Promise<PairVerdict[]> {
  const { rows } = await db.query<PairVerdict>(
    `SELECT v.a, v.b, v.verdict FROM verdicts v
     JOIN pull_requests x ON x.repository_id = v.repository_id AND x.number = v.a
     JOIN pull_requests y ON y.repository_id = v.repository_id AND y.number = v.b
     WHERE v.repository_id = $1 AND change_content($1, x.number, x.head_sha) = v.a_content
       AND change_content($1, y.number, y.head_sha) = v.b_content
     ORDER BY v.a, v.b`,
    [repositoryId],
  )
  return rows
}

/** Of these, those on whose pair with `one` a verdict stands. */
export async function findJudged(
  db: Queryable,
  repositoryId: number,
  one: number,
  others: readonly number[],
): Promise<number[]> {
  const { rows } = await db.query<{ number: number }>(
    `SELECT o.number FROM pull_requests o JOIN pull_requests x ON x.repository_id = o.repository_id AND x.number = $2
     JOIN verdicts v ON v.repository_id = o.repository_id AND v.a = least(o.number, x.number) AND v.b = greatest(o.number, x.number)
     WHERE o.repository_id = $1 AND o.number = ANY ($3)
       AND change_content($1, o.number, o.head_sha) = CASE WHEN v.a = o.number THEN v.a_content ELSE v.b_content END
       AND change_content($1, x.number, x.head_sha) = CASE WHEN v.a = x.number THEN v.a_content ELSE v.b_content END`,
    [repositoryId, one, others],
  )
  return rows.map(({ number }) => number)
}

export interface WrittenVerdict {
  verdict: MaintainerVerdict
  note: string | null
  saidAt: Date
}

export async function readVerdict(
  db: Queryable,
  repositoryId: number,
  a: number,
  b: number,
): Promise<WrittenVerdict | null> {
  const { rows } = await db.query<WrittenVerdict>(
    `SELECT verdict, note, said_at AS "saidAt" FROM verdicts WHERE repository_id = $1 AND a = $2 AND b = $3`,
    [repositoryId, a, b],
  )
  return rows[0] ?? null
}

/** Whether the verdict that stands is what this write wrote: both have the time of its transaction. */
export async function isOfWrite(
  db: Queryable,
  repositoryId: number,
  { a, b }: Pick<PairVerdict, 'a' | 'b'>,
  write: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM verdicts v JOIN writes w ON w.repository_id = v.repository_id AND w.id = $4 AND w.done_at = v.said_at
     WHERE v.repository_id = $1 AND v.a = $2 AND v.b = $3`,
    [repositoryId, a, b, write],
  )
  return rowCount === 1
}

/** Whether `claimed`, what the comparison had said of a pair, is what the maintainer's `verdict` then said. */
export const isRightView = `CASE
  WHEN claimed ->> 'relation' IS NOT NULL OR claimed ->> 'category' = 'RELATED' THEN verdict IN ('RELATED', 'NOT_RELATED')
  WHEN claimed ->> 'category' = 'COMPETING_IMPLEMENTATION' THEN verdict = 'COMPETING'
  ELSE verdict = 'DUPLICATE' END`

/**
 * How often the comparison had said what a maintainer then said, of the last verdicts on something that it had claimed.
 */
export async function readAgreement(
  db: Queryable,
  repositoryId: number,
  last: number,
): Promise<{ said: number; right: number }> {
  const { rows } = await db.query<{ said: number; right: number }>(
    `SELECT count(*) AS said, count(*) FILTER (WHERE ${isRightView}) AS right
     FROM (SELECT verdict, claimed FROM verdicts WHERE repository_id = $1 AND claimed IS NOT NULL
           ORDER BY said_at DESC, a, b LIMIT $2) v`,
    [repositoryId, last],
  )
  return rows[0] ?? { said: 0, right: 0 }
}
