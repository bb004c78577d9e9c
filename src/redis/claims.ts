import type { Redis } from 'ioredis'

/**
 * A claim says who adds a job: `SET key claimed NX EX`. It is `claimed` until the job is in the queue, then `added`. A
 * process that dies in between leaves `claimed`, and whoever comes next finishes the work.
 */
export type ClaimState = 'claimed' | 'added'

export interface Claims {
  /** Claims `key` for `seconds`, or answers what state another's claim is in. */
  claim(key: string, seconds: number): Promise<'new' | ClaimState>
  /** Marks the claim's job as added. Of N parallel callers exactly one is answered true. */
  confirm(key: string): Promise<boolean>
}

/** Moves `claimed` to `added` exactly once; the time to live stays as it is. */
const confirmScript = `
if redis.call('GET', KEYS[1]) == 'claimed' then
  redis.call('SET', KEYS[1], 'added', 'KEEPTTL')
  return 1
end
return 0`

export function openClaims(redis: Redis): Claims {
  return {
    async claim(key, seconds) {
      const previous = await redis.set(key, 'claimed', 'EX', seconds, 'NX', 'GET')
      return previous === null ? 'new' : previous === 'added' ? 'added' : 'claimed'
    },
    async confirm(key) {
      return (await redis.eval(confirmScript, 1, key)) === 1
    },
  }
}
