import type { NewScan, ScanState } from '../domain/scan.ts'
import { askByName } from './kept-plan.ts'
import { isNamed } from './named.ts'
import type { Queryable } from './pool.ts'
import { storableJson, storableText } from './storable.ts'

export interface ScanRow extends NewScan {
  id: number
  repositoryId: number | null
  state: ScanState
  listed: number
  analyzed: number
  unchanged: number
  failed: number
  degraded: number
  githubRequests: number
  graphqlPoints: number
  setsFound: number | null
  error: string | null
  resumesAt: Date | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const columns = `id, owner, name, snapshot, repository_id AS "repositoryId", state, source, actor, options, listed, analyzed,
  unchanged, failed, degraded, github_requests AS "githubRequests", graphql_points AS "graphqlPoints", sets_found AS "setsFound", error,
  resumes_at AS "resumesAt", created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt"`

/**
 * The repository that an asked scan is about, as far as it is known before it is listed: what the last scan under this
 * name was about, which may have another name by now, else the one of this name. One that was taken away counts as
 * unknown.
 */
const knownRepository = `coalesce(
  (SELECT r.id FROM scans l JOIN repositories r ON r.id = l.repository_id AND r.removed_at IS NULL
   WHERE ${isNamed('l', 'asked')} AND l.repository_id IS NOT NULL ORDER BY l.id DESC LIMIT 1),
  (SELECT k.id FROM repositories k WHERE ${isNamed('k', 'asked')} AND k.removed_at IS NULL))`

/** What the columns of a scan hold that has not begun. */
const notBegun = {
  state: "'waiting'",
  error: 'NULL',
  resumes_at: 'NULL',
  started_at: 'NULL',
  finished_at: 'NULL',
  pulls_forgotten: 'false',
}

/**
 * Inserts scans, or answers those of these identities that exist, which begin anew when they had ended in one of the
 * states `again`. Postgres keeps what Redis may lose: a scan that was accepted is found here as `waiting` after any
 * loss. It belongs to its repository from the start, so that it is shown there even if it never comes to list it.
 * @param scans no two of one identity.
 * @returns in no order.
 */
async function insertScans(
  db: Queryable,
  scans: readonly NewScan[],
  again: readonly ('failed' | 'done')[],
): Promise<ScanRow[]> {
  const unlessAgain = Object.entries(notBegun)
    .map(
      ([column, value]) =>
        `${column} = CASE WHEN scans.state = ANY ($7) THEN ${value} ELSE scans.${column} END`,
    )
    .join(', ')
  // In one order everywhere: two processes that are asked for the same scans wait for each other, never in a circle.
  const asked = scans.toSorted((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1))
  const { rows } = await askByName<ScanRow>(
    db,
    `INSERT INTO scans (owner, name, snapshot, state, source, actor, options, repository_id)
     SELECT owner, name, snapshot, 'waiting', source, actor, options, ${knownRepository}
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[])
       AS asked (owner, name, snapshot, source, actor, options)
     ON CONFLICT (lower(owner), lower(name), snapshot)
       DO UPDATE SET repository_id = coalesce(scans.repository_id, excluded.repository_id), ${unlessAgain}
     RETURNING ${columns}`,
    [
      asked.map(({ owner }) => owner),
      asked.map(({ name }) => name),
      asked.map(({ snapshot }) => snapshot),
      asked.map(({ source }) => source),
      asked.map(({ actor }) => (actor === null ? null : storableText(actor))),
      asked.map(({ options }) => storableJson(options)),
      again,
    ],
  )
  return rows
}

/** One of these (insertScans). */
export async function insertScan(
  db: Queryable,
  scan: NewScan,
  again: readonly ('failed' | 'done')[] = [],
): Promise<ScanRow> {
  return (await insertScans(db, [scan], again))[0]!
}

/**
 * Records accepted scans: inserts each, or begins it anew when it had ended in one of the states `again`.
 * @param scans no two of one identity.
 * @returns their ids, in the same order.
 */
export async function recordScans(
  db: Queryable,
  scans: readonly NewScan[],
  again: readonly ('failed' | 'done')[],
): Promise<number[]> {
  const rows = await insertScans(db, scans, again)
  const ids = new Map(rows.map((row) => [identityOf(row), row.id]))
  return scans.map((scan) => ids.get(identityOf(scan))!)
}

const identityOf = ({ owner, name, snapshot }: Pick<NewScan, 'owner' | 'name' | 'snapshot'>) =>
  `${owner.toLowerCase()}/${name.toLowerCase()}/${snapshot}`

/** One of these (recordScans). */
export async function recordScan(
  db: Queryable,
  scan: NewScan,
  again: readonly ('failed' | 'done')[],
): Promise<number> {
  return (await recordScans(db, [scan], again))[0]!
}

/** The scan of this identity, or null. */
export async function readScan(
  db: Queryable,
  { owner, repo, snapshot }: { owner: string; repo: string; snapshot: string },
): Promise<ScanRow | null> {
  const { rows } = await db.query<ScanRow>(
    `SELECT ${columns} FROM scans WHERE ${isNamed('', ['$1', '$2'])} AND snapshot = $3`,
    [owner, repo, snapshot],
  )
  return rows[0] ?? null
}

export async function readScanById(db: Queryable, id: number): Promise<ScanRow | null> {
  const { rows } = await db.query<ScanRow>(`SELECT ${columns} FROM scans WHERE id = $1`, [id])
  return rows[0] ?? null
}

/** Scans that were accepted and have not ended, the oldest first. */
export async function readUnfinishedScans(db: Queryable): Promise<ScanRow[]> {
  const { rows } = await db.query<ScanRow>(
    `SELECT ${columns} FROM scans WHERE state IN ('waiting', 'active', 'paused') ORDER BY id`,
  )
  return rows
}

/** When each repository was last scanned to the end, and what its newest scan is doing. */
export interface LastScan {
  owner: string
  name: string
  /** When the last scan that was done ended; null when none was. */
  doneAt: Date | null
  newest: { snapshot: string; state: ScanState }
}

/** Of every repository that a scan was ever accepted for. */
export async function readLastScans(db: Queryable): Promise<LastScan[]> {
  const { rows } = await db.query<LastScan>(
    `SELECT DISTINCT ON (lower(owner), lower(name)) owner, name,
       jsonb_build_object('snapshot', snapshot, 'state', state) AS newest,
       (SELECT max(d.finished_at) FROM scans d
        WHERE ${isNamed('d', 's')} AND d.state = 'done') AS "doneAt"
     FROM scans s ORDER BY lower(owner), lower(name), id DESC`,
  )
  return rows
}

/** A scan begins, or begins anew. */
export async function markScanActive(db: Queryable, id: number): Promise<void> {
  await db.query(
    `UPDATE scans SET state = 'active', started_at = coalesce(started_at, now()), resumes_at = NULL, error = NULL WHERE id = $1`,
    [id],
  )
}

/** A scan that waited goes on. */
export async function markScanResumed(db: Queryable, id: number): Promise<void> {
  await db.query(
    `UPDATE scans SET state = 'active', resumes_at = NULL, error = NULL WHERE id = $1 AND state = 'paused'`,
    [id],
  )
}

/**
 * A scan waits, and says for what. One that has ended stays so, even if an analysis of it that was left behind has
 * met.
 */
export async function markScanPaused(db: Queryable, id: number, until: Date, reason: string): Promise<void> {
  await db.query(
    `UPDATE scans SET state = 'paused', resumes_at = $2, error = $3 WHERE id = $1 AND state NOT IN ('done', 'failed')`,
    [id, until, storableText(reason)],
  )
}

export async function markScanFailed(db: Queryable, id: number, error: string): Promise<void> {
  await db.query(
    `UPDATE scans SET state = 'failed', error = $2, resumes_at = NULL, finished_at = now() WHERE id = $1`,
    [id, storableText(error)],
  )
}

export async function markScanDone(db: Queryable, id: number, setsFound: number): Promise<void> {
  await db.query(
    `UPDATE scans SET state = 'done', sets_found = $2, error = NULL, resumes_at = NULL, finished_at = now() WHERE id = $1`,
    [id, setsFound],
  )
}

/** A scan has found its repository; those under the same name that had not come to know theirs belong to it, too. */
export async function linkScanToRepository(db: Queryable, id: number, repositoryId: number): Promise<void> {
  await db.query(
    `UPDATE scans s SET repository_id = $2 FROM scans found
     WHERE found.id = $1 AND (s.id = found.id
       OR (s.repository_id IS NULL AND ${isNamed('s', 'found')}))`,
    [id, repositoryId],
  )
}

/**
 * Counts requests that were sent for a scan; `limit` is how many GitHub allows in an hour, null when it did not say.
 */
export async function addGithubRequests(
  db: Queryable,
  id: number,
  { requests, limit }: { requests: number; limit: number | null },
): Promise<void> {
  if (requests > 0)
    await db.query(
      'UPDATE scans SET github_requests = github_requests + $2, github_limit = coalesce($3, github_limit) WHERE id = $1',
      [id, requests, limit],
    )
}

/**
 * Where a repository's commits were had from by its last scan, or (a scan that asked the API alone) can be had; null
 * where there was none.
 */
export async function readLastSource(
  db: Queryable,
  repositoryId: number,
): Promise<{ kind: 'git' } | { kind: 'mirror'; dir: string } | null> {
  const { rows } = await db.query<Pick<ScanRow, 'source' | 'options'>>(
    'SELECT source, options FROM scans WHERE repository_id = $1 ORDER BY id DESC LIMIT 1',
    [repositoryId],
  )
  const [scan] = rows
  if (scan === undefined) return null
  const dir = scan.options.mirrorDir
  return scan.source === 'mirror' && dir !== undefined ? { kind: 'mirror', dir } : { kind: 'git' }
}
