import { type Job, UnrecoverableError, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { waitsUntil } from '../domain/wait.ts'
import { describeError } from '../errors.ts'
import { readPulls } from '../postgres/pulls.ts'
import { updateOutcomes } from '../postgres/scan-pulls.ts'
import { markScanResumed } from '../postgres/scans.ts'
import {
  type AnalysisJob,
  analysisQueueName,
  readAnalysisJob,
  type ScanJob,
  scanQueueName,
} from '../queue/jobs.ts'
import { analyzePulls } from './analyze.ts'
import { guard, recordForeignFailure } from './guard.ts'
import { openJobRuns } from './job-runs.ts'
import { classifyOutage } from './outage.ts'
import type { Ports } from './ports.ts'
import { publishProgress, runScan } from './scan.ts'
import { callNext } from './turns.ts'
import { workerOptions } from './worker-options.ts'

/** Scans at work side by side in one process; while a scan waits for its analyses it does not count. */
const scanConcurrency = 2
/**
 * How long a stopping worker lets its jobs finish before it tells them to end; the queue gives them to the next worker.
 */
const drainDeadlineMs = 6_000
/** And how long they may take for that. What then still runs is left as it is: the next worker finds it. */
const leaveDeadlineMs = 2_000

/** Runs the work that it is given, and ends as that does. */
export type During = (work: () => Promise<void>) => Promise<void>

export interface RunningWorker {
  /** Lets jobs in hand finish within the deadline, then drops them (they run again elsewhere). */
  stop(): Promise<void>
}

/**
 * Starts working on both queues.
 * @param redis a connection of kind `worker`; BullMQ makes its blocking connections from it.
 * @param during runs each job, and knows meanwhile that this process has something to do.
 */
export async function startWorker(
  ports: Ports,
  redis: Redis,
  concurrency: number,
  during: During,
): Promise<RunningWorker> {
  const stopping = new AbortController()
  const runs = openJobRuns(stopping.signal)
  const scans = new Worker<ScanJob>(
    scanQueueName,
    async (job, token) => {
      try {
        await during(() =>
          guard(ports, runs, job, token!, stopping.signal, (signal) => runScan(ports, job, token!, signal)),
        )
        ports.closeSource(job.data.scanId)
      } catch (error) {
        // One that waits, for its analyses, for GitHub or for its next try, goes on with the source that it has.
        if (error instanceof UnrecoverableError) ports.closeSource(job.data.scanId)
        throw error
      } finally {
        // Done, failed or paused: another scan of the repository may go on.
        await callNext(ports, job.data)
      }
    },
    { ...workerOptions, connection: redis, concurrency: scanConcurrency, autorun: false },
  )
  const analyses = new Worker<AnalysisJob>(
    analysisQueueName,
    (job, token) =>
      during(() =>
        guard(ports, runs, job, token!, stopping.signal, (signal) => runAnalysis(ports, job, signal)),
      ),
    { ...workerOptions, connection: redis, concurrency, autorun: false },
  )
  const workers = [scans, analyses]
  for (const worker of workers) {
    worker.on('error', (error) => ports.log.warn({ err: error }, 'queue connection'))
    worker.on('stalled', (jobId) =>
      ports.log.warn({ jobId }, 'a job was dropped by its worker and runs again'),
    )
    worker.on('lockRenewalFailed', (jobIds) => {
      for (const jobId of jobIds) runs.lose(`${worker.name}/${jobId}`)
    })
  }
  scans.on('failed', (job, error) => void recordForeignFailure(ports, job, error))
  await Promise.all(workers.map((worker) => worker.waitUntilReady()))
  for (const worker of workers)
    worker.run().catch((error) => ports.log.error({ err: error }, 'the worker stopped taking jobs'))

  return {
    async stop() {
      const drained = Promise.all(workers.map((worker) => worker.close()))
      const late = setTimeout(() => stopping.abort(new Error('the worker is stopping')), drainDeadlineMs)
      let leave: NodeJS.Timeout | undefined
      const deadline = new Promise<void>((resolve) => {
        leave = setTimeout(resolve, drainDeadlineMs + leaveDeadlineMs)
      })
      await Promise.race([drained, deadline]).finally(() => {
        clearTimeout(late)
        clearTimeout(leave)
      })
    },
  }
}

async function runAnalysis(ports: Ports, job: Job<AnalysisJob>, signal: AbortSignal): Promise<void> {
  const data = readAnalysisJob(job.data)
  await markScanResumed(ports.pool, data.scanId)
  try {
    await analyzePulls(ports, data, signal)
  } catch (error) {
    const last = job.attemptsMade + 1 >= (job.opts.attempts ?? 1)
    if (!last || waitsUntil(error) !== null || classifyOutage(error) !== null || signal.aborted) throw error
    // The last attempt: each pull request that it leaves undone is named with the reason, and the scan goes on.
    const pulls = await readPulls(ports.pool, data.repositoryId, data.numbers)
    await updateOutcomes(
      ports.pool,
      data.scanId,
      pulls.map(({ number, headSha }) => ({
        number,
        headSha,
        outcome: 'failed',
        reason: describeError(error),
      })),
    )
    await publishProgress(ports, data, 'active')
    const failed = new UnrecoverableError(describeError(error))
    failed.cause = error
    throw failed
  }
  await publishProgress(ports, data, 'active')
}
