import { gather } from '../concurrency/gather.ts'
import type { Claims } from '../domain/claim.ts'
import type { NewScan, ScanIdentity } from '../domain/scan.ts'
import type { Pool } from '../postgres/pool.ts'
import { recordScans } from '../postgres/record-scans.ts'
import { readScan } from '../postgres/scans.ts'
import { acceptScan, type ScanWishes } from '../queue/accept-scan.ts'
import type { Queues } from '../queue/queues.ts'
import { shareAccept } from '../queue/share-accept.ts'
import type { Accept } from '../worker/ports.ts'

interface Asked {
  scan: NewScan
  again: readonly ('failed' | 'done')[]
}

/** Scans in one statement: some 300 bytes each. */
const mostAtOnce = 100

/**
 * The one way into the queue: kept in this database, claimed in this Redis, added to these queues. Those that are
 * asked for at once are kept by one statement; no two of these are of one identity, since they share what comes of it.
 */
export function openAccept(pool: Pool, claims: Claims, queues: Pick<Queues, 'scans'>): Accept {
  const record = gather<Asked, number>(
    (asked) =>
      recordScans(
        pool,
        asked.map(({ scan }) => scan),
        asked[0]!.again,
      ),
    // One statement has one `again`; nearly all of them have the same.
    { most: mostAtOnce, kindOf: ({ again }) => again.join() },
  )
  const recordScan = (scan: NewScan, again: Asked['again']) => record({ scan, again })
  const hasFailed = async (identity: ScanIdentity) => (await readScan(pool, identity))?.state === 'failed'
  const ports = { claims, queues, recordScan, hasFailed }
  return shareAccept<ScanWishes>((identity, wishes) => acceptScan(ports, identity, wishes))
}
