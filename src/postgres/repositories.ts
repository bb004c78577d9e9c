import type { Queryable } from './pool.ts'
import { storableText } from './storable.ts'

export interface RepositoryRow {
  id: number
  owner: string
  name: string
}

/** Inserts the repository, or brings its spelling, default branch and visibility up to date. */
export async function upsertRepository(
  db: Queryable,
  repository: { owner: string; name: string; defaultBranch: string; private: boolean; url: string | null },
): Promise<RepositoryRow> {
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
