import type { Redis } from 'ioredis'
import type { Log } from '../log.ts'

/** The channel on which workers tell API processes what changed. Nothing is lost with it: Postgres has the truth. */
const channel = 'clawtriage:events'

export interface Events {
  /** Never throws: an event that cannot be sent is a line in the log. */
  publish(event: object): void
}

export function openEvents(redis: Redis, log: Log): Events {
  return {
    publish(event) {
      redis
        .publish(channel, JSON.stringify(event))
        .catch((error) => log.debug({ err: error }, 'event not published'))
    },
  }
}

/**
 * Calls `receive` for each event; `subscriber` is a connection of its own, since a subscribed one can do nothing else.
 */
export async function subscribeEvents(subscriber: Redis, receive: (event: unknown) => void): Promise<void> {
  subscriber.on('message', (from, message) => {
    if (from !== channel) return
    try {
      receive(JSON.parse(message))
    } catch {
      // Only workers write here; what is not JSON is another program's and says nothing to us.
    }
  })
  await subscriber.subscribe(channel)
}
