import type { Redis } from 'ioredis'
import { claim, confirmClaim, reopenClaim } from '../redis/claims.ts'
import { type ScanIdentity, scanJobId, scanKey } from './identity.ts'
import type { ScanJob } from './jobs.ts'
import { type Queues, scanRetentionSeconds } from './queues.ts'

export interface EnqueuedScan {
  /** True for exactly one of any number of parallel calls: the one that created the scan. */
  created: boolean
  jobId: string
  /** BullMQ's word for where the job is: waiting, active, delayed, completed, failed, waiting-children, unknown. */
  jobState: string
}

export interface EnqueueScanPorts {
  redis: Redis
  queues: Pick<Queues, 'scans'>
  /** Records the accepted scan (again, after a failure) and answers its id: what Redis may lose, this keeps. */
  record(identity: ScanIdentity, again: boolean): Promise<number>
}

/**
 * Puts one scan into the queue, however often and from however many processes it is asked for.
 *
 * The claim comes first, the job second, the confirmation last; every step may be repeated, so a process that dies
 * between any two of them is completed by the next call. A failed scan runs again. A finished one stays finished, also
 * when the queue has forgotten its job, until the claim expires.
 */
export async function enqueueScan(
  { redis, queues, record }: EnqueueScanPorts,
  identity: ScanIdentity,
  options: Pick<ScanJob, 'source' | 'maxOpenPrs' | 'all'>,
): Promise<EnqueuedScan> {
  const key = scanKey(identity)
  const jobId = scanJobId(identity)
  const held = await claim(redis, key, scanRetentionSeconds)
  const job = held === 'new' ? undefined : await queues.scans.getJob(jobId)
  const failed = job !== undefined && (await job.isFailed())

  if (held === 'added' && !failed)
    return { created: false, jobId, jobState: job ? await job.getState() : 'completed' }
  if (failed) {
    // `add` is a silent no-op while the failed job keeps its id. Of several callers one removes it; all go on.
    await reopenClaim(redis, key, scanRetentionSeconds)
    await job.remove().catch(() => {})
  }
  const scanId = await record(identity, failed)
  await queues.scans.add('scan', { scanId, ...identity, ...options, step: 'list' }, { jobId })
  const created = await confirmClaim(redis, key)
  return { created, jobId, jobState: 'waiting' }
}
