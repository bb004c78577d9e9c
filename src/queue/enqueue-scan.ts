import { setTimeout } from 'node:timers/promises'
import type { Job } from 'bullmq'
import type { ScanIdentity } from '../domain/scan.ts'
import { scanJobId, scanKey } from './identity.ts'
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
  /** `SET key NX EX` and its confirmation (redis/claims.ts). */
  claims: {
    claim(key: string, seconds: number): Promise<'new' | 'claimed' | 'added'>
    confirm(key: string): Promise<boolean>
  }
  queues: Pick<Queues, 'scans'>
  /**
   * Records the accepted scan and answers its id: what Redis may lose, this keeps. `again` lists the ended states from
   * which it begins anew.
   */
  record(identity: ScanIdentity, again: readonly ('failed' | 'done')[]): Promise<number>
  /** Whether the recorded scan has failed, which is written a moment before the queue knows it. */
  hasFailed(identity: ScanIdentity): Promise<boolean>
}

/** Between a failure that is written and the queue that knows it lie milliseconds, seconds on a starved machine. */
const failureKnown = { everyMs: 25, times: 200 }

export interface ScanRequest extends Pick<ScanJob, 'source' | 'maxOpenPrs' | 'all' | 'patienceMs'> {
  /** How often the queue tries before the scan has failed; unset: as often as suits an unattended service. */
  attempts?: number
}

/**
 * Puts one scan into the queue, however often and from however many processes it is asked for.
 *
 * The claim comes first, the job second, the confirmation last; every step may be repeated, so a process that dies
 * between any two of them is completed by the next call. A failed scan runs again. A finished one stays finished, also
 * when the queue has forgotten its job, until the claim expires.
 */
export async function enqueueScan(
  { claims, queues, record, hasFailed }: EnqueueScanPorts,
  identity: ScanIdentity,
  { source, maxOpenPrs, all, patienceMs, attempts }: ScanRequest,
): Promise<EnqueuedScan> {
  const key = scanKey(identity)
  const jobId = scanJobId(identity)
  const [held, job] = await Promise.all([claims.claim(key, scanRetentionSeconds), queues.scans.getJob(jobId)])

  // `add` is a silent no-op while a job of this id exists, a failed one too: that one is retried, which succeeds once.
  if (job !== undefined && (await isAtItsEnd(job, () => hasFailed(identity)))) {
    await record(identity, ['failed'])
    const created = await job.retry('failed', { resetAttemptsMade: true }).then(
      () => true,
      () => false,
    )
    await claims.confirm(key)
    return { created, jobId, jobState: await job.getState() }
  }
  if (held === 'added') return { created: false, jobId, jobState: job ? await job.getState() : 'completed' }

  const scanId = await record(identity, held === 'new' ? ['failed', 'done'] : [])
  const { owner, repo, snapshot } = identity
  await queues.scans.add(
    'scan',
    { scanId, owner, repo, snapshot, source, maxOpenPrs, all, patienceMs, step: 'list' },
    attempts === undefined ? { jobId } : { jobId, attempts },
  )
  const created = await claims.confirm(key)
  return { created, jobId, jobState: created ? 'waiting' : ((await job?.getState()) ?? 'waiting') }
}

/** Whether the job has failed; of one at work that is recorded as failed already, the end is waited for. */
async function isAtItsEnd(job: Job, hasFailed: () => Promise<boolean>): Promise<boolean> {
  for (let looked = 0; looked < failureKnown.times; looked++) {
    // By one question: between two of them it may fail, and who asks beside this one may have begun it anew already.
    const state = await job.getState()
    if (state === 'failed') return true
    if (state !== 'active' || (looked === 0 && !(await hasFailed()))) return false
    await setTimeout(failureKnown.everyMs)
  }
  return false
}
