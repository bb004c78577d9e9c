import type { Redis } from 'ioredis'
import type { Claims } from '../domain/claim.ts'

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
