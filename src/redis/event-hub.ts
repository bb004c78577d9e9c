import type { Redis } from 'ioredis'
import type { Log } from '../log.ts'
import { subscribeEvents } from './events.ts'

export interface EventListener {
  event(event: { type: string }): void
  /** Called when nothing more will come. */
  end(): void
}

export interface EventHub {
  /** @returns how to stop listening. */
  subscribe(listener: EventListener): () => void
  /** Ends every listener: a server that stops must not wait for streams that never end. */
  close(): void
}

/**
 * One subscription to Redis for all who listen in this process. `subscriber` is a connection of its own, of kind
 * `worker`: when Redis is away nothing comes, and listening goes on by itself when it is back.
 */
export function openEventHub(subscriber: Redis, log: Log): EventHub {
  const listeners = new Set<EventListener>()
  subscribeEvents(subscriber, (event) => {
    if (!isEvent(event)) return
    for (const listener of listeners) listener.event(event)
  }).catch((error) => log.debug({ err: error }, 'not subscribed'))
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const listener of [...listeners]) listener.end()
      listeners.clear()
    },
  }
}

/** The name becomes a line of the stream, so it must be a word. */
function isEvent(event: unknown): event is { type: string } {
  return (
    typeof event === 'object' &&
    event !== null &&
    'type' in event &&
    typeof event.type === 'string' &&
    /^[a-z]{1,20}$/.test(event.type)
  )
}
