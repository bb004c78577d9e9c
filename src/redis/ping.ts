import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

/** Whoever wants to know asks here with a word of its own; every worker answers with that word. */
const askChannel = 'clawtriage:worker:ping'
const answerChannel = 'clawtriage:worker:pong'

/** A worker's side: answers every ping for as long as its main loop turns. `subscriber` is a connection of its own. */
export async function answerPings(subscriber: Redis, publisher: Redis): Promise<void> {
  subscriber.on('message', (channel, word) => {
    if (channel === askChannel) publisher.publish(answerChannel, word).catch(() => {})
  })
  await subscriber.subscribe(askChannel)
}

/**
 * The asking side. A frozen worker does not answer, and neither does one whose loop hangs: that is the point of asking instead of
 * reading when it was last heard of.
 * @returns a function that answers true when any worker answers within `deadlineMs`.
 */
export function openWorkerPing(
  subscriber: Redis,
  publisher: Redis,
): (deadlineMs: number) => Promise<boolean> {
  const waiting = new Map<string, () => void>()
  subscriber.on('message', (channel, word) => {
    if (channel === answerChannel) waiting.get(word)?.()
  })
  const subscribed = subscriber.subscribe(answerChannel).catch(() => {})
  return async (deadlineMs) => {
    const word = randomUUID()
    const answered = new Promise<boolean>((resolve) => {
      waiting.set(word, () => resolve(true))
      setTimeout(() => resolve(false), deadlineMs).unref()
    })
    try {
      void subscribed.then(() => publisher.publish(askChannel, word)).catch(() => {})
      return await answered
    } finally {
      waiting.delete(word)
    }
  }
}
