import { DelayedError, type Job } from 'bullmq'
import { describeError } from '../errors.ts'
import { readRow, takeTurn } from '../postgres/turns.ts'
import { scanJobId } from '../queue/identity.ts'
import type { ScanJob } from '../queue/jobs.ts'
import type { Ports } from './ports.ts'

/** How soon the next in turn looks again whether the one before it has ended. */
const nextMs = 1_000
/** And the others, which are called when they are next: a thousand that wait must not keep the queue busy. */
const laterMs = 30_000

/**
 * Scans of one repository run one after the other: side by side they would fetch and analyse the same twice. One whose
 * job the queue has lost is not waited for.
 * @throws DelayedError when it is not this scan's turn; its job comes again.
 */
export async function waitForTurn(
  ports: Pick<Ports, 'pool' | 'queues'>,
  job: Job<ScanJob>,
  scanId: number,
  token: string,
): Promise<void> {
  const gone: number[] = []
  for (;;) {
    const blockers = await takeTurn(ports.pool, scanId, gone)
    if (blockers.length === 0) return
    for (const [at, { id, owner, name, snapshot }] of blockers.entries()) {
      const other = await ports.queues.scans.getJob(scanJobId({ owner, repo: name, snapshot }))
      if (other !== undefined && !(await hasEnded(other))) {
        const isNext = at === blockers.length - 1
        await job.moveToDelayed(Date.now() + (isNext ? nextMs : laterMs), token)
        throw new DelayedError()
      }
      gone.push(id)
    }
  }
}

const hasEnded = async (job: Job): Promise<boolean> => (await job.isFailed()) || (await job.isCompleted())

/**
 * Calls the scan whose turn it is now. One that is not called comes by itself, half a minute later.
 * @param repository and the scan that has just run: it was put back for a reason, and is not called.
 */
export async function callNext(
  { pool, queues, log }: Pick<Ports, 'pool' | 'queues' | 'log'>,
  { scanId, ...repository }: { owner: string; repo: string; scanId: number },
): Promise<void> {
  try {
    for (const { id, owner, name, snapshot } of await readRow(pool, repository)) {
      if (id === scanId) return
      const job = await queues.scans.getJob(scanJobId({ owner, repo: name, snapshot }))
      if (job === undefined || (await hasEnded(job))) continue
      if (await job.isDelayed()) await job.promote()
      return
    }
  } catch (error) {
    log.debug(
      { ...repository, error: describeError(error) },
      'the next scan was not called; it comes by itself',
    )
  }
}
