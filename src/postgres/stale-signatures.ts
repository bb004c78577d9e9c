import type { Queryable } from './pool.ts'

/** What a signature of a pull request at its present texts is derived from (column derived_from). */
export function derivedFrom(rulesDigest: string, textsDigest: string): string {
  return `${rulesDigest}:${textsDigest}`
}

/** A pull request whose signature belongs to other rules or other texts than today's. */
export interface StaleSignature {
  number: number
  textsDigest: string
}

/** Some pull requests whose current head has a signature by other rules or texts than these, in order of number. */
export async function readStaleSignatures(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  rulesDigest: string,
  limit: number,
): Promise<StaleSignature[]> {
  const { rows } = await db.query<StaleSignature>(
    `SELECT c.number, c.texts_digest AS "textsDigest" FROM current_revisions c
     WHERE c.repository_id = $1 AND c.algorithm_version = $2 AND c.derived_from <> $3 || ':' || c.texts_digest
     ORDER BY c.number LIMIT $4`,
    [repositoryId, algorithmVersion, rulesDigest, limit],
  )
  return rows
}

/** Replaces signatures that have become stale. */
export async function updateSignatures(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  signatures: readonly { number: number; headSha: string; derivedFrom: string; signature: Uint8Array }[],
): Promise<void> {
  await db.query(
    `UPDATE revisions r SET signature = s.signature, derived_from = s.derived_from
     FROM unnest($3::integer[], $4::text[], $5::text[], $6::bytea[]) AS s (number, head_sha, derived_from, signature)
     WHERE r.repository_id = $1 AND r.algorithm_version = $2 AND r.number = s.number AND r.head_sha = s.head_sha`,
    [
      repositoryId,
      algorithmVersion,
      signatures.map(({ number }) => number),
      signatures.map(({ headSha }) => headSha),
      signatures.map((one) => one.derivedFrom),
      signatures.map(({ signature }) => Buffer.from(signature)),
    ],
  )
}
