import { AppError } from '../errors.ts'

/**
 * Why work cannot be done for the moment, through no fault of its own. `ours`: Postgres, Redis or the disk; it is
 * waited for, however long it takes, since without them nothing could even be called failed. `theirs`: the network,
 * GitHub, a git server; it is waited for as long as the job's patience lasts.
 */
export type Outage = 'ours' | 'theirs'

/**
 * Postgres' classes: connection, resources, system; and its codes for a server that comes or goes, is read-only, or had
 * to give one of two way.
 */
const postgresStates = /^(?:08...|53...|58...|57P0[1-5]|25006|40001|40P01|55P03)$/
/** What node-postgres says without a code when a connection is lost or cannot be had. */
const postgresWords =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed and is not queryable)/
/** A statement that came to its time limit: a frozen server, or one that will never be fast enough. */
const slowStatement = (error: Cause) => error.code === '57014' || error.message === 'Query read timeout'
/** What Redis answers while it loads, has no room, or is no primary; and ioredis' words for one that is away. */
const redisWords =
  /^(?:MISCONF|LOADING|READONLY|OOM|CLUSTERDOWN|MASTERDOWN|TRYAGAIN|BUSY) |^Connection is closed|^Command timed out|^Stream isn't writeable/
/** The system's codes: no room on the disk, a disk that fails, no more files or processes to be had. */
const systemCodes = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN'])
/** And of the network, a socket's file that is not there yet among them. */
const networkCodes =
  /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN)$/
/** A connection that breaks while it is used. */
const lostConnection = /^(?:ECONNRESET|EPIPE)$/
const noRoom = /No space left on device|Disk quota exceeded|Input\/output error|MiB left and a scan needs/
const deepestCause = 5

type Cause = Error & { code?: unknown; stderr?: unknown; syscall?: unknown }

/** @returns null for everything that waiting does not mend: a fault of ours, or something that a person must act on. */
export function classifyOutage(error: unknown): Outage | null {
  const chain: Cause[] = []
  let inner: unknown = error
  while (inner instanceof Error && chain.length < deepestCause) {
    // Node's, where a host has several addresses: each failed for the same reason.
    const one: Cause =
      inner instanceof AggregateError && inner.errors[0] instanceof Error ? inner.errors[0] : inner
    chain.push(one)
    inner = one.cause
  }
  const [outer] = chain
  if (outer === undefined || (outer instanceof AppError && outer.code !== 'UNAVAILABLE')) return null
  if (chain.some(isOurs)) return 'ours'
  // Of git on this machine only its death by a signal (memory ran out) passes; fetches are explained by their source.
  if (outer.name === 'GitFailure') return outer instanceof AppError && isKilled(outer) ? 'theirs' : null
  if (outer instanceof AppError) return 'theirs'
  return chain.some((one) => slowStatement(one) || networkCodes.test(String(one.code))) ? 'theirs' : null
}

function isOurs(error: Cause): boolean {
  const { code, message, name, stderr } = error
  if (noRoom.test(message) || (typeof stderr === 'string' && noRoom.test(stderr))) return true
  if (name === 'MaxRetriesPerRequestError' || redisWords.test(message) || postgresWords.test(message))
    return true
  if (typeof code !== 'string' || error instanceof AppError) return false
  // A socket that is refused, or whose file is gone: GitHub's are AppErrors by the time they come here.
  if (error.syscall === 'connect' && (networkCodes.test(code) || code === 'ENOENT')) return true
  return (
    ('severity' in error && postgresStates.test(code)) || systemCodes.has(code) || lostConnection.test(code)
  )
}

function isKilled(error: AppError): boolean {
  return 'exitCode' in error && error.exitCode === null
}

/** Kept in a job that waits for the end of an outage. */
export interface OutageSoFar {
  /** When it was first met, ISO 8601. */
  since: string
  /** How often it was met. */
  times: number
}

const firstPauseMs = 1_000
/** Long enough to cost nothing, short enough that a scan goes on soon after the end of an outage. */
const longestPauseMs = 60_000

/** How long the next pause is: twice the last one. */
export const derivePause = (times: number): number => Math.min(firstPauseMs * 2 ** times, longestPauseMs)

/**
 * When work that met an outage is tried again, and what is remembered of it; null when it has lasted for longer than
 * `patienceMs`.
 */
export function deriveNextTry(
  outage: Outage,
  soFar: OutageSoFar | undefined,
  patienceMs: number,
  now: Date,
): { at: Date; soFar: OutageSoFar } | null {
  const { since, times } = soFar ?? { since: now.toISOString(), times: 0 }
  const at = new Date(now.getTime() + derivePause(times))
  if (outage === 'theirs' && at.getTime() - Date.parse(since) > patienceMs) return null
  return { at, soFar: { since, times: times + 1 } }
}
