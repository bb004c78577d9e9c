import type { Claims } from '../domain/claim.ts'
import type { Pool } from '../postgres/pool.ts'
import { recordScan } from '../postgres/scans.ts'
import { acceptScan, type ScanWishes } from '../queue/accept-scan.ts'
import type { Queues } from '../queue/queues.ts'
import { shareAccept } from '../queue/share-accept.ts'
import type { Accept } from '../worker/ports.ts'

/** The one way into the queue: kept in this database, claimed in this Redis, added to these queues. */
export function openAccept(pool: Pool, claims: Claims, queues: Pick<Queues, 'scans'>): Accept {
  const ports = { claims, queues, recordScan: recordScan.bind(null, pool) }
  return shareAccept<ScanWishes>((identity, wishes) => acceptScan(ports, identity, wishes))
}
