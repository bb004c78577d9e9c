import type { Revision, RevisionCommit } from '../triage/revision.ts'
import { decodePatch, encodePatch } from './patch-codec.ts'
import type { Queryable } from './pool.ts'
import { storableJson, storableText } from './storable.ts'

export interface NewRevision {
  number: number
  headSha: string
  baseSha: string | null
  patch: string
  commits: RevisionCommit[]
  signature: Uint8Array
  /** Why the change is incomplete, or null. */
  degraded: string | null
}

/** Columns of one inserted row, after the three that all rows share. */
const columnsPerRow = 7

/** Stores analysed revisions, many in one statement. Repeating it changes nothing. */
export async function insertRevisions(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  rulesDigest: string,
  revisions: readonly NewRevision[],
): Promise<void> {
  if (revisions.length === 0) return
  const rows = revisions.map((_, row) => {
    const at = (column: number) => `$${4 + row * columnsPerRow + column}`
    return `($1, $2, $3, ${Array.from({ length: columnsPerRow }, (_, column) => at(column)).join(', ')})`
  })
  const values = revisions.flatMap((revision) => [
    revision.number,
    revision.headSha,
    revision.baseSha,
    encodePatch(revision.patch),
    storableJson(revision.commits),
    Buffer.from(revision.signature.buffer, revision.signature.byteOffset, revision.signature.byteLength),
    revision.degraded === null ? null : storableText(revision.degraded),
  ])
  await db.query(
    `INSERT INTO revisions (repository_id, algorithm_version, rules_digest, number, head_sha, base_sha, patch, commits, signature, degraded)
     VALUES ${rows.join(', ')} ON CONFLICT DO NOTHING`,
    [repositoryId, algorithmVersion, rulesDigest, ...values],
  )
}

/** Of these pull requests, the numbers whose current head is analysed already. */
export async function readAnalyzedNumbers(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  numbers: readonly number[],
): Promise<Set<number>> {
  const { rows } = await db.query<{ number: number }>(
    `SELECT p.number FROM pull_requests p
     JOIN revisions r ON r.repository_id = p.repository_id AND r.number = p.number AND r.head_sha = p.head_sha
     WHERE p.repository_id = $1 AND r.algorithm_version = $2 AND p.number = ANY ($3)`,
    [repositoryId, algorithmVersion, numbers],
  )
  return new Set(rows.map((row) => row.number))
}

/** What a comparison needs of each pull request besides its diff. */
export interface StoredSignature {
  number: number
  state: 'OPEN' | 'CLOSED' | 'MERGED'
  headSha: string
  createdAt: string
  signature: Uint8Array
}

const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** How many rows a page of `readSignatures` holds: signatures come to some kilobytes each. */
const comparedPageSize = 500

/** Pages through every analysed pull request of a repository at its current head, in order of number. */
export async function* readSignatures(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
): AsyncGenerator<StoredSignature[]> {
  for (let after = 0; ; ) {
    const { rows } = await db.query<StoredSignature>(
      `SELECT p.number, p.state, p.head_sha AS "headSha", ${iso('p.created_at')} AS "createdAt", r.signature
       FROM pull_requests p
       JOIN revisions r ON r.repository_id = p.repository_id AND r.number = p.number AND r.head_sha = p.head_sha
       WHERE p.repository_id = $1 AND r.algorithm_version = $2 AND p.number > $3
       ORDER BY p.number LIMIT ${comparedPageSize}`,
      [repositoryId, algorithmVersion, after],
    )
    if (rows.length > 0) yield rows
    if (rows.length < comparedPageSize) return
    after = rows.at(-1)!.number
  }
}

/** The whole revisions of these pull requests at their current head. */
export async function readRevisions(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  numbers: readonly number[],
): Promise<Revision[]> {
  const { rows } = await db.query<Omit<Revision, 'patch'> & { patch: Buffer }>(
    `SELECT p.number, p.head_sha AS "headSha", r.base_sha AS "baseSha", p.base_ref AS "baseRef", p.title, p.body, p.author,
       ${iso('p.created_at')} AS "createdAt", r.commits, r.patch
     FROM pull_requests p
     JOIN revisions r ON r.repository_id = p.repository_id AND r.number = p.number AND r.head_sha = p.head_sha
     WHERE p.repository_id = $1 AND r.algorithm_version = $2 AND p.number = ANY ($3) ORDER BY p.number`,
    [repositoryId, algorithmVersion, numbers],
  )
  return rows.map((row) => ({ ...row, patch: decodePatch(row.patch) }))
}
