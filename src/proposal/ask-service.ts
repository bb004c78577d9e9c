import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { AppError, describeError } from '../errors.ts'
import { briefText } from '../words/strangers-text.ts'
import type { CheckAnswer } from './check-report.ts'

export interface CheckQuestion {
  patch?: string
  paths?: string[]
  title?: string
  body?: string
  base?: string
}

/** A check waits for an index to be built, once; a service on a small machine takes its time. */
const timeoutMs = 60_000
const mostBytes = 4 * 1024 * 1024

const nullable = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) =>
  Type.Union([schema, Type.Null()])
/** As much of the answer as is shown; what a newer service adds is let through. */
const Answer = Type.Object({
  matches: Type.Array(
    Type.Object({
      number: Type.Integer(),
      title: Type.String(),
      author: nullable(Type.String()),
      state: Type.Union([Type.Literal('OPEN'), Type.Literal('CLOSED'), Type.Literal('MERGED')]),
      landed: nullable(Type.Object({ sha: Type.String(), committedAt: Type.String() })),
      url: nullable(Type.String()),
      category: Type.Union([
        Type.Literal('SAME_CHANGE'),
        Type.Literal('SAME_FEATURE'),
        Type.Literal('COMPETING_IMPLEMENTATION'),
        Type.Literal('RELATED'),
      ]),
      relation: nullable(Type.String()),
      score: Type.Number(),
      reasons: Type.Array(Type.String()),
      containment: Type.Object({ ofYours: nullable(Type.Number()), ofTheirs: nullable(Type.Number()) }),
      sharedPaths: Type.Array(Type.String()),
      sharedLines: Type.Object({ count: Type.Integer(), lines: Type.Array(Type.String()) }),
    }),
  ),
  landed: nullable(
    Type.Object({
      sha: Type.String(),
      subject: Type.String(),
      committedAt: Type.String(),
      atTip: Type.Optional(Type.Boolean()),
    }),
  ),
  compared: Type.Object({
    open: Type.Integer(),
    closed: Type.Integer(),
    of: Type.Integer(),
    ageSeconds: nullable(Type.Integer()),
  }),
})

/**
 * Asks a service whether a change is proposed already. The change goes to that one origin: a redirect is refused and
 * not followed.
 * @param token the dashboard's, where it wants one.
 * @throws AppError with one line: it cannot be reached, is too old, wants a token, does not know the repository.
 */
export async function askService(
  { url, token }: { url: string; token: string | null },
  { owner, repo }: { owner: string; repo: string },
  question: CheckQuestion,
  signal: AbortSignal,
): Promise<CheckAnswer> {
  const { host } = new URL(url)
  let response: Response
  let text: string
  try {
    response = await fetch(`${url}/api/repos/${owner}/${repo}/check`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(question),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    text = await readText(response)
  } catch (error) {
    signal.throwIfAborted()
    throw new AppError('UNAVAILABLE', `${host} cannot be reached: ${explain(error)}`)
  }
  const { status } = response
  const answer = parse(text)
  if (status === 200 && Value.Check(Answer, answer)) return answer
  throw refused(host, status, answer, token !== null)
}

function refused(host: string, status: number, answer: unknown, hasToken: boolean): AppError {
  if (status >= 300 && status < 400)
    return new AppError('USAGE', `${host} redirects to another address: is it the service itself?`)
  const { code, message } = readError(answer)
  if (status === 401)
    return new AppError(
      'UNAUTHORIZED',
      hasToken
        ? `${host} does not know this token: is DASHBOARD_TOKEN the service's own?`
        : `${host} wants its dashboard token: set DASHBOARD_TOKEN`,
    )
  // An address that it does not know, or knows for other methods: it is older than checks.
  if (code === 'METHOD_NOT_ALLOWED' || (code === 'NOT_FOUND' && /lives at this address/.test(message)))
    return new AppError('UNAVAILABLE', `${host} is too old to check changes: it needs ClawTriage 0.2`)
  if (code !== null) return new AppError(status === 404 ? 'NOT_FOUND' : 'UNAVAILABLE', `${host}: ${message}`)
  return new AppError('UNAVAILABLE', `${host} answers ${status}, but not as ClawTriage does`)
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `{"error":{"code","message"}}`, made fit for a terminal: who knows what answers at that address. */
function readError(answer: unknown): { code: string | null; message: string } {
  const error = ((answer ?? {}) as { error?: unknown }).error
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return typeof code === 'string' && typeof message === 'string'
    ? { code, message: briefText(message, 300) }
    : { code: null, message: '' }
}

function explain(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError')
    return `no answer within ${timeoutMs / 1_000} s`
  let inner = error
  for (let depth = 0; depth < 5 && inner instanceof Error && inner.cause !== undefined; depth++)
    inner = inner.cause
  return describeError(inner)
}
