import { Redis, type RedisOptions } from 'ioredis'
import type { Log } from '../log.ts'

/**
 * A request must not wait for a frozen Redis longer than this; it answers 503 instead. GitHub waits 10 s for the answer
 * to a webhook, and on a sixteenth of a processor a command may take a second.
 */
const requestDeadlineMs = 5_000
const connectDeadlineMs = 5_000
const slowestReconnectMs = 1_000

/** `unix:///path/redis.sock` or a redis:// URL, as ioredis takes it. */
function endpoint(url: string): { url?: string; options: RedisOptions } {
  return url.startsWith('unix:')
    ? { options: { path: decodeURIComponent(new URL(url).pathname) } }
    : { url, options: {} }
}

/**
 * Opens a connection. `request`: commands fail fast, for the request path and health checks. `worker`: commands wait
 * for Redis to come back, as BullMQ's workers need (`maxRetriesPerRequest: null`).
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

/**
 * @returns whether Redis answers on this connection; undefined when it has not done so in time, which is no refusal.
 */
export async function askRedis(redis: Redis): Promise<boolean | undefined> {
  try {
    return (await redis.ping()) === 'PONG'
  } catch (error) {
    return error instanceof Error && error.message === 'Command timed out' ? undefined : false
  }
}
