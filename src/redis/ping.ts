import type { Redis } from 'ioredis'

/** Questions are asked here; every worker answers. */
const askChannel = 'clawtriage:worker:ping'
const answerChannel = 'clawtriage:worker:pong'
/** And speaks unasked now and then: one that was busy when it was asked is alive by its last word. */
const speakEveryMs = 5_000
/** No one waits for an answer longer than a worker may be silent. */
const longestQuestionMs = 30_000

/**
 * A worker's side: says a word now and then and answers every ping, for as long as its main loop turns. `subscriber` is
 * a connection of its own.
 * @returns how to fall silent.
 */
export async function answerPings(subscriber: Redis, publisher: Redis): Promise<{ stop(): void }> {
  const speak = () => void publisher.publish(answerChannel, 'alive').catch(() => {})
  subscriber.on('message', (channel) => {
    if (channel === askChannel) speak()
  })
  await subscriber.subscribe(askChannel)
  speak()
  const timer = setInterval(speak, speakEveryMs)
  return { stop: () => clearInterval(timer) }
}

export interface WorkerPing {
  /**
   * True as soon as any worker answers; false when none has within half a minute. A frozen worker does not, and neither
   * does one whose loop hangs.
   */
  ask(): Promise<boolean>
  /** When any worker was last heard, by `performance.now()`. */
  lastWordAt(): number
}

/** The asking side; what it has heard is its own, so that the word of a worker before a crash says nothing after it. */
export function openWorkerPing(subscriber: Redis, publisher: Redis): WorkerPing {
  const waiting = new Set<() => void>()
  let lastWordAt = Number.NEGATIVE_INFINITY
  subscriber.on('message', (channel) => {
    if (channel !== answerChannel) return
    lastWordAt = performance.now()
    for (const answer of waiting) answer()
  })
  const subscribed = subscriber.subscribe(answerChannel).catch(() => {})
  return {
    lastWordAt: () => lastWordAt,
    ask: () =>
      new Promise((resolve) => {
        const end = (isAlive: boolean) => {
          clearTimeout(late)
          waiting.delete(answer)
          resolve(isAlive)
        }
        const answer = () => end(true)
        const late = setTimeout(() => end(false), longestQuestionMs)
        late.unref()
        waiting.add(answer)
        void subscribed.then(() => publisher.publish(askChannel, 'who is there')).catch(() => {})
      }),
  }
}
