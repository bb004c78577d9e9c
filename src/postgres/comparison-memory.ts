import type { Queryable } from './pool.ts'

/** What a comparison keeps for the next one (comparison/memory-codec.ts). */
export interface StoredMemory {
  pulls: Uint8Array
  pairs: Uint8Array
  lists: Uint8Array
}

/** How a repository's edges stand. */
export interface EdgesState {
  /** What the last comparison was made of; null: none was made, or something else has been written since. */
  digest: string | null
  /** Another number: something was written. */
  version: number
  /** What the last comparison has kept, and how it left the edges; null: nothing that this version can read. */
  memory: { digest: string; version: number } | null
}

export async function readEdgesState(
  db: Queryable,
  repositoryId: number,
  format: number,
): Promise<EdgesState> {
  const { rows } = await db.query<{
    digest: string | null
    version: number
    memoryDigest: string | null
    memoryVersion: number | null
  }>(
    `SELECT r.compared_digest AS digest, r.edges_version AS version,
       m.compared_digest AS "memoryDigest", m.edges_version AS "memoryVersion"
     FROM repositories r LEFT JOIN comparison_memory m ON m.repository_id = r.id AND m.format = $2
     WHERE r.id = $1`,
    [repositoryId, format],
  )
  const { digest, version, memoryDigest, memoryVersion } = rows[0]!
  return {
    digest,
    version,
    memory: memoryDigest === null ? null : { digest: memoryDigest, version: memoryVersion! },
  }
}

/** Some parts of what is kept, if it is of that state of the edges; null otherwise. */
export async function readMemory<Part extends keyof StoredMemory>(
  db: Queryable,
  repositoryId: number,
  version: number,
  parts: readonly Part[],
): Promise<Pick<StoredMemory, Part> | null> {
  const { rows } = await db.query<Pick<StoredMemory, Part>>(
    `SELECT ${parts.join(', ')} FROM comparison_memory WHERE repository_id = $1 AND edges_version = $2`,
    [repositoryId, version],
  )
  return rows[0] ?? null
}

/** Takes the place of what was kept. Within a transaction. */
export async function replaceMemory(
  db: Queryable,
  repositoryId: number,
  format: number,
  { digest, version, pulls, pairs, lists }: StoredMemory & { digest: string; version: number },
): Promise<void> {
  await db.query(
    `INSERT INTO comparison_memory (repository_id, compared_digest, edges_version, format, pulls, pairs, lists)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (repository_id) DO UPDATE SET compared_digest = excluded.compared_digest,
       edges_version = excluded.edges_version, format = excluded.format, pulls = excluded.pulls,
       pairs = excluded.pairs, lists = excluded.lists`,
    [repositoryId, digest, version, format, ...[pulls, pairs, lists].map(asBuffer)],
  )
}

/** Of each stored edge that a maintainer has said something of, its pair. */
export async function readJudgedPairs(
  db: Queryable,
  repositoryId: number,
): Promise<{ a: number; b: number }[]> {
  const { rows } = await db.query<{ a: number; b: number }>(
    'SELECT a, b FROM edges WHERE repository_id = $1 AND verdict IS NOT NULL',
    [repositoryId],
  )
  return rows
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength)
