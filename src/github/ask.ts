import { AppError } from '../errors.ts'
import { explainFailure } from './explain-failure.ts'
import type { RequestBudget } from './request-budget.ts'

export type Answer = { data: unknown; headers: Record<string, unknown> }
export type RequestSignal = { signal: AbortSignal }

/**
 * Sends one request; gives up at once when told to, also during the pause before a repetition.
 * @param subject what is asked for, for the error.
 * @throws AppError with one line that says what to do, SourceWait when the hour's requests are used up, or Octokit's
 *   own error at 304, which is no failure (isUnchanged).
 */
export type Ask = (
  subject: string,
  signal: AbortSignal,
  send: (request: RequestSignal) => Promise<Answer>,
) => Promise<Answer>

export function openAsk({
  budget,
  hasToken,
  now,
  mask,
}: {
  budget: RequestBudget
  hasToken: boolean
  now: () => Date
  /** Takes the token out of a text. */
  mask: (text: string) => string
}): Ask {
  return async (subject, signal, send) => {
    signal.throwIfAborted()
    budget.check()
    try {
      return await untilAborted(send({ signal }), signal)
    } catch (error) {
      if (isUnchanged(error)) throw error
      if (signal.aborted) throw signal.reason
      if (error instanceof AppError) throw error
      throw explainFailure(error, { subject, hasToken, now: now(), mask })
    }
  }
}

/** Octokit throws at 304, which is no failure. */
export function isUnchanged(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 304
}

/** By the Link header; without one (a proxy may drop it) a full page is taken to have a next. */
export function hasNextPage({ headers }: Answer, items: number, size: number): boolean {
  return typeof headers.link === 'string' ? /\brel="next"/.test(headers.link) : items >= size
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
