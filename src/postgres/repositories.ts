import type { Queryable } from './pool.ts'
import { storableText } from './storable.ts'

export interface RepositoryFacts {
  owner: string
  name: string
  defaultBranch: string
  private: boolean
  url: string | null
}

export interface RepositoryRow {
  id: number
  owner: string
  name: string
}

/** Inserts the repository, or brings its spelling, default branch and visibility up to date. */
export async function upsertRepository(db: Queryable, repository: RepositoryFacts): Promise<RepositoryRow> {
  const { rows } = await db.query<RepositoryRow>(
    `INSERT INTO repositories (owner, name, default_branch, private, url) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (lower(owner), lower(name)) DO UPDATE
       SET owner = excluded.owner, name = excluded.name, default_branch = excluded.default_branch,
           private = excluded.private, url = excluded.url
     RETURNING id, owner, name`,
    [
      repository.owner,
      repository.name,
      storableText(repository.defaultBranch),
      repository.private,
      repository.url === null ? null : storableText(repository.url),
    ],
  )
  return rows[0]!
}

/** What the last scan that was asked for under this name has learned of its repository, which may have another name by now; null for nothing. */
export async function readKnownRepository(
  db: Queryable,
  owner: string,
  name: string,
): Promise<RepositoryFacts | null> {
  const { rows } = await db.query<RepositoryFacts>(
    `SELECT r.owner, r.name, r.default_branch AS "defaultBranch", r.private, r.url
     FROM scans s JOIN repositories r ON r.id = s.repository_id
     WHERE lower(s.owner) = lower($1) AND lower(s.name) = lower($2) ORDER BY s.id DESC LIMIT 1`,
    [owner, name],
  )
  return rows[0] ?? null
}

export async function readDefaultBranch(db: Queryable, repositoryId: number): Promise<string> {
  const { rows } = await db.query<{ branch: string }>(
    'SELECT default_branch AS branch FROM repositories WHERE id = $1',
    [repositoryId],
  )
  return rows[0]?.branch ?? ''
}
