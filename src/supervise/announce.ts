/** What a child program tells the process that started it, once it can work. */
export interface Ready {
  ready: true
  /** The port that the API listens on. */
  port?: number
}

/** Whether a supervisor started this program: then the database is up to date. One started by hand has to see to it. */
export function isSupervised(): boolean {
  return process.send !== undefined
}

/** Tells the supervisor, if there is one, that this program can work. */
export function announceReady(facts: Omit<Ready, 'ready'> = {}): void {
  process.send?.({ ready: true, ...facts } satisfies Ready)
}

/**
 * Calls `stop` when the supervisor is gone, however it died: the channel to it closes with it. A program started by
 * hand has no supervisor and is never called.
 */
export function onParentGone(stop: () => void): void {
  if (!isSupervised()) return
  process.once('disconnect', stop)
}
