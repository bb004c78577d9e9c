import { type Job, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { MergeOutcome, TriedMerge } from '../domain/what-if.ts'
import { AppError, describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Pool } from '../postgres/pool.ts'
import { readLastSource } from '../postgres/scans.ts'
import { finishWhatIf, insertTriedMerges, readTriedMerges } from '../postgres/what-ifs.ts'
import type { SourceChoice } from '../queue/jobs.ts'
import { readWhatIfJob, type WhatIfJob, whatIfKey, whatIfQueueName } from '../queue/what-if.ts'
import type { MergeQuestion, PullSource } from '../source/source.ts'
import { classifyOutage } from './outage.ts'
import { outlast } from './put-back.ts'
import { workerOptions } from './worker-options.ts'

/** All merges of one question; a dozen pull requests take a few seconds. */
const deadlineMs = 120_000
/** Fetching and merging together: what hangs in between is given up. */
const longestMs = 10 * 60_000
/** A network that fails is tried so often before the reader is told. */
const mostTries = 3

export interface WhatIfPorts {
  pool: Pool
  /** A source of its own: nothing of a scan's is shared. */
  openSource(choice: SourceChoice, repository: { owner: string; repo: string }): PullSource
  log: Log
  now(): Date
}

/**
 * Tries the merges of one question and writes what they come to; what is known is not tried again. Safe to repeat. Why
 * nothing could be tried is written down too, for those who ask.
 * @param isLast whether a network that fails is waited for no longer.
 * @throws what is no answer: an outage that is waited for, and the worker's end.
 */
export async function answerWhatIf(
  { pool, openSource, log, now }: WhatIfPorts,
  job: WhatIfJob,
  isLast: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { repositoryId, owner, repo, branch, pulls } = job
  const key = whatIfKey(job)
  const began = performance.now()
  const tried: TriedMerge[] = []
  let tip: string | undefined
  const question: MergeQuestion = {
    branch,
    pulls,
    deadlineAt: now().getTime() + deadlineMs,
    async onTip(found) {
      tip = found
      const heads = pulls.map(({ headSha }) => headSha)
      const known = new Map<string, MergeOutcome>()
      for (const { after, head, outcome } of await readTriedMerges(pool, repositoryId, found, heads))
        known.set(`${after ?? ''} ${head}`, outcome)
      return (after, head) => known.get(`${after ?? ''} ${head}`)
    },
    onMerge: (merge) => void tried.push(merge),
  }
  try {
    const choice = await readLastSource(pool, repositoryId)
    if (choice === null) throw new AppError('UNAVAILABLE', 'the repository has not been scanned yet')
    const source = openSource(choice, { owner, repo })
    if (source.tryMerges === undefined)
      throw new AppError('UNAVAILABLE', 'without git there is nothing to merge')
    await source.tryMerges(question, AbortSignal.any([signal, AbortSignal.timeout(longestMs)]))
    await insertTriedMerges(pool, repositoryId, tip!, tried)
    await finishWhatIf(pool, repositoryId, key, { tip: tip! })
    log.info(
      {
        repo: `${owner}/${repo}`,
        pulls: pulls.length,
        merges: tried.length,
        ms: Math.round(performance.now() - began),
      },
      'merges tried',
    )
  } catch (error) {
    signal.throwIfAborted()
    const outage = classifyOutage(error)
    if (outage === 'ours' || (outage === 'theirs' && !isLast)) throw error
    const reason =
      error instanceof AppError && error.code !== 'INTERNAL'
        ? error.message
        : 'something went wrong here; the log says what'
    log.warn({ repo: `${owner}/${repo}`, error: describeError(error) }, 'merges could not be tried')
    await finishWhatIf(pool, repositoryId, key, { reason })
  }
}

/** Tries merges, one question after the other: only those who look wait for them. */
export async function startWhatIfs(ports: WhatIfPorts, redis: Redis): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const worker = new Worker<WhatIfJob>(
    whatIfQueueName,
    (job: Job<WhatIfJob>, token) =>
      outlast(job, token!, stopping.signal, async () => {
        const tries = job.attemptsStarted - job.attemptsMade
        await answerWhatIf(ports, readWhatIfJob(job.data), tries >= mostTries, stopping.signal)
      }),
    { ...workerOptions, connection: redis, concurrency: 1 },
  )
  worker.on('error', (error) => ports.log.warn({ err: error }, 'queue connection'))
  worker.on('failed', (job, error) =>
    ports.log.warn({ jobId: job?.id, error: error.message }, 'merges could not be tried'),
  )
  await worker.waitUntilReady()
  return {
    async stop() {
      stopping.abort(new Error('the worker is stopping'))
      await worker.close()
    },
  }
}
