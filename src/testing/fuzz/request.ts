/** One request as the fuzzer sends it to the app; `body` is null where a request may have none. */
export interface FuzzRequest {
  /** The route it was made for, as the description writes it: `GET /api/repos/{owner}`. Figures are kept by it. */
  route: string
  method: string
  /** Path and query, as they stand in the request line. */
  target: string
  headers: [string, string][]
  body: FuzzBody
  /** Whether it carries the right token for this route in the right form. */
  trusted: boolean
  /** Where it pretends to come from. */
  address: string
}

export type FuzzBody =
  | null
  | { kind: 'bytes'; bytes: Uint8Array }
  /** Comes in pieces, and `breaks` off in the middle when the client does. */
  | { kind: 'stream'; chunks: Uint8Array[]; breaks: boolean }

/** The secrets that no answer may show, and what the tests' world holds, so that deep code is reached too. */
export interface FuzzFacts {
  opsToken: string
  dashboardToken: string
  /** The cookie of a client that is logged in. */
  session: string
  /** Values that exist, by the name of a parameter or of a body's field. */
  known: Record<string, string[]>
}

/** A request of the fetch API. @throws TypeError for what no client can send through it. */
export function toRequest(origin: string, { method, target, headers, body }: FuzzRequest): Request {
  const init: RequestInit & { duplex?: 'half' } = { method, headers }
  if (body !== null && method !== 'GET' && method !== 'HEAD') {
    init.body = body.kind === 'bytes' ? Buffer.from(body.bytes) : streamOf(body.chunks, body.breaks)
    init.duplex = 'half'
  }
  return new Request(`${origin}${target}`, init)
}

function streamOf(chunks: readonly Uint8Array[], breaks: boolean): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks[at++]
      if (chunk !== undefined) controller.enqueue(chunk)
      else if (breaks) controller.error(new Error('the client went away'))
      else controller.close()
    },
  })
}

/** For a failure's message: everything that is needed to send it again, cut where it is long. */
export function showRequest({ method, target, headers, body, trusted }: FuzzRequest): string {
  const bytes = body === null ? null : body.kind === 'bytes' ? body.bytes : Buffer.concat(body.chunks)
  const shown =
    bytes === null ? '' : ` body(${body?.kind} ${bytes.length}) ${JSON.stringify(text(bytes).slice(0, 200))}`
  return `${trusted ? 'trusted ' : ''}${method} ${target.slice(0, 300)} ${JSON.stringify(headers).slice(0, 400)}${shown}`
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
