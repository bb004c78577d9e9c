import { isNamed } from './named.ts'
import type { Queryable } from './pool.ts'

interface Name {
  owner: string
  repo: string
}

/** What is known of a repository by its name; null when it was never scanned. */
export async function readAppRepository(
  db: Queryable,
  { owner, repo }: Name,
): Promise<{ id: number; isRemoved: boolean; private: boolean } | null> {
  const { rows } = await db.query(
    `SELECT id, removed_at IS NOT NULL AS "isRemoved", private FROM repositories
     WHERE ${isNamed('', ['$1', '$2'])}`,
    [owner, repo],
  )
  return rows[0] ?? null
}

/** Hides a repository, or shows it again; nothing of it is deleted, since it may come back. */
export async function setRemoved(db: Queryable, { owner, repo }: Name, isRemoved: boolean): Promise<void> {
  await db.query(
    `UPDATE repositories SET removed_at = CASE WHEN $3 THEN coalesce(removed_at, now()) END
     WHERE ${isNamed('', ['$1', '$2'])}`,
    [owner, repo, isRemoved],
  )
}

/** Every repository of an account that is known, hidden ones too. */
export async function readNamesOf(db: Queryable, owner: string): Promise<Name[]> {
  const { rows } = await db.query<Name>(
    'SELECT owner, name AS repo FROM repositories WHERE lower(owner) = lower($1) ORDER BY id',
    [owner],
  )
  return rows
}

/**
 * A repository has another name or owner. Under the new name there may be a row already: one that is hidden, or that a
 * scan made which was faster than the word of the rename, goes. An older one stays, and what it was renamed from too:
 * then the word is late, and the old name is another repository's.
 */
export async function renameRepository(db: Queryable, from: Name, to: Name): Promise<void> {
  await db.query(
    `DELETE FROM repositories n USING repositories o
     WHERE ${isNamed('n', ['$3', '$4'])}
       AND ${isNamed('o', ['$1', '$2'])} AND n.id <> o.id
       AND (n.created_at > o.created_at OR n.removed_at IS NOT NULL)`,
    [from.owner, from.repo, to.owner, to.repo],
  )
  const { rowCount } = await db.query(
    `UPDATE repositories r SET owner = $3, name = $4, url = regexp_replace(url, '[^/]+/[^/]+$', $3 || '/' || $4)
     WHERE ${isNamed('', ['$1', '$2'])} AND NOT EXISTS (
       SELECT FROM repositories n WHERE ${isNamed('n', ['$3', '$4'])} AND n.id <> r.id)`,
    [from.owner, from.repo, to.owner, to.repo],
  )
  if (rowCount === 0) return
  await db.query(
    `UPDATE scans s SET owner = $3, name = $4 WHERE ${isNamed('', ['$1', '$2'])}
       AND NOT EXISTS (SELECT FROM scans o WHERE ${isNamed('o', ['$3', '$4'])} AND o.snapshot = s.snapshot)`,
    [from.owner, from.repo, to.owner, to.repo],
  )
}

export async function setPrivate(db: Queryable, { owner, repo }: Name, isPrivate: boolean): Promise<void> {
  await db.query(`UPDATE repositories SET private = $3 WHERE ${isNamed('', ['$1', '$2'])}`, [
    owner,
    repo,
    isPrivate,
  ])
}

/** Whether a scan of the repository waits for its turn: it will see all that has come until then. */
export async function hasWaitingScan(db: Queryable, { owner, repo }: Name): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM scans WHERE ${isNamed('', ['$1', '$2'])} AND state = 'waiting' LIMIT 1`,
    [owner, repo],
  )
  return rowCount !== 0
}

/** When a pull request was last changed by what is stored, and its head; null when it is not. */
export async function readPullVersion(
  db: Queryable,
  repositoryId: number,
  number: number,
): Promise<{ updatedAt: Date; headSha: string; state: string; baseRef: string | null } | null> {
  const { rows } = await db.query(
    `SELECT updated_at AS "updatedAt", head_sha AS "headSha", state, base_ref AS "baseRef" FROM pull_requests
     WHERE repository_id = $1 AND number = $2`,
    [repositoryId, number],
  )
  return rows[0] ?? null
}
