import { SourceWait } from '../domain/wait.ts'
import { AppError } from '../errors.ts'
import { TransportFailure } from './transport.ts'

export interface FailureContext {
  /** What was asked for, as a person says it: "repository owner/repo", "pull request owner/repo#12". */
  subject: string
  hasToken: boolean
  now: Date
  /** Takes the token out of any text. */
  mask(text: string): string
}

/** GitHub's advice for a secondary limit without `Retry-After`: at least one minute. */
const secondaryWaitMs = 60_000
/** The primary limit's hour; no answer makes a scan wait longer before it asks again. */
const longestWaitMs = 3_660_000

/**
 * Turns what a request threw into the error that says what to do, or into a wait. Carries no token, request or
 * header.
 */
export function explainFailure(error: unknown, context: FailureContext): Error {
  if (error instanceof AppError || error instanceof SourceWait) return error
  const { subject, mask } = context
  const { status, headers, message } = readFailure(error)
  const said = mask(oneLine(message))
  const fail = (code: ConstructorParameters<typeof AppError>[0], sentence: string) =>
    new AppError(code, sentence, { details: { status }, cause: new Error(said) })

  const broken = findTransportFailure(error)
  if (broken !== null) return fail('UNAVAILABLE', `GitHub cannot be read: ${mask(oneLine(broken.message))}`)
  const wait = readWait(status, headers, message, context)
  if (wait !== null) return wait
  switch (status) {
    case 401:
      return fail('UNAUTHORIZED', 'GitHub refuses the token: GITHUB_TOKEN is wrong, expired or revoked')
    case 403:
      return fail('FORBIDDEN', `GitHub refuses access to ${subject}: ${said}`)
    case 404:
      return fail('NOT_FOUND', `GitHub knows no ${subject}${adviseOnUnknown(context)}`)
    case 410:
      return fail('NOT_FOUND', `${subject} is gone from GitHub: ${said}`)
    case 422:
      return fail('BAD_REQUEST', `GitHub cannot give ${subject}: ${said}`)
    case 451:
      return fail('FORBIDDEN', `GitHub may not show ${subject} for legal reasons`)
  }
  if (status === null) return fail('INTERNAL', `asking GitHub for ${subject} failed: ${said}`)
  if (status >= 500)
    return fail('UNAVAILABLE', `GitHub answers ${status} for ${subject}, also when asked again: try later`)
  return fail('UNAVAILABLE', `GitHub answers ${status} for ${subject}: ${said}`)
}

function adviseOnUnknown({ subject, hasToken }: FailureContext): string {
  if (!subject.startsWith('repository ')) return ' (any more)'
  return `: check the name; a private repository needs a token (GITHUB_TOKEN)${hasToken ? ' that may read it' : ''}`
}

/** When GitHub asks to wait: until when, by our clock. */
function readWait(
  status: number | null,
  headers: Record<string, string | undefined>,
  message: string,
  { hasToken, now }: FailureContext,
): SourceWait | null {
  if (status !== 403 && status !== 429) return null
  const retryAfter = readSeconds(headers['retry-after'])
  const exhausted = headers['x-ratelimit-remaining'] === '0'
  if (!exhausted && retryAfter === null && status !== 429 && !/rate limit/i.test(message)) return null
  // GitHub's own clock measures the reset; ours may be wrong.
  const serverNow = Date.parse(headers.date ?? '') || now.getTime()
  const reset = readSeconds(headers['x-ratelimit-reset'])
  const primary = exhausted && retryAfter === null && reset !== null
  const ms = primary
    ? reset * 1_000 - serverNow + 1_000
    : retryAfter === null
      ? secondaryWaitMs
      : retryAfter * 1_000
  const until = new Date(now.getTime() + Math.min(Math.max(ms, 1_000), longestWaitMs))
  const clock = `${until.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const advice = hasToken ? '' : '; a token (GITHUB_TOKEN) allows 5,000 requests an hour instead of 60'
  return new SourceWait(
    until,
    primary
      ? `GitHub's hourly limit of requests is used up until ${clock}${advice}`
      : `GitHub asks to wait until ${clock}: too many requests at once`,
  )
}

function readFailure(error: unknown) {
  const parts: { status?: unknown; response?: { headers?: Record<string, string | undefined> } } =
    typeof error === 'object' && error !== null ? error : {}
  return {
    status: typeof parts.status === 'number' ? parts.status : null,
    headers: parts.response?.headers ?? {},
    message: error instanceof Error ? error.message : String(error),
  }
}

function findTransportFailure(error: unknown): TransportFailure | null {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth++)
    if (inner instanceof TransportFailure) return inner
  return null
}

function readSeconds(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null
}

/** What a server says may reach a terminal: one line, printable, short, without the link to the manual. */
function oneLine(text: string): string {
  return text
    .replace(/ - https:\/\/docs\.github\.com\S*$/, '')
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
}
