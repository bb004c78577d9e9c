import { createHash } from 'node:crypto'
import type { Queryable } from './pool.ts'
import { storableText } from './storable.ts'

/** A repository's clawtriage.json as last read. `text` is null when there is none, or none that can be used. */
export interface StoredRules {
  text: string | null
  /** What is wrong with the file, in words. */
  problem: string | null
}

/** Names the rules that a signature was derived by; '' when there are none. */
export function digestRules(text: string | null): string {
  return text === null ? '' : createHash('sha256').update(text).digest('hex')
}

export async function updateRules(db: Queryable, repositoryId: number, rules: StoredRules): Promise<void> {
  await db.query('UPDATE repositories SET rules = $2, rules_problem = $3 WHERE id = $1', [
    repositoryId,
    rules.text === null ? null : storableText(rules.text),
    rules.problem === null ? null : storableText(rules.problem),
  ])
}

export async function readRules(db: Queryable, repositoryId: number): Promise<StoredRules> {
  const { rows } = await db.query<StoredRules>(
    'SELECT rules AS text, rules_problem AS problem FROM repositories WHERE id = $1',
    [repositoryId],
  )
  return rows[0] ?? { text: null, problem: null }
}

/** Some pull requests whose current head has a signature by other rules than these, in order of number. */
export async function readNumbersByOtherRules(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  rulesDigest: string,
  limit: number,
): Promise<number[]> {
  const { rows } = await db.query<{ number: number }>(
    `SELECT p.number FROM pull_requests p
     JOIN revisions r ON r.repository_id = p.repository_id AND r.number = p.number AND r.head_sha = p.head_sha
     WHERE p.repository_id = $1 AND r.algorithm_version = $2 AND r.rules_digest <> $3 ORDER BY p.number LIMIT $4`,
    [repositoryId, algorithmVersion, rulesDigest, limit],
  )
  return rows.map(({ number }) => number)
}

/** Replaces signatures that were derived by other rules. */
export async function updateSignatures(
  db: Queryable,
  repositoryId: number,
  algorithmVersion: number,
  rulesDigest: string,
  signatures: readonly { number: number; headSha: string; signature: Uint8Array }[],
): Promise<void> {
  await db.query(
    `UPDATE revisions r SET signature = s.signature, rules_digest = $3
     FROM unnest($4::integer[], $5::text[], $6::bytea[]) AS s (number, head_sha, signature)
     WHERE r.repository_id = $1 AND r.algorithm_version = $2 AND r.number = s.number AND r.head_sha = s.head_sha`,
    [
      repositoryId,
      algorithmVersion,
      rulesDigest,
      signatures.map(({ number }) => number),
      signatures.map(({ headSha }) => headSha),
      signatures.map(({ signature }) => Buffer.from(signature)),
    ],
  )
}
