import type { Queue } from 'bullmq'
import type { Redis } from 'ioredis'

/**
 * Gives the jobs back that a machine was working on when it lost its power. Their locks would hold for half a minute
 * more, and their holder is gone: to be called only where no other worker can be at work, which is before the
 * only worker of a Redis of our own begins. The keys are BullMQ's (`lock`, `stalled`, `stalled-check`): its first look
 * at what has stalled then finds all of them.
 * @returns how many there were.
 */
export async function releaseOrphans(
  redis: Pick<Redis, 'del' | 'sadd'>,
  queues: readonly Queue[],
): Promise<number> {
  let released = 0
  for (const queue of queues) {
    for (const { id } of await queue.getActive()) {
      if (id === undefined) continue
      await redis.del(queue.toKey(`${id}:lock`))
      await redis.sadd(queue.toKey('stalled'), id)
      released++
    }
    await redis.del(queue.toKey('stalled-check'))
  }
  return released
}
