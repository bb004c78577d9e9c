import type { Log } from '../log.ts'
import { compressFor } from './compress.ts'
import { answerError } from './errors.ts'

/** Nothing but our own files, no frames, no inline code; a stranger's text can be shown but can do nothing. */
const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
}
const strictTransport = 'max-age=31536000; includeSubDomains'

/**
 * An answer as it leaves: with the headers that each one has, without the body that nobody asked for, and compressed
 * for who takes it so. A body that breaks off before anything of it was sent becomes the answer to that error; later it
 * can only end, and the log says why.
 */
export async function sendAnswer(
  request: Request,
  response: Response,
  { isProduction, log }: { isProduction: boolean; log: Log },
): Promise<Response> {
  const isSecure = isProduction && request.headers.get('x-forwarded-proto') === 'https'
  const told = (answer: Response) => withHeaders(request, answer, isSecure)
  try {
    return await compressFor(request, told(response), (error) =>
      log.error({ err: error }, 'a page broke off'),
    )
  } catch (error) {
    return told(answerError(error, log))
  }
}

function withHeaders({ method }: Request, response: Response, isSecure: boolean): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(securityHeaders))
    if (!headers.has(name)) headers.set(name, value)
  if (isSecure) headers.set('strict-transport-security', strictTransport)
  if (!headers.has('content-type') && response.body !== null)
    headers.set('content-type', 'application/octet-stream')
  const body = method === 'HEAD' ? null : response.body
  // A body that will not be read must not be kept waiting: an event stream holds a subscription.
  // Not waited for: the cancelling of a file that is just being opened never ends in Node, though the file is closed.
  if (body === null) response.body?.cancel().catch(() => {})
  return new Response(body, { status: response.status, headers })
}
