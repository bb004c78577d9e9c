import { AppError, describeError } from '../errors.ts'
import { briefText } from '../words/strangers-text.ts'

export interface AppClientOptions {
  /** An origin, without a trailing slash. */
  url: string
  token: string
  actor: string | null
  /** One request, from its first byte to the last of the answer. */
  timeoutMs?: number
}

export interface AppAnswer {
  status: number
  body: Record<string, unknown>
}

/** The app cannot be asked just now; asked again later it may well answer. */
export class TryLater extends Error {
  /** What the app itself wants to be waited, in milliseconds. */
  readonly afterMs: number | null
  constructor(message: string, afterMs: number | null = null) {
    super(message)
    this.name = 'TryLater'
    this.afterMs = afterMs
  }
}

export type AskApp = (
  method: 'GET' | 'POST',
  path: string,
  body: object | undefined,
  signal: AbortSignal,
) => Promise<AppAnswer>

const usualTimeoutMs = 15_000
const mostBytes = 1024 * 1024
/** What a proxy says while the app behind it starts again. */
const passing = [500, 502, 503, 504]

/**
 * Asks a deployed app. The token goes to that one origin, in a header: a redirect is refused and not followed.
 * @returns answers with a status below 300.
 * @throws TryLater for what passes by itself; AppError with the app's own words for the rest.
 */
export function openAppClient({ url, token, actor, timeoutMs = usualTimeoutMs }: AppClientOptions): AskApp {
  const { host } = new URL(url)
  return async (method, path, body, signal) => {
    let response: Response
    let text: string
    try {
      response = await fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${token}`,
          ...(body && { 'content-type': 'application/json' }),
          // The app keeps as much; other letters no header may hold.
          ...(actor && { 'x-trigger-actor': actor.replace(/[^\x20-\x7e]/g, '').slice(0, 100) }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      })
      text = await readText(response)
    } catch (error) {
      signal.throwIfAborted()
      throw new TryLater(`${host} cannot be reached: ${explain(error, timeoutMs)}`)
    }
    const { status } = response
    const answer = parse(text)
    const { code, message } = readError(answer)
    if (status >= 300 && status < 400)
      throw new AppError('USAGE', `${host} redirects to another address; is FLY_APP_URL the app itself?`)
    if (code === 'NOT_CONFIGURED') throw new AppError('UNAVAILABLE', `${host}: ${message}`)
    if (status === 429) throw new TryLater(`${host}: ${message}`, readSeconds(response))
    if (passing.includes(status)) throw new TryLater(`${host} answers ${status}`, readSeconds(response))
    if (status === 401)
      throw new AppError(
        'UNAUTHORIZED',
        `${host} does not know this token; is OPS_TRIGGER_TOKEN the app's own?`,
      )
    if (code !== null) throw new AppError(status === 404 ? 'NOT_FOUND' : 'FORBIDDEN', `${host}: ${message}`)
    if (status >= 300 || answer === null)
      throw new AppError(
        'UNAVAILABLE',
        `${host} answers ${status}, but not as ClawTriage does; is FLY_APP_URL right?`,
      )
    return { status, body: answer }
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new Error(`an answer of more than ${mostBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** `{"error":{"code","message"}}`, made fit for a terminal: who knows what answers at that address. */
function readError(answer: Record<string, unknown> | null): { code: string | null; message: string } {
  const { code, message } = (answer?.error ?? {}) as { code?: unknown; message?: unknown }
  return typeof code === 'string' && typeof message === 'string'
    ? { code, message: briefText(message, 300) }
    : { code: null, message: 'too many requests' }
}

function readSeconds({ headers }: Response): number | null {
  const seconds = headers.get('retry-after') ?? ''
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : null
}

function explain(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError')
    return `no answer within ${Math.round(timeoutMs / 1_000)} s`
  let inner = error
  for (let depth = 0; depth < 5 && inner instanceof Error && inner.cause !== undefined; depth++)
    inner = inner.cause
  return describeError(inner)
}
