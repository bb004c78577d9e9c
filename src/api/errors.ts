import type { ErrorCode } from '../errors.ts'
import { AppError } from '../errors.ts'
import type { Log } from '../log.ts'
import { outageRefusals } from '../words/refusals.ts'

/** The one place where a code becomes an HTTP status. */
const statuses: Record<ErrorCode, number> = {
  USAGE: 400,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  NOT_CONFIGURED: 503,
  UNAVAILABLE: 503,
  INTERNAL: 500,
}

const retryAfterSeconds = 5

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return answer(status, JSON.stringify(body), headers)
}

/** @param text JSON that is written already. */
export const writtenJson = (text: string): Response => answer(200, text)

/**
 * One object of the fields of two.
 * @param first has a field at least.
 * @param second an object with a field at least that has been written already, as UTF-8: where it is large, that takes
 *   its time.
 */
export function jsonOf(status: number, first: object, second: Uint8Array): Response {
  return answer(
    status,
    Buffer.concat([Buffer.from(`${JSON.stringify(first).slice(0, -1)},`), second.subarray(1)]),
  )
}

function answer(
  status: number,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  })
}

/** An error as the contract's `{"error":{"code","message","details?"}}`. */
export function errorResponse(error: AppError, headers: Record<string, string> = {}): Response {
  const { code, message, details } = error
  const extra: Record<string, string> = {}
  if (code === 'UNAUTHORIZED') extra['www-authenticate'] = 'Bearer realm="clawtriage"'
  if (code === 'RATE_LIMITED') extra['retry-after'] = String(details?.retryAfterSeconds ?? retryAfterSeconds)
  if (code === 'UNAVAILABLE') extra['retry-after'] = String(retryAfterSeconds)
  return json(
    statuses[code],
    { error: { code, message, ...(details ? { details } : {}) } },
    { ...extra, ...headers },
  )
}

/**
 * Any thrown value as an answer. What a person cannot act on is logged whole and shown as one sentence; a database or a
 * Redis that does not answer in time is 503, since trying again may help.
 */
export function answerError(error: unknown, log: Log): Response {
  if (error instanceof AppError && error.code !== 'INTERNAL') return errorResponse(error)
  if (isDiskFull(error)) {
    log.error({ err: error }, 'the disk is full')
    return errorResponse(new AppError('UNAVAILABLE', outageRefusals.diskFull))
  }
  if (isOutage(error)) {
    log.warn({ err: error }, 'a server that a request needed did not answer')
    return errorResponse(new AppError('UNAVAILABLE', outageRefusals.noServer))
  }
  log.error({ err: error }, 'a request failed')
  return errorResponse(new AppError('INTERNAL', outageRefusals.internal))
}

/**
 * What the file system, Postgres (SQLSTATE disk_full) and Redis (MISCONF: it could not save what it was told) say of a
 * disk without space.
 */
function isDiskFull(error: unknown): boolean {
  return errorsOf(error).some(
    ({ code, message }) =>
      code === 'ENOSPC' ||
      code === 'EDQUOT' ||
      code === '53100' ||
      /\bMISCONF\b|No space left on device/.test(message),
  )
}

/**
 * Errors of pg and ioredis that mean "not reachable now"; SQLSTATE classes 08 (connection), 53 (resources) and 57 (shut
 * down, cancelled), and what had to give way to another.
 */
function isOutage(error: unknown): boolean {
  return errorsOf(error).some(
    ({ code, message }) =>
      /^(?:ECONN|ENOENT|EPIPE|ETIMEDOUT|08|53|57|40001|40P01)/.test(code) ||
      // Redis: still reading its data, out of memory, a replica, busy with a script.
      /^(?:LOADING|OOM|READONLY|BUSY|MASTERDOWN|TRYAGAIN) /.test(message) ||
      /timeout|timed out|Connection (?:terminated|is closed)|max retries|the database system is|Stream isn't writeable/i.test(
        message,
      ),
  )
}

/** The error itself, those that it was made of (ioredis' transactions name them) and the one that caused it. */
function errorsOf(error: unknown): { code: string; message: string }[] {
  if (!(error instanceof Error)) return []
  const { code, previousErrors, cause } = error as Error & { code?: unknown; previousErrors?: unknown }
  const parts = [cause, ...(Array.isArray(previousErrors) ? previousErrors : [])]
  return [
    { code: typeof code === 'string' ? code : '', message: error.message },
    ...parts.flatMap((part) => (part === error ? [] : errorsOf(part))),
  ]
}
