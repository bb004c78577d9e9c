import type { FileOutcome } from '../domain/landing.ts'
import type { PullState } from '../domain/pull-request.ts'
import type { Revision, RevisionCommit } from '../domain/revision.ts'
import { deleteInParts } from './delete-in-parts.ts'
import { decodeOwn, decodePatch } from './patch-codec.ts'
import type { Queryable } from './pool.ts'
import { isoMilliseconds } from './sql-dates.ts'
import { storableJson, storableText } from './storable.ts'

export interface NewRevision {
  number: number
  headSha: string
  baseSha: string | null
  /** ISO 8601; null when unknown. */
  baseAt: string | null
  /** As it is stored (patch-codec.ts). */
  patch: Uint8Array
  commits: RevisionCommit[]
  /** A roll-up's own commits as they are stored (patch-codec.ts); null or absent when not known. */
  own?: Uint8Array | null
  signature: Uint8Array
  /** See stale-signatures.ts. */
  derivedFrom: string
  outcomes: readonly FileOutcome[]
  /** Why the change is incomplete, or null. */
  degraded: string | null
}

/** Columns of one inserted row, after the two that all rows share. */
const columnsPerRow = 11

/** Stores analysed revisions, many in one statement. Repeating it changes nothing. */
export async function insertRevisions(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  revisions: readonly NewRevision[],
): Promise<void> {
  if (revisions.length === 0) return
  const rows = revisions.map((_, row) => {
    const at = (column: number) => `$${3 + row * columnsPerRow + column}`
    return `($1, $2, ${Array.from({ length: columnsPerRow }, (_, column) => at(column)).join(', ')})`
  })
  const values = revisions.flatMap((revision) => [
    revision.number,
    revision.headSha,
    revision.baseSha,
    revision.baseAt,
    asBuffer(revision.patch),
    storableJson(revision.commits),
    revision.own == null ? null : asBuffer(revision.own),
    asBuffer(revision.signature),
    revision.derivedFrom,
    storableJson(revision.outcomes),
    revision.degraded === null ? null : storableText(revision.degraded),
  ])
  await db.query(
    `INSERT INTO revisions (repository_id, algorithm_version, number, head_sha, base_sha, base_at, patch, commits, own_commits, signature, derived_from, outcomes, degraded)
     VALUES ${rows.join(', ')} ON CONFLICT DO NOTHING`,
    [repositoryId, algorithmVersion, ...values],
  )
}

/** So long after it was analysed, a head that another one has replaced is forgotten. */
const earlierHeadsKept = '14 days'

/**
 * Forgets what earlier heads changed: every push leaves one behind, some 16 KiB large. One that is pushed back later is
 * analysed again.
 */
export async function forgetEarlierHeads(db: Queryable, repositoryId: number): Promise<void> {
  await deleteInParts((rows) =>
    db.query(
      `DELETE FROM revisions d USING (
         SELECT r.number, r.head_sha FROM revisions r JOIN pull_requests p USING (repository_id, number)
         WHERE r.repository_id = $1 AND p.head_sha <> r.head_sha
           AND r.analyzed_at < now() - interval '${earlierHeadsKept}'
         LIMIT $2) gone
       WHERE d.repository_id = $1 AND d.number = gone.number AND d.head_sha = gone.head_sha`,
      [repositoryId, rows],
    ),
  )
}

/** The same bytes: what comes from another thread is a plain array. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

/** Of these pull requests, the numbers whose current head is analysed already. */
export async function readAnalyzedNumbers(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  numbers: readonly number[],
): Promise<Set<number>> {
  const { rows } = await db.query<{ number: number }>(
    `SELECT c.number FROM current_revisions c
     WHERE c.repository_id = $1 AND c.algorithm_version = $2 AND c.number = ANY ($3)`,
    [repositoryId, algorithmVersion, numbers],
  )
  return new Set(rows.map((row) => row.number))
}

/** What a comparison needs of each pull request besides its signature and its diff. */
export interface ComparedHead {
  /** `owner/name`, in small letters. */
  repository: string
  number: number
  state: PullState
  headSha: string
  createdAt: string
  createdAtGuessed: boolean
  /** When it was merged, or its change landed on the default branch by another commit. */
  mergedAt: string | null
  baseRef: string | null
  /** That branch goes its own way (separate-lines.ts). */
  baseIsSeparate: boolean
  derivedFrom: string
}

/** Whether the branch that a pull request `c` is made to goes its own way, for a query with `fromLines`. */
const isSeparate = `coalesce(c.base_ref = ANY (l.names), false) AS "baseIsSeparate"`
const fromLines = 'LEFT JOIN separate_lines l ON l.repository_id = c.repository_id'

/**
 * Every analysed pull request of a repository at its current head, in order of number: the open ones and those that
 * were closed since `closedSince` (null: none).
 */
export async function readComparedHeads(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  closedSince: Date | null,
): Promise<ComparedHead[]> {
  const { rows } = await db.query<ComparedHead>(
    `SELECT lower(o.owner || '/' || o.name) AS repository, c.number, c.state, c.head_sha AS "headSha", ${isoMilliseconds('c.created_at')} AS "createdAt", c.created_at_guessed AS "createdAtGuessed",
       ${isoMilliseconds('coalesce(c.merged_at, c.landed_at)')} AS "mergedAt", c.base_ref AS "baseRef", ${isSeparate}, c.derived_from AS "derivedFrom"
     FROM current_revisions c
     JOIN repositories o ON o.id = c.repository_id
     ${fromLines}
     WHERE c.repository_id = $1 AND c.algorithm_version = $2
       AND (c.state = 'OPEN' OR coalesce(c.closed_at, c.updated_at) >= $3)
     ORDER BY c.number`,
    [repositoryId, algorithmVersion, closedSince],
  )
  return rows
}

/** How many rows a page of `readSignatures` holds: signatures come to some kilobytes each. */
const comparedPageSize = 500

/** Pages through the signatures of analysed pull requests at their current heads, in order of number; null for all. */
export async function* readSignatures(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  numbers: readonly number[] | null,
): AsyncGenerator<{ number: number; signature: Uint8Array }[]> {
  for (let after = 0; ; ) {
    const { rows } = await db.query<{ number: number; signature: Uint8Array }>(
      `SELECT c.number, c.signature
       FROM current_revisions c
       WHERE c.repository_id = $1 AND c.algorithm_version = $2 AND c.number > $3 AND ($4::integer[] IS NULL OR c.number = ANY ($4))
       ORDER BY c.number LIMIT ${comparedPageSize}`,
      [repositoryId, algorithmVersion, after, numbers],
    )
    if (rows.length > 0) yield rows
    if (rows.length < comparedPageSize) return
    after = rows.at(-1)!.number
  }
}

/**
 * Stored patches of one page of `streamRevisions`, as they are stored: some five times as much when they are read.
 * Bytes.
 */
const pageBytes = 512 * 1024

/**
 * The whole revisions of these pull requests at their current head, in the order asked for. However many and large they
 * are, no more is held than a page of stored patches and the revision in hand; what is not read to the end is not asked
 * for either.
 */
export async function* streamRevisions(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  numbers: readonly number[],
): AsyncGenerator<Revision> {
  const sizes = await db.query<{ number: number; bytes: number }>(
    `SELECT c.number, octet_length(c.patch) + coalesce(octet_length(c.own_commits), 0) AS bytes
     FROM current_revisions c
     WHERE c.repository_id = $1 AND c.algorithm_version = $2 AND c.number = ANY ($3)
     ORDER BY array_position($3::integer[], c.number)`,
    [repositoryId, algorithmVersion, numbers],
  )
  let page: number[] = []
  let bytes = 0
  for (const one of sizes.rows) {
    if (page.length > 0 && bytes + one.bytes > pageBytes) {
      yield* readPage(db, repositoryId, algorithmVersion, page)
      page = []
      bytes = 0
    }
    page.push(one.number)
    bytes += one.bytes
  }
  if (page.length > 0) yield* readPage(db, repositoryId, algorithmVersion, page)
}

async function* readPage(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  numbers: readonly number[],
): AsyncGenerator<Revision> {
  const { rows } = await db.query<Omit<Revision, 'patch' | 'own'> & { patch: Buffer; own: Buffer | null }>(
    `SELECT c.number, lower(o.owner || '/' || o.name) AS repository, c.head_sha AS "headSha", c.base_sha AS "baseSha",
       ${isoMilliseconds('c.base_at')} AS "baseAt", c.base_ref AS "baseRef", ${isSeparate}, c.title, c.body, c.author,
       ${isoMilliseconds('c.created_at')} AS "createdAt", c.created_at_guessed AS "createdAtGuessed", c.commits, c.patch,
       c.own_commits AS own
     FROM current_revisions c
     JOIN repositories o ON o.id = c.repository_id
     ${fromLines}
     WHERE c.repository_id = $1 AND c.algorithm_version = $2 AND c.number = ANY ($3)
     ORDER BY array_position($3::integer[], c.number)`,
    [repositoryId, algorithmVersion, numbers],
  )
  for (const { own, ...row } of rows)
    yield { ...row, patch: decodePatch(row.patch), own: own === null ? null : decodeOwn(own) }
}

/**
 * Some revisions of current heads that only an older version of the algorithm has read, in order of number; with what
 * names their texts.
 */
export async function readOutdatedRevisions(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  limit: number,
): Promise<{ number: number; version: number; textsDigest: string }[]> {
  const { rows } = await db.query<{ number: number; version: number; textsDigest: string }>(
    `SELECT c.number, max(c.algorithm_version) AS version, c.texts_digest AS "textsDigest" FROM current_revisions c
     WHERE c.repository_id = $1
     GROUP BY c.number, c.texts_digest HAVING max(c.algorithm_version) < $2
     ORDER BY c.number LIMIT $3`,
    [repositoryId, algorithmVersion, limit],
  )
  return rows
}

/**
 * Puts what a newer version of the algorithm derives in the place of what an older one did; the change itself stays.
 */
export async function replaceOutdated(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  revisions: readonly {
    number: number
    headSha: string
    version: number
    derivedFrom: string
    signature: Uint8Array
  }[],
): Promise<void> {
  await db.query(
    `UPDATE revisions r SET algorithm_version = $2, signature = s.signature, derived_from = s.derived_from
     FROM unnest($3::integer[], $4::text[], $5::integer[], $6::text[], $7::bytea[])
       AS s (number, head_sha, version, derived_from, signature)
     WHERE r.repository_id = $1 AND r.number = s.number AND r.head_sha = s.head_sha AND r.algorithm_version = s.version`,
    [
      repositoryId,
      algorithmVersion,
      revisions.map(({ number }) => number),
      revisions.map(({ headSha }) => headSha),
      revisions.map(({ version }) => version),
      revisions.map((one) => one.derivedFrom),
      revisions.map(({ signature }) => Buffer.from(signature)),
    ],
  )
}
