import type { DuplicateSet, Edge } from '../domain/pair.ts'
import type { EarlierSet } from '../triage/index.ts'
import { replaceMemory, type StoredMemory } from './comparison-memory.ts'
import { inTransaction, type Pool, type Queryable } from './pool.ts'
import { storableJson } from './storable.ts'

/** A set that has a pair of one that was there before is that one, come back. */
const sharedByReturning = 2
const pastSetsKept = '90 days'

/** Edges in one statement: evidence comes to a few kilobytes each, and a statement must stay far below 1 GB. */
const edgesPerStatement = 200

const edgeColumns = [
  'a_head_sha',
  'b_head_sha',
  'category',
  'relation',
  'score',
  'signals',
  'evidence',
  'verdict',
  'claimed',
]
const setColumns = ['category', 'score', 'original', 'already_merged', 'strongest_a', 'strongest_b']

/**
 * The end of an insert that takes the place of what is stored, where that says anything else: a row that is written
 * anew every hour takes room and time every hour.
 */
function unlessSame(table: string, key: readonly string[], columns: readonly string[], also = ''): string {
  const of = (row: string) => columns.map((name) => `${row}.${name}`).join(', ')
  return `ON CONFLICT (${key.join(', ')}) DO UPDATE
    SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}${also}
    WHERE (${of(table)}) IS DISTINCT FROM (${of('excluded')})`
}

/**
 * Replaces what is known about a repository's pairs and sets, all of it or nothing: a reader sees the old answer or the
 * new one. Rows that say the same already are not written. A set that lives on keeps the date it was first seen.
 * Comparisons of one repository wait for each other.
 * @returns whether something else had been written since the version in `kept`: a verdict may not have been counted.
 * @throws EdgesMoved where that leaves edges that are kept in doubt.
 */
export async function replaceComparison(
  pool: Pool,
  repositoryId: number,
  {
    edges,
    sets,
    heads,
    digest,
    kept,
    memory,
  }: {
    edges: readonly Edge[]
    sets: readonly DuplicateSet[]
    heads: ReadonlyMap<number, string>
    /** Names what was compared. */
    digest: string
    /** By `a-b`: edges that are stored as they are, as long as the version of all is this one. */
    kept?: { keys: ReadonlySet<string>; version: number } | undefined
    /** What the next comparison begins with. */
    memory?: (StoredMemory & { format: number }) | undefined
  },
): Promise<{ isMoved: boolean }> {
  return await inTransaction(pool, async (db) => {
    const { rows } = await db.query<{ version: number }>(
      `UPDATE repositories SET compared_digest = $2, edges_version = edges_version + 1 WHERE id = $1
       RETURNING edges_version AS version`,
      [repositoryId, digest],
    )
    const version = rows[0]?.version ?? 0
    const isMoved = kept !== undefined && version !== kept.version + 1
    if (isMoved && kept.keys.size > 0) throw new EdgesMoved()
    await db.query(
      `DELETE FROM edges e USING (
         SELECT a, b FROM edges WHERE repository_id = $1
         EXCEPT SELECT w.a, w.b FROM unnest($2::integer[], $3::integer[]) AS w (a, b)) gone
       WHERE e.repository_id = $1 AND e.a = gone.a AND e.b = gone.b`,
      [repositoryId, edges.map(({ a }) => a), edges.map(({ b }) => b)],
    )
    const written = edges.filter(({ a, b }) => !kept?.keys.has(`${a}-${b}`))
    for (let from = 0; from < written.length; from += edgesPerStatement) {
      const part = written.slice(from, from + edgesPerStatement)
      await db.query(
        `INSERT INTO edges (repository_id, a, b, a_head_sha, b_head_sha, category, relation, score, signals, evidence,
           verdict, claimed)
         SELECT $1, e."a", e."b", e."aHeadSha", e."bHeadSha", e."category", e."relation", e."score", e."signals", e."evidence",
           e."verdict", nullif(e."claimed", 'null')
         FROM jsonb_to_recordset($2::jsonb) AS e ("a" integer, "b" integer, "aHeadSha" text, "bHeadSha" text,
           "category" text, "relation" text, "score" double precision, "signals" jsonb, "evidence" jsonb,
           "verdict" text, "claimed" jsonb)
         ${unlessSame('edges', ['repository_id', 'a', 'b'], edgeColumns)}`,
        [
          repositoryId,
          storableJson(
            part.map((edge) => ({ ...edge, aHeadSha: heads.get(edge.a), bHeadSha: heads.get(edge.b) })),
          ),
        ],
      )
    }
    await replaceSets(db, repositoryId, sets)
    if (memory !== undefined)
      await replaceMemory(db, repositoryId, memory.format, { ...memory, digest, version })
    return { isMoved }
  })
}

/** What was read of a repository's edges is not how they stand any more: the comparison has to begin anew. */
export class EdgesMoved extends Error {
  constructor() {
    super('edges were written while they were compared')
  }
}

/** Replaces the sets alone; a set that lives on keeps the date it was first seen. Within a transaction. */
export async function replaceSets(
  db: Queryable,
  repositoryId: number,
  sets: readonly DuplicateSet[],
): Promise<void> {
  const ids = sets.map((set) => set.id)
  await keepPastSets(db, repositoryId, ids)
  await db.query('DELETE FROM duplicate_sets WHERE repository_id = $1 AND id <> ALL ($2)', [
    repositoryId,
    ids,
  ])
  await db.query(
    `INSERT INTO duplicate_sets (repository_id, id, category, score, original, already_merged, strongest_a, strongest_b, first_seen_at)
     SELECT $1, s."id", s."category", s."score", s."original", s."alreadyMerged",
       (s."strongest" ->> 'a')::integer, (s."strongest" ->> 'b')::integer,
       coalesce((SELECT min(p.first_seen_at) FROM past_sets p WHERE p.repository_id = $1
         AND (SELECT count(*) FROM unnest(p.members) m WHERE m = ANY (s."numbers")) >= ${sharedByReturning}), now())
     FROM jsonb_to_recordset($2::jsonb) AS s ("id" text, "category" text, "score" double precision, "original" integer,
       "alreadyMerged" integer, "strongest" jsonb, "numbers" integer[])
     ${unlessSame('duplicate_sets', ['repository_id', 'id'], setColumns, ', updated_at = now()')}`,
    [
      repositoryId,
      storableJson(
        sets.map(({ members, edges: _edges, ...set }) => ({
          ...set,
          numbers: members.map(({ number }) => number),
        })),
      ),
    ],
  )
  // Those that are back, and those that went long ago.
  await db.query(
    `DELETE FROM past_sets WHERE repository_id = $1 AND (id = ANY ($2) OR ended_at < now() - interval '${pastSetsKept}')`,
    [repositoryId, ids],
  )
  // What was said of a set is kept for as long as the set may come back.
  await db.query(
    `DELETE FROM set_decisions d WHERE d.repository_id = $1 AND d.set_id <> ALL ($2)
       AND NOT EXISTS (SELECT 1 FROM past_sets p WHERE p.repository_id = $1 AND p.id = d.set_id)`,
    [repositoryId, ids],
  )
  const members = sets.flatMap((set) => set.members.map((member) => ({ setId: set.id, ...member })))
  await db.query(
    `DELETE FROM duplicate_set_members m WHERE m.repository_id = $1
       AND (m.set_id, m.number) NOT IN (SELECT w.id, w.number FROM unnest($2::text[], $3::integer[]) AS w (id, number))`,
    [repositoryId, members.map(({ setId }) => setId), members.map(({ number }) => number)],
  )
  await db.query(
    `INSERT INTO duplicate_set_members (repository_id, set_id, number, role)
     SELECT $1, m."setId", m."number", m."role"
     FROM jsonb_to_recordset($2::jsonb) AS m ("setId" text, "number" integer, "role" text)
     ${unlessSame('duplicate_set_members', ['repository_id', 'set_id', 'number'], ['role'])}`,
    [repositoryId, storableJson(members)],
  )
}

/** Notes the sets that are about to go. */
async function keepPastSets(db: Queryable, repositoryId: number, living: readonly string[]): Promise<void> {
  await db.query(
    `INSERT INTO past_sets (repository_id, id, members, first_seen_at)
     SELECT s.repository_id, s.id, array_agg(m.number ORDER BY m.number), s.first_seen_at
     FROM duplicate_sets s JOIN duplicate_set_members m ON m.repository_id = s.repository_id AND m.set_id = s.id
     WHERE s.repository_id = $1 AND s.id <> ALL ($2) GROUP BY s.repository_id, s.id
     ON CONFLICT (repository_id, id) DO UPDATE
       SET members = excluded.members, first_seen_at = excluded.first_seen_at, ended_at = excluded.ended_at`,
    [repositoryId, living],
  )
}

/** How much the last comparison has found. */
export async function countCompared(
  db: Pick<Pool, 'query'>,
  repositoryId: number,
): Promise<{ edges: number; sets: number }> {
  const { rows } = await db.query<{ edges: number; sets: number }>(
    `SELECT (SELECT count(*) FROM edges WHERE repository_id = $1) AS edges,
       (SELECT count(*) FROM duplicate_sets WHERE repository_id = $1) AS sets`,
    [repositoryId],
  )
  return rows[0]!
}

/** The sets as they stand, and those that went of late, so that a new comparison can keep their ids. */
export async function readSetMembership(
  db: Pick<Pool, 'query'>,
  repositoryId: number,
): Promise<EarlierSet[]> {
  const { rows } = await db.query<EarlierSet>(
    `SELECT set_id AS id, array_agg(number ORDER BY number) AS members, false AS gone FROM duplicate_set_members
     WHERE repository_id = $1 GROUP BY set_id
     UNION ALL SELECT id, members, true FROM past_sets WHERE repository_id = $1 ORDER BY gone, id`,
    [repositoryId],
  )
  return rows
}
