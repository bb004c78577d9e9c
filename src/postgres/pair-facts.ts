import type { PairFacts } from '../triage/index.ts'
import type { Queryable } from './pool.ts'
import { storableJson } from './storable.ts'

/** A pair, and a name for all that its facts are read from. */
export interface KeyedPair {
  a: number
  b: number
  key: Buffer
}

/** What is stored of these pairs under these very keys. */
export async function readPairFacts(
  db: Queryable,
  repositoryId: number,
  pairs: readonly KeyedPair[],
): Promise<{ a: number; b: number; facts: PairFacts }[]> {
  const { rows } = await db.query<{ a: number; b: number; facts: PairFacts }>(
    `SELECT f.a, f.b, f.facts FROM unnest($2::integer[], $3::integer[], $4::bytea[]) AS w (a, b, key)
     JOIN pair_facts f ON f.repository_id = $1 AND f.a = w.a AND f.b = w.b AND f.key = w.key`,
    [repositoryId, pairs.map(({ a }) => a), pairs.map(({ b }) => b), pairs.map(({ key }) => key)],
  )
  return rows
}

/** Stores facts in the place of what was known of the same pairs. */
export async function upsertPairFacts(
  db: Queryable,
  repositoryId: number,
  pairs: readonly (KeyedPair & { facts: PairFacts })[],
): Promise<void> {
  await db.query(
    `INSERT INTO pair_facts (repository_id, a, b, key, facts)
     SELECT $1, w.a, w.b, w.key, f.facts
     FROM unnest($2::integer[], $3::integer[], $4::bytea[]) WITH ORDINALITY AS w (a, b, key, place)
     JOIN jsonb_array_elements($5::jsonb) WITH ORDINALITY AS f (facts, place) ON f.place = w.place
     ON CONFLICT (repository_id, a, b) DO UPDATE SET key = excluded.key, facts = excluded.facts`,
    [
      repositoryId,
      pairs.map(({ a }) => a),
      pairs.map(({ b }) => b),
      pairs.map(({ key }) => key),
      storableJson(pairs.map(({ facts }) => facts)),
    ],
  )
}

/** Forgets every pair but these. */
export async function keepPairFacts(
  db: Queryable,
  repositoryId: number,
  pairs: readonly { a: number; b: number }[],
): Promise<void> {
  await db.query(
    // Neither NOT IN nor NOT EXISTS: where Postgres does not know how many there are, or has little memory, each would
    // be the square of them.
    `DELETE FROM pair_facts f USING (
       SELECT a, b FROM pair_facts WHERE repository_id = $1
       EXCEPT SELECT w.a, w.b FROM unnest($2::integer[], $3::integer[]) AS w (a, b)) gone
     WHERE f.repository_id = $1 AND f.a = gone.a AND f.b = gone.b`,
    [repositoryId, pairs.map(({ a }) => a), pairs.map(({ b }) => b)],
  )
}
