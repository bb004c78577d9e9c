import { setTimeout as sleep } from 'node:timers/promises'
import { DelayedError, type Job } from 'bullmq'
import { classifyOutage, derivePause } from './outage.ts'

/** BullMQ's words for a job that is no longer this run's: its lock has expired, or it is gone. */
const isGone = /^(?:Missing lock|Missing key|Lock mismatch|Job \S+ is not in the active state)/

/**
 * Puts a job back into its queue, to be taken again at `at`; no attempt is counted. While Redis cannot take it, it is
 * asked again: a job whose lock expires meanwhile is put back by the queue itself.
 * @throws DelayedError always, which is how BullMQ is told.
 */
export async function putBack(job: Job, token: string, at: Date, stopping: AbortSignal): Promise<never> {
  for (let times = 0; ; times++)
    try {
      await job.moveToDelayed(at.getTime(), token)
      throw new DelayedError()
    } catch (error) {
      if (error instanceof DelayedError) throw error
      const isOver = stopping.aborted || (error instanceof Error && isGone.test(error.message))
      if (isOver) throw new DelayedError()
      if (classifyOutage(error) !== 'ours') throw error
      await sleep(derivePause(times), undefined, { signal: stopping }).catch(() => {})
    }
}

/** Tries of work whose outage is not ours, the pauses between which come to a quarter of an hour. */
const mostTries = 20

/**
 * Runs a job; an outage puts it back with a delay and counts no attempt: Postgres, Redis and the disk are waited for,
 * however long it takes.
 */
export async function outlast(
  job: Job,
  token: string,
  stopping: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    const outage = classifyOutage(error)
    const times = job.attemptsStarted - job.attemptsMade - 1
    if (outage === null || (outage === 'theirs' && times >= mostTries)) throw error
    await putBack(job, token, new Date(Date.now() + derivePause(Math.max(times, 0))), stopping)
  }
}
