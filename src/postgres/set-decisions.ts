import type { SetDecision } from '../domain/set-decision.ts'
import { inTransaction, type Pool, type Queryable } from './pool.ts'
import { isoMilliseconds } from './sql-dates.ts'
import { storableText } from './storable.ts'
import { isWritten, noteWrite } from './writes.ts'

/** A set's members with their pull requests. */
const members = `duplicate_set_members m JOIN pull_requests p USING (repository_id, number)
  WHERE m.repository_id = s.repository_id AND m.set_id = s.id`

const hasLanded = `(p.state = 'OPEN' AND p.landed_sha IS NOT NULL)`

/**
 * How a member differs from what it was when the set was decided. A keeper that is merged, and another one that is
 * closed, are what the decision was for; while none is to be kept, each is news. A content is looked up only where
 * the head is another one: it costs a read of the whole change.
 */
const memberChange = `CASE
  WHEN k.number IS NULL THEN 'joined'
  WHEN p.state = 'MERGED' AND k.state <> 'MERGED' AND p.number IS DISTINCT FROM d.keeper THEN 'merged'
  WHEN p.state = 'CLOSED' AND k.state = 'OPEN' AND p.number = coalesce(d.keeper, p.number) THEN 'closed'
  WHEN ${hasLanded} AND NOT k.landed AND p.number IS DISTINCT FROM d.keeper THEN 'landed'
  WHEN p.head_sha <> k.head_sha AND change_content(p.repository_id, p.number, p.head_sha) <> k.content THEN 'pushed'
END`

/** A member that is open and not in the set any more, unless a maintainer's own verdict has taken it out. */
const leftMembers = `SELECT k.number, 'left' AS what FROM set_decision_members k
  JOIN pull_requests p ON p.repository_id = k.repository_id AND p.number = k.number AND p.state = 'OPEN'
  WHERE d.set_id IS NOT NULL AND k.repository_id = d.repository_id AND k.set_id = d.set_id
    AND NOT EXISTS (SELECT 1 FROM duplicate_set_members m
      WHERE m.repository_id = k.repository_id AND m.set_id = k.set_id AND m.number = k.number)
    AND NOT EXISTS (SELECT 1 FROM verdicts v JOIN set_decision_members o
        ON o.repository_id = k.repository_id AND o.set_id = k.set_id AND o.number IN (v.a, v.b)
      WHERE v.repository_id = k.repository_id AND k.number IN (v.a, v.b) AND o.number <> k.number
        AND v.verdict IN ('RELATED', 'NOT_RELATED'))`

/**
 * To be joined to a set `s`: `d` is what was said of it, `f.landed` whether an open member's change has landed,
 * `c.changes` what has changed since, `st.state` where it stands (domain/set-decision.ts). One member that is left
 * open is no reason to decide, unless another one is merged or its own change has landed.
 */
export const standingJoins = `LEFT JOIN set_decisions d ON d.repository_id = s.repository_id AND d.set_id = s.id
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE p.state = 'OPEN') AS open,
      bool_or(${hasLanded}) AS landed, bool_or(p.state = 'MERGED' OR ${hasLanded}) AS needless,
      md5(string_agg(concat_ws(' ', p.number, p.state, p.head_sha), ',' ORDER BY p.number)) AS digest
    FROM ${members}) f
  CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(jsonb_build_object('number', x.number, 'what', x.what) ORDER BY x.number), '[]') AS changes
    FROM (SELECT p.number, ${memberChange} AS what
        FROM duplicate_set_members m JOIN pull_requests p USING (repository_id, number)
        LEFT JOIN set_decision_members k ON k.repository_id = d.repository_id AND k.set_id = d.set_id AND k.number = p.number
        WHERE d.set_id IS NOT NULL AND m.repository_id = s.repository_id AND m.set_id = s.id
      UNION ALL ${leftMembers}) x
    WHERE x.what IS NOT NULL) c
  CROSS JOIN LATERAL (SELECT CASE
      WHEN f.open = 0 OR (f.open = 1 AND NOT f.needless) THEN 'closed'
      WHEN d.set_id IS NULL THEN 'open'
      WHEN d.until IS NOT NULL THEN CASE WHEN d.until > now() THEN 'waiting' ELSE 'open' END
      WHEN c.changes <> '[]' THEN 'open'
      WHEN d.waits THEN 'waiting'
      ELSE 'decided' END AS state) st`

/** The decision of a set that is joined so, as the API answers it. */
export const decisionView = `jsonb_build_object('state', st.state, 'keeper', d.keeper,
  'until', CASE WHEN d.waits THEN coalesce(to_char(d.until AT TIME ZONE 'UTC', 'YYYY-MM-DD'), 'change') END,
  'note', d.note, 'byWords', coalesce(d.by_words, false), 'saidAt', ${isoMilliseconds('d.said_at')}, 'changes', c.changes,
  'version', concat(f.digest, '.', coalesce(floor(extract(epoch FROM d.said_at) * 1000000)::bigint, 0)))`

/** Where a set stands; null: there is no such set. */
async function readDecision(db: Queryable, repositoryId: number, setId: string): Promise<SetDecision | null> {
  const { rows } = await db.query<{ decision: SetDecision }>(
    `SELECT ${decisionView} AS decision FROM duplicate_sets s ${standingJoins}
     WHERE s.repository_id = $1 AND s.id = $2`,
    [repositoryId, setId],
  )
  return rows[0]?.decision ?? null
}

export interface NewDecision {
  keeper: number | null
  /** Put off; with a time, until then. */
  waits: boolean
  until: Date | null
  note: string | null
  byWords: boolean
}

/**
 * What came of it, with what stands now. `stale`: not written, since the set or what is said of it is not what
 * `version` names. `again`: it was written before, under the same id.
 */
export type Written =
  | { outcome: 'unknown set' }
  | { outcome: 'written'; before: SetDecision; now: SetDecision }
  | { outcome: 'stale' | 'no member' | 'again'; now: SetDecision }

/**
 * Keeps what a maintainer says of a set, and what the set is at that moment. Of two who say something at once the
 * second finds the first one's word.
 * @param decision null: takes back what was said.
 * @param version what the maintainer has seen; null: any.
 * @param write the sender's id of this write; null: it has none.
 */
export async function writeDecision(
  pool: Pool,
  repositoryId: number,
  setId: string,
  decision: NewDecision | null,
  version: string | null,
  write: string | null = null,
): Promise<Written> {
  return inTransaction(pool, async (db) => {
    // The next statement sees what the holder of the row has written.
    await db.query('SELECT 1 FROM duplicate_sets WHERE repository_id = $1 AND id = $2 FOR UPDATE', [
      repositoryId,
      setId,
    ])
    const before = await readDecision(db, repositoryId, setId)
    if (before === null) return { outcome: 'unknown set' }
    if (write !== null && (await isWritten(db, repositoryId, write))) return { outcome: 'again', now: before }
    if (version !== null && version !== before.version) return { outcome: 'stale', now: before }
    if (decision?.keeper != null && !(await isMember(db, repositoryId, setId, decision.keeper)))
      return { outcome: 'no member', now: before }
    await db.query('DELETE FROM set_decisions WHERE repository_id = $1 AND set_id = $2', [
      repositoryId,
      setId,
    ])
    if (decision !== null) await insertDecision(db, repositoryId, setId, decision)
    if (write !== null) await noteWrite(db, repositoryId, write)
    return { outcome: 'written', before, now: (await readDecision(db, repositoryId, setId))! }
  })
}

async function isMember(db: Queryable, repositoryId: number, setId: string, number: number) {
  const { rowCount } = await db.query(
    'SELECT 1 FROM duplicate_set_members WHERE repository_id = $1 AND set_id = $2 AND number = $3',
    [repositoryId, setId, number],
  )
  return rowCount === 1
}

async function insertDecision(
  db: Queryable,
  repositoryId: number,
  setId: string,
  { keeper, waits, until, note, byWords }: NewDecision,
): Promise<void> {
  await db.query(
    `INSERT INTO set_decisions (repository_id, set_id, keeper, waits, until, note, by_words, said_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())`,
    [repositoryId, setId, keeper, waits, until, note === null ? null : storableText(note), byWords],
  )
  await db.query(
    `INSERT INTO set_decision_members (repository_id, set_id, number, state, landed, head_sha, content)
     SELECT $1, $2, p.number, p.state, ${hasLanded}, p.head_sha, change_content($1, p.number, p.head_sha)
     FROM duplicate_set_members m JOIN pull_requests p USING (repository_id, number)
     WHERE m.repository_id = $1 AND m.set_id = $2`,
    [repositoryId, setId],
  )
}

/** Takes back what words on these two had decided by themselves. */
export async function deleteDecisionsByVerdicts(
  db: Queryable,
  repositoryId: number,
  a: number,
  b: number,
): Promise<void> {
  await db.query(
    `DELETE FROM set_decisions d WHERE d.repository_id = $1 AND d.by_words AND (
       (SELECT count(*) FROM set_decision_members k WHERE k.repository_id = $1 AND k.set_id = d.set_id AND k.number IN ($2, $3)) = 2
       OR (SELECT count(*) FROM duplicate_set_members m WHERE m.repository_id = $1 AND m.set_id = d.set_id AND m.number IN ($2, $3)) = 2)`,
    [repositoryId, a, b],
  )
}

/** Decisions of a working day in any time zone, and then some. */
const lately = '36 hours'
const mostTimes = 1_000

/** When sets were decided of late, those too that a verdict has left nothing of; the last one first. */
export async function readDecidedTimes(db: Queryable, repositoryId: number): Promise<string[]> {
  const { rows } = await db.query<{ at: string }>(
    `SELECT ${isoMilliseconds('t.at')} AS at FROM (
       SELECT said_at AS at FROM set_decisions WHERE repository_id = $1 AND NOT waits AND said_at > now() - interval '${lately}'
       UNION ALL SELECT p.ended_at FROM past_sets p
       WHERE p.repository_id = $1 AND p.ended_at > now() - interval '${lately}'
         AND NOT EXISTS (SELECT 1 FROM set_decisions d WHERE d.repository_id = $1 AND d.set_id = p.id)
         AND EXISTS (SELECT 1 FROM verdicts v WHERE v.repository_id = $1 AND v.said_at > now() - interval '${lately}'
           AND v.said_at <= p.ended_at AND v.a = ANY (p.members) AND v.b = ANY (p.members))) t
     ORDER BY t.at DESC LIMIT ${mostTimes}`,
    [repositoryId],
  )
  return rows.map(({ at }) => at)
}
