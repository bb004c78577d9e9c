import { DelayedError, type Job, UnrecoverableError, WaitingChildrenError } from 'bullmq'
import { waitsUntil } from '../domain/wait.ts'
import { AppError, describeError } from '../errors.ts'
import { markScanFailed, markScanPaused } from '../postgres/scans.ts'
import { type AnalysisJob, readScanJob, type ScanJob, scanQueueName } from '../queue/jobs.ts'
import { type JobRuns, LockLost, StillRunning } from './job-runs.ts'
import { classifyOutage, deriveNextTry, derivePause, type Outage } from './outage.ts'
import type { Ports } from './ports.ts'
import { putBack } from './put-back.ts'
import { publishProgress } from './scan.ts'

/**
 * How long GitHub, its git server and the network are waited for before a scan has failed. An hourly scan comes before
 * long.
 */
const usualPatienceMs = 15 * 60_000
/** The end of a run has a word left for the queue, which must not be taken for the next run's. */
const afterOverlapMs = 2_000

/** Failures that are recorded already: BullMQ tells of each one once more. */
const recorded = new WeakSet<Error>()

/**
 * What scans and analyses share. A wait for GitHub, an outage and a worker that stops put the job back with a delay and
 * count no attempt; what a person must act on is not tried again. That a scan has failed is written to Postgres before
 * the queue is told, so that the queue never says more than the rows do.
 */
export async function guard(
  ports: Ports,
  runs: JobRuns,
  job: Job<ScanJob | AnalysisJob>,
  token: string,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  try {
    await runs.run(`${job.queueName}/${job.id}`, work)
  } catch (error) {
    if (error instanceof WaitingChildrenError || error instanceof DelayedError) throw error
    // The holder of the lock runs it; of ours there is nothing to give back.
    if (error instanceof LockLost) throw new DelayedError()
    if (error instanceof StillRunning)
      return putBack(job, token, new Date(Date.now() + afterOverlapMs), stopping)
    if (stopping.aborted) return putBack(job, token, new Date(), stopping)
    const settled = await settle(ports, job, error).catch((failure: unknown) => {
      // What cannot be written down now waits like the work itself.
      if (classifyOutage(failure) !== 'ours') throw failure
      return new Date(Date.now() + derivePause(job.data.outage?.times ?? 0))
    })
    if (settled instanceof Error) throw settled
    await putBack(job, token, settled, stopping)
  }
}

/** @returns when the job is tried again, or the error that it fails with. */
async function settle(ports: Ports, job: Job<ScanJob | AnalysisJob>, error: unknown): Promise<Date | Error> {
  const until = waitsUntil(error)
  if (until !== null) {
    await pause(ports, job.data, until, error)
    return until
  }
  const outage = classifyOutage(error)
  const next =
    outage === null
      ? null
      : deriveNextTry(outage, job.data.outage, job.data.patienceMs ?? usualPatienceMs, new Date())
  if (outage !== null && next !== null) {
    await waitOut(ports, job, outage, next, error)
    return next.at
  }
  const attempts = job.opts.attempts ?? 1
  const isFinal = outage !== null || mustBeActedOn(error) || job.attemptsMade + 1 >= attempts
  if (!isFinal) return error instanceof Error ? error : new Error(describeError(error))
  const final = new UnrecoverableError(describeError(error))
  final.cause = error
  await recordFailure(ports, job, final)
  recorded.add(final)
  return final
}

function mustBeActedOn(error: unknown): boolean {
  if (error instanceof UnrecoverableError) return true
  return error instanceof AppError && error.code !== 'UNAVAILABLE' && error.code !== 'INTERNAL'
}

async function waitOut(
  ports: Ports,
  job: Job<ScanJob | AnalysisJob>,
  outage: Outage,
  { at, soFar }: { at: Date; soFar: NonNullable<ScanJob['outage']> },
  error: unknown,
): Promise<void> {
  const { owner, repo, snapshot } = job.data
  ports.log.warn(
    { repo: `${owner}/${repo}`, snapshot, error: describeError(error), times: soFar.times, at },
    'an outage; the work waits, and no attempt is counted',
  )
  await job.updateData({ ...job.data, outage: soFar })
  // Without Postgres there is nothing to write it to; and its own outage is over before it could be read.
  if (outage === 'theirs') await pause(ports, job.data, at, error)
}

async function pause(ports: Ports, data: ScanJob | AnalysisJob, until: Date, error: unknown): Promise<void> {
  await markScanPaused(ports.pool, data.scanId, until, describeError(error))
  await publishProgress(ports, data, 'paused', until)
}

/**
 * A scan has failed for all who ask, with the sentence that says why, and begins anew when it is asked for again. An
 * analysis that fails leaves its pull requests to the scan, which says what it could not read.
 */
async function recordFailure(
  ports: Ports,
  job: Job<ScanJob | AnalysisJob>,
  error: UnrecoverableError,
): Promise<void> {
  const { cause } = error
  // What a person must act on, or a network that is down, is no fault of ours to trace.
  const expected =
    cause instanceof UnrecoverableError || (cause instanceof AppError && cause.code !== 'INTERNAL')
  const what = isScan(job) ? 'scan failed' : 'analysis failed'
  ports.log[expected ? 'warn' : 'error'](
    { err: expected ? undefined : cause, jobId: job.id, attempt: job.attemptsMade },
    `${what}: ${error.message}`,
  )
  if (!isScan(job)) return
  await beginAnew(job)
  // Also a job that this version cannot read names the scan that waits for it.
  await markScanFailed(ports.pool, Number(job.data.scanId), error.message)
  await publishProgress(ports, readScanJob(job.data), 'failed').catch((failure: unknown) => {
    ports.log.warn({ err: failure, jobId: job.id }, 'the listeners could not be told of a failed scan')
  })
}

/** Asked for again, it lists from the first page: what earlier pages brought is no longer known for sure. */
async function beginAnew(job: Job<ScanJob>): Promise<void> {
  const { outage: _, cursor: __, opened: ___, ...rest } = job.data
  await job.updateData({ ...rest, step: 'list' })
}

/** For a failure that BullMQ has made by itself: a job that has taken far too many workers with it. */
export async function recordForeignFailure(
  ports: Ports,
  job: Job<ScanJob> | undefined,
  error: Error,
): Promise<void> {
  if (job === undefined || recorded.has(error)) return
  try {
    if (!(await job.isFailed())) return
    ports.log.error({ jobId: job.id }, `scan failed: ${error.message}`)
    await beginAnew(job)
    await markScanFailed(ports.pool, Number(job.data.scanId), describeError(error))
  } catch (failure) {
    // The row is not done and its job has failed: housekeeping finds that.
    ports.log.error({ err: failure, jobId: job.id }, 'a failed scan could not be recorded')
  }
}

const isScan = (job: Job<ScanJob | AnalysisJob>): job is Job<ScanJob> => job.queueName === scanQueueName
