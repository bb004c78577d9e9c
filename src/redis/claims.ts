import type { Redis } from 'ioredis'

/**
 * A claim says who adds a job: `SET key claimed NX EX`. It is `claimed` until the job is in the queue, then `added`. A
 * process that dies in between leaves `claimed`, and whoever comes next finishes the work.
 */
export type ClaimState = 'claimed' | 'added'

/** Moves `claimed` to `added` exactly once; the time to live stays as it is. */
const confirmScript = `
if redis.call('GET', KEYS[1]) == 'claimed' then
  redis.call('SET', KEYS[1], 'added', 'KEEPTTL')
  return 1
end
return 0`

/** Claims `key` for `seconds`, or answers what state another's claim is in. */
export async function claim(redis: Redis, key: string, seconds: number): Promise<'new' | ClaimState> {
  const previous = await redis.set(key, 'claimed', 'EX', seconds, 'NX', 'GET')
  return previous === null ? 'new' : previous === 'added' ? 'added' : 'claimed'
}

/** Marks the claim's job as added. Of N parallel callers exactly one is answered true. */
export async function confirmClaim(redis: Redis, key: string): Promise<boolean> {
  return (await redis.eval(confirmScript, 1, key)) === 1
}

/** Reopens a claim whose job failed or vanished, so that the next confirmation counts as a new one. */
export async function reopenClaim(redis: Redis, key: string, seconds: number): Promise<void> {
  await redis.set(key, 'claimed', 'EX', seconds)
}
