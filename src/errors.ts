/**
 * The errors that a person can act on. Everything else is "internal": logged whole with its cause, shown as one
 * sentence. `api/errors.ts` alone maps a code to an HTTP status; a command prints `message` and ends with exit code 1
 * (or 2: `USAGE`).
 */
export const errorCodes = [
  'USAGE',
  'BAD_REQUEST',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'CONFLICT',
  'TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'RATE_LIMITED',
  'NOT_CONFIGURED',
  'UNAVAILABLE',
  'INTERNAL',
] as const

export type ErrorCode = (typeof errorCodes)[number]

export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined

  /** `message` is for a person: what is wrong and what to do. It never carries a secret. */
  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details
  }
}

/** The sentence to show for any thrown value: an AppError's own, else the error's message without its stack. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return describeError(error.errors[0])
  if (error instanceof Error) return error.message || error.name
  return String(error)
}
