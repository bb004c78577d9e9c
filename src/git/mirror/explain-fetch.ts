import { SourceWait } from '../../domain/wait.ts'
import { AppError } from '../../errors.ts'
import { GitFailure } from '../git.ts'

/** GitHub says no time when it limits git; its documents advise a minute. */
const limitPauseMs = 60_000

/** What a failed fetch means for the scan. */
export type FetchTrouble =
  | 'missing-ref'
  /** This object is not to be had. */
  | 'refused-object'
  /** The server gives no object by its id at all. */
  | 'no-single-objects'
  | 'locked'
  | 'damaged'
  | 'other'

/** Sorts a failure by git's words, which LC_ALL=C keeps the same everywhere. */
export function classifyFetchFailure(error: GitFailure): FetchTrouble {
  const { stderr, outOfMemory } = error
  // "inflate: out of memory" is no damage.
  if (outOfMemory) return 'other'
  if (/couldn't find remote ref/i.test(stderr)) return 'missing-ref'
  if (/unadvertised object|does not allow request/i.test(stderr)) return 'no-single-objects'
  if (/not our ref/i.test(stderr)) return 'refused-object'
  if (/\.lock': File exists|cannot lock ref/i.test(stderr)) return 'locked'
  const damage =
    /not a git repository|corrupt|bad object|bad (?:config|signature)|unable to (?:read|parse)|invalid (?:object|sha1 pointer)|inflate|did not send all necessary|index file .* is|packfile .* cannot|bad tree|missing (?:tree|commit|blob)/i
  return damage.test(stderr) ? 'damaged' : 'other'
}

/** One clear line (or a wait) for a fetch that cannot succeed now. Never shows a credential. */
export function explainFetchFailure(
  error: unknown,
  repository: string,
  url: string,
  hasToken: boolean,
  now: Date,
): unknown {
  if (!(error instanceof GitFailure)) return error
  const { stderr } = error
  const host = URL.canParse(url) ? new URL(url).host || 'the server' : 'the server'
  if (/returned error: 429/.test(stderr))
    return new SourceWait(new Date(now.getTime() + limitPauseMs), `${host} limits git for a while`, {
      cause: error,
    })
  if (
    /Authentication failed|returned error: 401|could not read (?:Username|Password)|terminal prompts disabled/i.test(
      stderr,
    )
  )
    return hasToken
      ? new AppError('FORBIDDEN', `${host} refuses GITHUB_TOKEN for ${repository}`, { cause: error })
      : new AppError(
          'NOT_FOUND',
          `${repository}: no such repository on ${host}, or it is private: set GITHUB_TOKEN`,
          { cause: error },
        )
  if (/returned error: 403/.test(stderr))
    return new AppError('FORBIDDEN', `${host} denies access to ${repository}`, { cause: error })
  if (/not found|does not appear to be a git repository|returned error: 404/i.test(stderr))
    return new AppError(
      'NOT_FOUND',
      `${repository}: no such repository on ${host}${hasToken ? '' : ', or it is private: set GITHUB_TOKEN'}`,
      { cause: error },
    )
  return new AppError('UNAVAILABLE', `${repository} cannot be fetched from ${host}: ${error.message}`, {
    cause: error,
  })
}
