import { firstAnswersId } from '../../domain/first-answers.ts'
import { answerTexts } from '../../words/page-texts/frame.ts'

/** The same origin unless the build was made for another (VITE_API_BASE_URL). */
const baseUrl = (import.meta.env.VITE_API_BASE_URL ?? '').replace(/\/+$/, '')

/** An answer of the API that is not the one asked for, with a sentence for the reader. */
export class ApiError extends Error {
  /** The HTTP status; 0 when no answer came. */
  readonly status: number
  readonly code: string
  /** What the API says beside its sentence: of a conflict, what stands. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.details = details
  }
}

/** Whether the API says that there is no such thing. */
export const isAbsent = (error: unknown): boolean => error instanceof ApiError && error.status === 404

/** The session had ended, or the request came too late, too early or too often. */
const passing = [401, 408, 425, 429]

/**
 * Whether the same may succeed later: no answer came, something else answered in the API's place (a proxy, the log-in
 * page of a network), or the service was unwell or busy. A service that is not set up for it stays so.
 */
export const maySucceedLater = (error: unknown): error is ApiError =>
  error instanceof ApiError &&
  error.code !== 'NOT_CONFIGURED' &&
  (passing.includes(error.status) || error.status >= 500 || isUnheard(error))

/**
 * Whether what was to be written may have been written all the same: also behind a 503, as a database may be lost
 * between the write and what follows from it.
 */
export const mayHaveArrived = (error: unknown): boolean =>
  error instanceof ApiError && (isUnheard(error) || (error.status >= 500 && error.code !== 'NOT_CONFIGURED'))

/** Not the API's own answer. */
const isUnheard = ({ status, code }: ApiError) => status === 0 || code === 'UNREADABLE'

export type Query = Record<string, string | number | undefined>

/** So long after the page was opened an answer that came with it is what stands there now. Milliseconds. */
const earlyForMs = 30_000
/** How long a write may go without its answer; verdicts on a large repository take seconds. Milliseconds. */
const writeForMs = 30_000
/** A write outlives its page up to this length: browsers let 64 KiB at a time do so, and refuse more. Characters. */
const mostOutliving = 8_000
/** What was asked for before anything was drawn, by its address, until it is taken. */
let early: Map<string, Promise<unknown>> | undefined

/** What the page came with (src/api/first-answers.ts), if it came with anything. */
function readEmbedded(): Map<string, Promise<unknown>> {
  const element = baseUrl === '' ? document.getElementById(firstAnswersId) : null
  const answers = parse(element?.textContent ?? '{}') as Record<string, unknown> | undefined
  element?.remove()
  return new Map(Object.entries(answers ?? {}).map(([address, answer]) => [address, Promise.resolve(answer)]))
}

/**
 * Reads one JSON resource. Undefined and empty values are left out of the query.
 * @throws ApiError for every other answer, and when none came; an abort passes through as it is.
 */
export async function fetchJson<T>(path: string, query: Query, signal: AbortSignal): Promise<T> {
  const address = addressOf(path, query)
  const known = performance.now() < earlyForMs ? early?.get(address) : undefined
  early?.delete(address)
  const answer = (await (known ?? readJson(address, signal))) as T
  signal.throwIfAborted()
  return answer
}

/**
 * Asks for what fetchJson will be asked for, unless the page came with it; the first to ask takes this answer.
 * @returns when it is there, whichever it is.
 */
export async function askEarly(path: string, query: Query): Promise<void> {
  early ??= readEmbedded()
  const address = addressOf(path, query)
  const answer = early.get(address) ?? readJson(address)
  early.set(address, answer)
  await answer.catch(() => {})
}

function addressOf(path: string, query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value))
  return search.size > 0 ? `${path}?${search}` : path
}

async function readJson(address: string, signal?: AbortSignal): Promise<unknown> {
  const headers = { accept: 'application/json' }
  return send(address, signal === undefined ? { headers } : { headers, signal })
}

/**
 * Writes: the session's cookie says who does.
 * @param id under which the service does it once, however often it arrives.
 * @throws ApiError, as fetchJson.
 */
export async function sendJson<T>(
  method: 'PUT' | 'DELETE' | 'POST',
  path: string,
  body?: unknown,
  id?: string,
): Promise<T> {
  const text = body === undefined ? null : JSON.stringify(body)
  return (await send(path, {
    method,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(id === undefined ? {} : { 'idempotency-key': id }),
    },
    body: text,
    // What was said and is under way is not taken back where the reader leaves.
    keepalive: (text?.length ?? 0) <= mostOutliving,
    signal: AbortSignal.timeout(writeForMs),
  })) as T
}

/** What a session is for: reading and saying something, or asking for scans. */
export type SessionKind = 'dashboard' | 'ops'

/** Names of the cookies that stand beside the sessions' own, which no script can read. */
const signs = { dashboard: 'clawtriage_session_open', ops: 'clawtriage_ops_open' } as const

/** Whether there is a session of that kind, as far as a script can tell: it may have ended at the server. */
export function hasSession(kind: SessionKind): boolean {
  return document.cookie.split('; ').includes(`${signs[kind]}=1`)
}

/**
 * Ends all sessions of this browser, at the server too, and forgets what the page came with.
 * @throws ApiError, as fetchJson.
 */
export async function closeSession(): Promise<void> {
  await sendJson('DELETE', '/api/session')
  early?.clear()
}

/** Logs in: the API answers with an HttpOnly cookie, so the token stays out of this page's reach from then on. */
export async function openSession(token: string, kind: SessionKind = 'dashboard'): Promise<void> {
  await sendJson('POST', '/api/session', { token, ...(kind === 'dashboard' ? {} : { for: kind }) })
}

/** Asks for a scan: the session of the ops token says who does. */
export async function triggerScan(scan: {
  owner: string
  repo: string
  snapshot?: string
}): Promise<{ enqueued: boolean; state?: string }> {
  return sendJson('POST', '/api/ops/public-scan', scan)
}

async function send(path: string, init: RequestInit): Promise<unknown> {
  let response: Response
  let text: string
  try {
    response = await fetch(`${baseUrl}${path}`, {
      credentials: baseUrl === '' ? 'same-origin' : 'include',
      ...init,
    })
    text = await response.text()
  } catch (error) {
    // Who reads has left; a write ends by its deadline alone.
    if (init.method === undefined && init.signal?.aborted) throw error
    throw new ApiError(0, 'NO_ANSWER', answerTexts.noAnswer)
  }
  return readBody(response, text)
}

function readBody(response: Response, text: string): unknown {
  const { ok, status, headers } = response
  const isJson = headers.get('content-type')?.startsWith('application/json') ?? false
  const body = isJson ? parse(text) : undefined
  if (ok && (body !== undefined || status === 204)) return body
  const error = (
    body as { error?: { code?: unknown; message?: unknown; details?: unknown } } | null | undefined
  )?.error
  throw new ApiError(
    status,
    typeof error?.code === 'string' ? error.code : 'UNREADABLE',
    typeof error?.message === 'string' ? error.message : answerTexts.noJson(status),
    typeof error?.details === 'object' && error.details !== null ? { ...error.details } : {},
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
