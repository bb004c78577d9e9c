import { Redis, type RedisOptions } from 'ioredis'
import type { Log } from '../log.ts'

/** A request must not wait for a frozen or missing Redis longer than this; it answers 503 instead. */
const requestDeadlineMs = 1_500
const connectDeadlineMs = 2_000
const slowestReconnectMs = 1_000

/** `unix:///path/redis.sock` or a redis:// URL, as ioredis takes it. */
function endpoint(url: string): { url?: string; options: RedisOptions } {
  return url.startsWith('unix:')
    ? { options: { path: decodeURIComponent(new URL(url).pathname) } }
    : { url, options: {} }
}

/**
 * Opens a connection. `request`: commands fail fast, for the request path and health checks. `worker`: commands wait for
 * Redis to come back, as BullMQ's workers need (`maxRetriesPerRequest: null`).
 */
export function openRedis(redisUrl: string, kind: 'request' | 'worker', log: Log): Redis {
  const { url, options } = endpoint(redisUrl)
  const all: RedisOptions = {
    ...options,
    connectTimeout: connectDeadlineMs,
    retryStrategy: (attempt) => Math.min(attempt * 50, slowestReconnectMs),
    ...(kind === 'worker'
      ? { maxRetriesPerRequest: null, enableReadyCheck: false }
      : { maxRetriesPerRequest: 1, commandTimeout: requestDeadlineMs }),
  }
  const redis = url === undefined ? new Redis(all) : new Redis(url, all)
  // ioredis reports each failed reconnect as an event; a listener keeps it from ending the process.
  redis.on('error', (error) => log.debug({ err: error }, 'Redis connection'))
  return redis
}
