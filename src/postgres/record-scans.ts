import type { NewScan } from '../domain/scan.ts'
import { askByName } from './kept-plan.ts'
import { isNamed } from './named.ts'
import type { Queryable } from './pool.ts'
import { storableJson, storableText } from './storable.ts'

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

/** What is read of a scan that was recorded: what it is known by, and its number. */
type Recorded = Pick<NewScan, 'owner' | 'name' | 'snapshot'> & { id: number }

/**
 * Records accepted scans: inserts each, or answers the one of this identity that exists, which begins anew when it had
 * ended in one of the states `again`. Postgres keeps what Redis may lose: a scan that was accepted is found here as
 * `waiting` after any loss. It belongs to its repository from the start, so that it is shown there even if it never
 * comes to list it.
 * @param scans no two of one identity.
 * @returns their ids, in the same order.
 */
export async function recordScans(
  db: Queryable,
  scans: readonly NewScan[],
  again: readonly ('failed' | 'done')[] = [],
): Promise<number[]> {
  const unlessAgain = Object.entries(notBegun)
    .map(
      ([column, value]) =>
        `${column} = CASE WHEN scans.state = ANY ($7) THEN ${value} ELSE scans.${column} END`,
    )
    .join(', ')
  // In one order everywhere: two processes that are asked for the same scans wait for each other, never in a circle.
  const asked = scans.toSorted((a, b) => (identityOf(a) < identityOf(b) ? -1 : 1))
  const { rows } = await askByName<Recorded>(
    db,
    `INSERT INTO scans (owner, name, snapshot, state, source, actor, options, repository_id)
     SELECT owner, name, snapshot, 'waiting', source, actor, options, ${knownRepository}
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[])
       AS asked (owner, name, snapshot, source, actor, options)
     ON CONFLICT (lower(owner), lower(name), snapshot)
       DO UPDATE SET repository_id = coalesce(scans.repository_id, excluded.repository_id), ${unlessAgain}
     RETURNING id, owner, name, snapshot`,
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
  const ids = new Map(rows.map((row) => [identityOf(row), row.id]))
  return scans.map((scan) => ids.get(identityOf(scan))!)
}

/** One of these. */
export async function recordScan(
  db: Queryable,
  scan: NewScan,
  again: readonly ('failed' | 'done')[] = [],
): Promise<number> {
  return (await recordScans(db, [scan], again))[0]!
}

const identityOf = ({ owner, name, snapshot }: Omit<Recorded, 'id'>) =>
  `${owner.toLowerCase()}/${name.toLowerCase()}/${snapshot}`
