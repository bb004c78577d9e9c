import type { BranchFiles } from '../domain/branch-files.ts'
import type { Queryable } from './pool.ts'
import { isoSeconds } from './sql-dates.ts'
import { storableText } from './storable.ts'

/** The tip whose files are stored; null: none. */
export async function readBranchTip(db: Queryable, repositoryId: number): Promise<string | null> {
  const { rows } = await db.query<{ tip: string }>(
    'SELECT tip_sha AS tip FROM branch_files WHERE repository_id = $1',
    [repositoryId],
  )
  return rows[0]?.tip ?? null
}

/** What the default branch consists of, and what it is called; null where that is not known. */
export async function readBranchFiles(
  db: Queryable,
  repositoryId: number,
): Promise<(BranchFiles & { branch: string }) | null> {
  const { rows } = await db.query<BranchFiles & { branch: string }>(
    `SELECT f.tip_sha AS tip, ${isoSeconds('f.committed_at')} AS "committedAt", f.subject, f.entries, r.default_branch AS branch
     FROM branch_files f JOIN repositories r ON r.id = f.repository_id WHERE f.repository_id = $1`,
    [repositoryId],
  )
  return rows[0] ?? null
}

/** Stores them in the place of what was known before. */
export async function upsertBranchFiles(
  db: Queryable,
  repositoryId: number,
  { tip, committedAt, subject, entries }: BranchFiles,
): Promise<void> {
  await db.query(
    `INSERT INTO branch_files (repository_id, tip_sha, committed_at, subject, entries) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (repository_id) DO UPDATE SET tip_sha = excluded.tip_sha, committed_at = excluded.committed_at,
       subject = excluded.subject, entries = excluded.entries`,
    [repositoryId, tip, committedAt, storableText(subject), Buffer.from(entries)],
  )
}
