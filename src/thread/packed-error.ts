import { AppError, type ErrorCode, errorCodes } from '../errors.ts'

/**
 * An error as it crosses from one thread to another. What the runtime copies of one lacks its own fields, by which a
 * lost database is told from a fault of ours.
 */
export interface PackedError {
  name: string
  message: string
  stack: string | undefined
  /** An AppError's, a system call's or Postgres'. */
  fields: Record<string, unknown>
  cause: PackedError | null
}

const kept = ['code', 'syscall', 'severity', 'details'] as const
const deepestCause = 5

/** Any thrown value, with as many of its causes as tell anything. */
export function packError(error: unknown, depth = 0): PackedError {
  if (!(error instanceof Error))
    return { name: 'Error', message: String(error), stack: undefined, fields: {}, cause: null }
  // Node's, where a host has several addresses: each failed for the same reason.
  const one = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  const values = one as unknown as Record<string, unknown>
  return {
    name: one.name,
    message: one.message,
    stack: one.stack,
    fields: Object.fromEntries(
      kept.filter((key) => values[key] !== undefined).map((key) => [key, values[key]]),
    ),
    cause: one.cause === undefined || depth === deepestCause ? null : packError(one.cause, depth + 1),
  }
}

/** The same error, for the one who asked. */
export function unpackError({ name, message, stack, fields, cause }: PackedError): Error {
  const options = cause === null ? {} : { cause: unpackError(cause) }
  const { code, details } = fields
  const error =
    name === 'AppError' && isErrorCode(code)
      ? new AppError(code, message, { ...options, ...(isRecord(details) && { details }) })
      : Object.assign(new Error(message, options), fields, { name })
  if (stack !== undefined) error.stack = stack
  return error
}

const isErrorCode = (code: unknown): code is ErrorCode => (errorCodes as readonly unknown[]).includes(code)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
