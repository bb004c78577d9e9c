import type { Claims } from '../domain/claim.ts'
import type { NewScan, ScanIdentity } from '../domain/scan.ts'
import { type EnqueuedScan, enqueueScan } from './enqueue-scan.ts'
import type { SourceChoice } from './jobs.ts'
import type { Queues } from './queues.ts'

export interface AcceptScanPorts {
  claims: Claims
  queues: Pick<Queues, 'scans'>
  /**
   * Keeps the accepted scan in Postgres and answers its id; `again` lists the ended states from which it begins anew.
   */
  recordScan(scan: NewScan, again: readonly ('failed' | 'done')[]): Promise<number>
  hasFailed(identity: ScanIdentity): Promise<boolean>
}

export interface ScanWishes {
  source: SourceChoice
  /** Who asked, as it is shown with the scan; null: unknown. */
  actor: string | null
  maxOpenPrs?: number | undefined
  all?: boolean
  patienceMs?: number | undefined
  attempts?: number
}

/**
 * Accepts a scan, from whichever side it is asked for and however often: kept in Postgres, claimed in Redis, put into
 * the queue once (enqueue-scan.ts).
 */
export function acceptScan(
  { claims, queues, recordScan, hasFailed }: AcceptScanPorts,
  identity: ScanIdentity,
  { source, actor, maxOpenPrs, all = false, patienceMs, attempts }: ScanWishes,
): Promise<EnqueuedScan> {
  const options = {
    ...(maxOpenPrs !== undefined && { maxOpenPrs }),
    all,
    ...(source.kind === 'mirror' && { mirrorDir: source.dir }),
  }
  return enqueueScan(
    {
      claims,
      queues,
      hasFailed,
      record: ({ owner, repo, snapshot }, again) =>
        recordScan({ owner, name: repo, snapshot, source: source.kind, actor, options }, again),
    },
    identity,
    { source, maxOpenPrs, all, patienceMs, ...(attempts !== undefined && { attempts }) },
  )
}
