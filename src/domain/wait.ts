/**
 * GitHub asks to wait. The worker puts the job back into the queue until then; nothing sleeps.
 */
export class SourceWait extends Error {
  readonly until: Date

  constructor(until: Date, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SourceWait'
    this.until = until
  }
}

/** When the work may go on, if `error` says so, however deep; else null. */
export function waitsUntil(error: unknown): Date | null {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth++)
    if ('until' in inner && inner.until instanceof Date) return inner.until
  return null
}
