import type { Queryable } from './pool.ts'

/** An analysed pull request at its current head: what an index of signatures is kept up to date by. */
export interface IndexableHead {
  number: number
  isOpen: boolean
  /** What its signature was derived from, and when it was merged: another key, another entry. */
  key: string
  /** When it was merged, or its change landed by another commit; milliseconds since 1970. */
  mergedAt: number | null
}

export interface IndexableHeads {
  heads: IndexableHead[]
  /** As `digestIndexableHeads` answers while none of them changes. */
  digest: string
}

const merged = 'coalesce(c.merged_at, c.landed_at)'
const key = `concat_ws(':', c.head_sha, c.derived_from, extract(epoch FROM ${merged}))`
const from = 'FROM current_revisions c WHERE c.repository_id = $1 AND c.algorithm_version = $2'
const hash = `hashtextextended(concat_ws(':', c.number, c.state = 'OPEN', ${key}), $3)`

/**
 * All heads of a repository, and their digest: a sum of their hashes, the same in whatever order they are read.
 * @param seed of the hashes, chosen at random for each process: a head cannot be made to hide behind another.
 */
export async function readIndexableHeads(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  seed: number,
): Promise<IndexableHeads> {
  const { rows } = await db.query<IndexableHead & { hash: string }>(
    `SELECT c.number, c.state = 'OPEN' AS "isOpen", ${key} AS key,
       floor(extract(epoch FROM ${merged}) * 1000)::float8 AS "mergedAt", ${hash}::text AS hash
     ${from} ORDER BY c.number`,
    [repositoryId, algorithmVersion, seed],
  )
  let sum = 0n
  const heads = rows.map(({ hash, ...head }) => {
    sum += BigInt(hash)
    return head
  })
  return { heads, digest: `${heads.length}:${sum}` }
}

/** Tells in a third of the time of reading them whether any head is another than it was. */
export async function digestIndexableHeads(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  seed: number,
): Promise<string> {
  const { rows } = await db.query<{ digest: string }>(
    `SELECT count(*) || ':' || coalesce(sum(${hash}), 0) AS digest ${from}`,
    [repositoryId, algorithmVersion, seed],
  )
  return rows[0]!.digest
}
