import type { Queryable } from './pool.ts'
import { storableText } from './storable.ts'

/** How much of a repository's list is stored (sql/6_listings.sql). */
export interface Listing {
  listedAt: Date
  wholeAt: Date
  listedFrom: number
  closedSince: Date | null
}

export async function readListing(db: Queryable, repositoryId: number): Promise<Listing | null> {
  const { rows } = await db.query<Listing>(
    `SELECT listed_at AS "listedAt", whole_at AS "wholeAt", listed_from AS "listedFrom", closed_since AS "closedSince"
     FROM listings WHERE repository_id = $1`,
    [repositoryId],
  )
  return rows[0] ?? null
}

export async function replaceListing(db: Queryable, repositoryId: number, listing: Listing): Promise<void> {
  await db.query(
    `INSERT INTO listings (repository_id, listed_at, whole_at, listed_from, closed_since) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (repository_id) DO UPDATE SET listed_at = excluded.listed_at, whole_at = excluded.whole_at,
       listed_from = excluded.listed_from, closed_since = excluded.closed_since`,
    [repositoryId, listing.listedAt, listing.wholeAt, listing.listedFrom, listing.closedSince],
  )
}

export async function deleteListing(db: Queryable, repositoryId: number): Promise<void> {
  await db.query('DELETE FROM listings WHERE repository_id = $1', [repositoryId])
}

/** Open pull requests that are stored from this number up. */
export async function countOpenFrom(db: Queryable, repositoryId: number, from: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) FROM pull_requests WHERE repository_id = $1 AND state = 'OPEN' AND number >= $2`,
    [repositoryId, from],
  )
  return rows[0]!.count
}

/** ETags of one repository, `owner/name` without regard to case. */
export function openEtags(db: Queryable, repository: string) {
  const key = repository.toLowerCase()
  return {
    async read(url: string): Promise<string | null> {
      const { rows } = await db.query<{ etag: string }>(
        'SELECT etag FROM etags WHERE repository = $1 AND url = $2',
        [key, url],
      )
      return rows[0]?.etag ?? null
    },
    async forget(url: string): Promise<void> {
      await db.query('DELETE FROM etags WHERE repository = $1 AND url = $2', [key, url])
    },
    async keep(etags: ReadonlyMap<string, string>): Promise<void> {
      for (const [url, etag] of etags)
        await db.query(
          `INSERT INTO etags (repository, url, etag) VALUES ($1, $2, $3)
           ON CONFLICT (repository, url) DO UPDATE SET etag = excluded.etag`,
          [key, storableText(url), storableText(etag)],
        )
    },
  }
}
