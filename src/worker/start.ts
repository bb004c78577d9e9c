import { DelayedError, type Job, UnrecoverableError, WaitingChildrenError, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { AppError, describeError } from '../errors.ts'
import { readPulls } from '../postgres/pulls.ts'
import { updateOutcomes } from '../postgres/scan-pulls.ts'
import { markScanFailed, markScanPaused, markScanResumed } from '../postgres/scans.ts'
import {
  type AnalysisJob,
  analysisQueueName,
  readAnalysisJob,
  readScanJob,
  type ScanJob,
  scanQueueName,
} from '../queue/jobs.ts'
import { waitsUntil } from '../source/wait.ts'
import { analyzePulls } from './analyze.ts'
import type { Ports } from './ports.ts'
import { publishProgress, runScan } from './scan.ts'
import { workerOptions } from './worker-options.ts'

/** Scans at work side by side in one process; while a scan waits for its analyses it does not count. */
const scanConcurrency = 2
/** How long a stopping worker lets its jobs finish before it drops them; the queue gives them to the next worker. */
const drainDeadlineMs = 8_000

export interface RunningWorker {
  /** Lets jobs in hand finish within the deadline, then drops them (they run again elsewhere). */
  stop(): Promise<void>
}

/**
 * Starts working on both queues.
 * @param redis a connection of kind `worker`; BullMQ makes its blocking connections from it.
 */
export async function startWorker(ports: Ports, redis: Redis, concurrency: number): Promise<RunningWorker> {
  const stopping = new AbortController()
  const scans = new Worker<ScanJob>(
    scanQueueName,
    (job, token) =>
      guard(ports, job, token!, stopping.signal, () => runScan(ports, job, token!, stopping.signal)),
    { ...workerOptions, connection: redis, concurrency: scanConcurrency, autorun: false },
  )
  const analyses = new Worker<AnalysisJob>(
    analysisQueueName,
    (job, token) =>
      guard(ports, job, token!, stopping.signal, () => runAnalysis(ports, job, stopping.signal)),
    { ...workerOptions, connection: redis, concurrency, autorun: false },
  )
  const workers = [scans, analyses]
  for (const worker of workers) {
    worker.on('error', (error) => ports.log.warn({ err: error }, 'queue connection'))
    worker.on('stalled', (jobId) =>
      ports.log.warn({ jobId }, 'a job was dropped by its worker and runs again'),
    )
  }
  scans.on('failed', (job, error) => void recordFailure(ports, job, error))
  await Promise.all(workers.map((worker) => worker.waitUntilReady()))
  for (const worker of workers)
    worker.run().catch((error) => ports.log.error({ err: error }, 'the worker stopped taking jobs'))

  return {
    async stop() {
      const drained = Promise.all(workers.map((worker) => worker.close()))
      const late = setTimeout(() => stopping.abort(new Error('the worker is stopping')), drainDeadlineMs)
      await drained.finally(() => clearTimeout(late))
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
    if (!last || waitsUntil(error) !== null || signal.aborted) throw error
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
    ports.log.error(
      { err: error, repo: `${data.owner}/${data.repo}`, pulls: data.numbers.length },
      'analysis failed',
    )
  }
  await publishProgress(ports, data, 'active')
}

/**
 * What every job shares: a wait for GitHub puts the job back with a delay instead of holding a worker, and an error that
 * a person must act on is not tried again.
 */
async function guard(
  ports: Ports,
  job: Job<ScanJob | AnalysisJob>,
  token: string,
  signal: AbortSignal,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (error instanceof WaitingChildrenError || error instanceof DelayedError) throw error
    if (signal.aborted) {
      // This worker is leaving: the job goes back at once, and no attempt is counted against it.
      await job.moveToDelayed(Date.now(), token)
      throw new DelayedError()
    }
    const until = waitsUntil(error)
    if (until !== null) {
      await markScanPaused(ports.pool, job.data.scanId, until)
      await publishProgress(ports, job.data, 'paused', until)
      await job.moveToDelayed(until.getTime(), token)
      throw new DelayedError()
    }
    if (error instanceof AppError && error.code !== 'UNAVAILABLE' && error.code !== 'INTERNAL') {
      const final = new UnrecoverableError(error.message)
      final.cause = error
      throw final
    }
    throw error
  }
}

/** A scan that has used its attempts is failed for whoever asks, with the sentence that says why. */
async function recordFailure(ports: Ports, job: Job<ScanJob> | undefined, error: Error): Promise<void> {
  if (job === undefined || !(await job.isFailed().catch(() => false))) return
  // What a person must act on, or a network that is down, is no fault of ours to trace.
  const expected =
    error instanceof UnrecoverableError || (error instanceof AppError && error.code === 'UNAVAILABLE')
  ports.log[expected ? 'warn' : 'error'](
    { err: expected ? undefined : error, jobId: job.id, attempt: job.attemptsMade },
    `scan failed: ${error.message}`,
  )
  try {
    // Also a job that this version cannot read names the scan that waits for it.
    await markScanFailed(ports.pool, Number(job.data.scanId), describeError(error))
    await publishProgress(ports, readScanJob(job.data), 'failed')
  } catch (failure) {
    ports.log.error({ err: failure, jobId: job.id }, 'a failed scan could not be recorded')
  }
}
