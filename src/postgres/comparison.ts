import type { DuplicateSet, Edge } from '../triage/verdict.ts'
import { inTransaction, type Pool, type Queryable } from './pool.ts'
import { storableJson } from './storable.ts'

/** Edges in one statement: evidence comes to a few kilobytes each, and a statement must stay far below 1 GB. */
const edgesPerStatement = 200

/**
 * Replaces what is known about a repository's pairs and sets, all of it or nothing: a reader sees the old answer or the
 * new one. A set that lives on keeps the date it was first seen. Comparisons of one repository wait for each other.
 */
export async function replaceComparison(
  pool: Pool,
  repositoryId: number,
  {
    edges,
    sets,
    heads,
    digest,
  }: {
    edges: readonly Edge[]
    sets: readonly DuplicateSet[]
    heads: ReadonlyMap<number, string>
    /** Names what was compared. */
    digest: string
  },
): Promise<void> {
  await inTransaction(pool, async (db) => {
    await db.query('UPDATE repositories SET compared_digest = $2 WHERE id = $1', [repositoryId, digest])
    await db.query('DELETE FROM edges WHERE repository_id = $1', [repositoryId])
    for (let from = 0; from < edges.length; from += edgesPerStatement) {
      const part = edges.slice(from, from + edgesPerStatement)
      await db.query(
        `INSERT INTO edges (repository_id, a, b, a_head_sha, b_head_sha, category, relation, score, signals, evidence,
           verdict, claimed)
         SELECT $1, e."a", e."b", e."aHeadSha", e."bHeadSha", e."category", e."relation", e."score", e."signals", e."evidence",
           e."verdict", nullif(e."claimed", 'null')
         FROM jsonb_to_recordset($2::jsonb) AS e ("a" integer, "b" integer, "aHeadSha" text, "bHeadSha" text,
           "category" text, "relation" text, "score" double precision, "signals" jsonb, "evidence" jsonb,
           "verdict" text, "claimed" jsonb)`,
        [
          repositoryId,
          storableJson(
            part.map((edge) => ({ ...edge, aHeadSha: heads.get(edge.a), bHeadSha: heads.get(edge.b) })),
          ),
        ],
      )
    }
    await replaceSets(db, repositoryId, sets)
  })
}

/** Replaces the sets alone; a set that lives on keeps the date it was first seen. Within a transaction. */
export async function replaceSets(
  db: Queryable,
  repositoryId: number,
  sets: readonly DuplicateSet[],
): Promise<void> {
  const ids = sets.map((set) => set.id)
  await db.query('DELETE FROM duplicate_sets WHERE repository_id = $1 AND id <> ALL ($2)', [
    repositoryId,
    ids,
  ])
  await db.query('DELETE FROM duplicate_set_members WHERE repository_id = $1', [repositoryId])
  await db.query(
    `INSERT INTO duplicate_sets (repository_id, id, category, score, original, already_merged, reason)
     SELECT $1, s."id", s."category", s."score", s."original", s."alreadyMerged", s."reason"
     FROM jsonb_to_recordset($2::jsonb) AS s ("id" text, "category" text, "score" double precision, "original" integer,
       "alreadyMerged" integer, "reason" text)
     ON CONFLICT (repository_id, id) DO UPDATE
       SET category = excluded.category, score = excluded.score, original = excluded.original,
           already_merged = excluded.already_merged, reason = excluded.reason, updated_at = now()`,
    [repositoryId, storableJson(sets.map(({ members: _members, edges: _edges, ...set }) => set))],
  )
  await db.query(
    `INSERT INTO duplicate_set_members (repository_id, set_id, number, role)
     SELECT $1, m."setId", m."number", m."role"
     FROM jsonb_to_recordset($2::jsonb) AS m ("setId" text, "number" integer, "role" text)`,
    [
      repositoryId,
      storableJson(sets.flatMap((set) => set.members.map((member) => ({ setId: set.id, ...member })))),
    ],
  )
}

/** What the last comparison was made of (null: there was none), and how much it found. */
export async function readComparedDigest(
  db: Pick<Pool, 'query'>,
  repositoryId: number,
): Promise<{ digest: string | null; edges: number; sets: number }> {
  const { rows } = await db.query<{ digest: string | null; edges: number; sets: number }>(
    `SELECT compared_digest AS digest,
       (SELECT count(*) FROM edges WHERE repository_id = $1) AS edges,
       (SELECT count(*) FROM duplicate_sets WHERE repository_id = $1) AS sets
     FROM repositories WHERE id = $1`,
    [repositoryId],
  )
  return rows[0] ?? { digest: null, edges: 0, sets: 0 }
}

/** The sets as they stand, so that a new comparison can keep their ids. */
export async function readSetMembership(
  db: Pick<Pool, 'query'>,
  repositoryId: number,
): Promise<{ id: string; members: number[] }[]> {
  const { rows } = await db.query<{ id: string; members: number[] }>(
    `SELECT set_id AS id, array_agg(number ORDER BY number) AS members FROM duplicate_set_members
     WHERE repository_id = $1 GROUP BY set_id ORDER BY set_id`,
    [repositoryId],
  )
  return rows
}
