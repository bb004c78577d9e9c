import { isNamed } from './named.ts'
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

/**
 * A repository was asked for by one name and answered with another: GitHub does so for a name that has not been taken
 * since. What is stored goes on under the new name; where that has a row already (a scan was faster), the old row is
 * only hidden, since there may be verdicts in it.
 */
export async function followRename(
  db: Queryable,
  asked: { owner: string; repo: string },
  answered: { owner: string; name: string },
): Promise<void> {
  const names = [asked.owner, asked.repo, answered.owner, answered.name]
  const there = `(SELECT FROM repositories WHERE ${isNamed('', ['$3', '$4'])})`
  await db.query(
    `UPDATE repositories SET owner = CASE WHEN EXISTS ${there} THEN owner ELSE $3 END,
       name = CASE WHEN EXISTS ${there} THEN name ELSE $4 END,
       removed_at = CASE WHEN EXISTS ${there} THEN coalesce(removed_at, now()) ELSE removed_at END
     WHERE ${isNamed('', ['$1', '$2'])}`,
    names,
  )
}

/**
 * What the last scan that was asked for under this name has learned of its repository, which may have another name by
 * now; null for nothing.
 */
export async function readKnownRepository(
  db: Queryable,
  owner: string,
  name: string,
): Promise<RepositoryFacts | null> {
  const { rows } = await db.query<RepositoryFacts>(
    `SELECT r.owner, r.name, r.default_branch AS "defaultBranch", r.private, r.url
     FROM scans s JOIN repositories r ON r.id = s.repository_id
     WHERE ${isNamed('s', ['$1', '$2'])} ORDER BY s.id DESC LIMIT 1`,
    [owner, name],
  )
  return rows[0] ?? null
}

/** `owner/name` as it is called today. */
export async function readRepositoryName(db: Queryable, repositoryId: number): Promise<string> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT owner || '/' || name AS name FROM repositories WHERE id = $1`,
    [repositoryId],
  )
  return rows[0]?.name ?? ''
}

export async function readDefaultBranch(db: Queryable, repositoryId: number): Promise<string> {
  const { rows } = await db.query<{ branch: string }>(
    'SELECT default_branch AS branch FROM repositories WHERE id = $1',
    [repositoryId],
  )
  return rows[0]?.branch ?? ''
}
