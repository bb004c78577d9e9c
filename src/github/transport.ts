import { setTimeout as later } from 'node:timers'

/**
 * A request gets no usable answer. The message is one line that may be shown; plugin-retry tries such a request again.
 */
export class TransportFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TransportFailure'
  }
}

export interface TransportOptions {
  /** From the first byte sent to the last byte read. */
  timeoutMs: number
  /** An answer beyond this is not read: the largest real ones (100 pull requests with long texts) have a few MB. */
  maxBytes: number
  /** Called for every request that is sent, redirects and repetitions included. */
  onRequest(): void
  /** Called with the headers of every answer. */
  onResponse?(headers: Headers): void
  /** Called when GitHub answers that what was asked for has moved. */
  onMoved(): void
}

/** GitHub moves a renamed repository's API by one redirect; a rename of a rename needs one more. */
const mostRedirects = 3

/**
 * The fetch that Octokit is given. Reads the whole body within the deadline, so that a connection that breaks or stalls
 * halfway is a failure here and not an empty answer; refuses what is no JSON; follows redirects only within the API's
 * own origin, so that the token goes nowhere else.
 */
export function createTransport(options: TransportOptions): typeof fetch {
  return async (input, init = {}) => {
    const { signal } = init
    signal?.throwIfAborted()
    const stop = new AbortController()
    const onAbort = () => stop.abort(signal?.reason)
    signal?.addEventListener('abort', onAbort, { once: true })
    let late = false
    const deadline = later(() => {
      late = true
      stop.abort()
    }, options.timeoutMs)
    try {
      return await send(String(input), { ...init, signal: stop.signal, redirect: 'manual' }, options)
    } catch (error) {
      // Octokit passes an error of this name on as it is; any other it would try again.
      if (signal?.aborted) throw new DOMException('the request was given up', 'AbortError')
      if (error instanceof TransportFailure) throw error
      const { host } = new URL(String(input))
      if (late)
        throw new TransportFailure(`${host} did not answer within ${Math.round(options.timeoutMs / 1_000)} s`)
      throw new TransportFailure(`${host} cannot be reached or broke off: ${innermost(error)}`)
    } finally {
      clearTimeout(deadline)
      signal?.removeEventListener('abort', onAbort)
    }
  }
}

async function send(url: string, init: RequestInit, options: TransportOptions): Promise<Response> {
  let target = url
  for (let redirects = 0; ; redirects++) {
    options.onRequest()
    const response = await fetch(target, init)
    options.onResponse?.(response.headers)
    const location = response.headers.get('location')
    if (location === null || ![301, 302, 307, 308].includes(response.status))
      return readWhole(response, options)
    await response.body?.cancel()
    const next = URL.canParse(location, target) ? new URL(location, target) : null
    if (next === null || next.origin !== new URL(url).origin)
      throw new TransportFailure(`${new URL(url).host} redirects to another server; is GITHUB_API_URL right?`)
    if (redirects >= mostRedirects) throw new TransportFailure(`${next.host} redirects without end`)
    options.onMoved()
    target = next.href
  }
}

async function readWhole(response: Response, { maxBytes }: TransportOptions): Promise<Response> {
  const { status, headers } = response
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new TransportFailure(`an answer has more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  const body = Buffer.concat(chunks).toString('utf8')
  const json = isJson(body)
  if (status === 200) requireJson(headers.get('content-type'), json)
  const empty = status === 204 || status === 304
  return new Response(empty ? null : body, { status, headers: describeBody(headers, json) })
}

/** A page for people with status 200 is what an overloaded GitHub, a proxy or a wrong base URL gives. */
function requireJson(type: string | null, json: boolean): void {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type ?? '')) {
    const what = /html/i.test(type ?? '') ? 'a web page' : 'no JSON'
    throw new TransportFailure(`the answer is ${what}, not GitHub's API; is GITHUB_API_URL right?`)
  }
  if (!json) throw new TransportFailure('the answer broke off in the middle')
}

/** The body is decoded already; its type is said anew, since Octokit fails at one that is malformed. */
function describeBody(headers: Headers, json: boolean): Headers {
  const kept = new Headers(headers)
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) kept.delete(name)
  kept.set('content-type', `${json ? 'application/json' : 'text/plain'}; charset=utf-8`)
  return kept
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** "connect ECONNREFUSED 127.0.0.1:1", "other side closed": undici hides it one or two causes down. */
function innermost(error: unknown): string {
  let inner = error
  for (let depth = 0; depth < 5 && inner instanceof Error && inner.cause !== undefined; depth++)
    inner = inner.cause
  if (inner instanceof AggregateError && inner.errors[0] instanceof Error) inner = inner.errors[0]
  return inner instanceof Error
    ? inner.message || ('code' in inner ? String(inner.code) : inner.name)
    : String(inner)
}
