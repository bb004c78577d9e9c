import type { Redis } from 'ioredis'
import type { Queues } from './queues.ts'

/** Longer than anything is ever put off for: GitHub's hourly limit is waited for 61 minutes at most. */
const mostDelayMs = 2 * 60 * 60_000
/** Promoted in one go. */
const mostJobs = 1_000
/** BullMQ orders delayed jobs by the time they are due, in milliseconds, shifted by so many bits, and their order. */
const dueShift = 2 ** 12

/**
 * Lets jobs run at once that are due too far ahead: the clock of this machine was wrong when they were put off, and has
 * been set back since. They would wait until it is that late again.
 * @param now by the clock as it is, in milliseconds.
 * @returns how many jobs of all queues were due too far ahead.
 */
export async function promoteFarJobs(
  redis: Pick<Redis, 'zrangebyscore'>,
  queues: Queues,
  now: number,
): Promise<number> {
  let promoted = 0
  for (const queue of [queues.scans, queues.analyses, queues.deliveries, queues.checks, queues.whatIfs]) {
    const least = (now + mostDelayMs) * dueShift
    const ids = await redis.zrangebyscore(queue.toKey('delayed'), least, '+inf', 'LIMIT', 0, mostJobs)
    for (const id of ids) {
      const job = await queue.getJob(id)
      if (job === undefined) continue
      try {
        await job.promote()
        promoted++
      } catch (error) {
        // Another worker's round was first.
        if (await job.isDelayed()) throw error
      }
    }
  }
  return promoted
}
