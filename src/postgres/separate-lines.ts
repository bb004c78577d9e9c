import type { SeparateLines } from '../domain/separate-lines.ts'
import type { Queryable } from './pool.ts'

/** Which lines were found to go their own way, and among which; null where that was never looked for. */
export async function readStoredLines(
  db: Queryable,
  repositoryId: number,
): Promise<(SeparateLines & { asked: string[] }) | null> {
  const { rows } = await db.query<SeparateLines & { asked: string[] }>(
    'SELECT asked, digest, names FROM separate_lines WHERE repository_id = $1',
    [repositoryId],
  )
  return rows[0] ?? null
}

/** The branches with a number in front that pull requests of a repository are made to, those of most first. */
export async function readNumberedTargets(db: Queryable, repositoryId: number): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT base_ref AS name FROM pull_requests WHERE repository_id = $1 AND base_ref ~* '^v?[0-9]'
     GROUP BY base_ref ORDER BY count(*) DESC, base_ref`,
    [repositoryId],
  )
  return rows.map(({ name }) => name)
}

/** Stores them in the place of what was known before. */
export async function upsertSeparateLines(
  db: Queryable,
  repositoryId: number,
  { asked, digest, names }: SeparateLines & { asked: readonly string[] },
): Promise<void> {
  await db.query(
    `INSERT INTO separate_lines (repository_id, asked, digest, names) VALUES ($1, $2, $3, $4)
     ON CONFLICT (repository_id) DO UPDATE SET asked = excluded.asked, digest = excluded.digest, names = excluded.names`,
    [repositoryId, asked, digest, names],
  )
}
