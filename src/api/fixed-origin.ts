import { bodyOf } from './body.ts'
import type { Target } from './machine-views.ts'

/**
 * Elysia looks for the path behind a fixed number of letters of the URL, and what a client calls our host may be
 * shorter: `http://x/api/repos` would be routed as another path than everybody else reads. Behind this origin there is
 * one reading.
 */
export const fixedOrigin = 'http://clawtriage.invalid'

/** Methods that no `Request` can be made with. No route answers them either. */
const unsendable = /^(?:CONNECT|TRACE|TRACK)$/i

/**
 * The same request at the fixed origin. HEAD is asked as GET (Elysia knows no HEAD of its own); its body is left out in
 * the end.
 */
export function atFixedOrigin(request: Request, { path, search }: Target): Request {
  const method =
    request.method === 'HEAD' ? 'GET' : unsendable.test(request.method) ? 'UNKNOWN' : request.method
  const { headers, signal } = request
  const body = bodyOf(request)
  return new Request(`${fixedOrigin}${path}${search}`, {
    method,
    headers,
    signal,
    ...(body !== null && { body, duplex: 'half' }),
  } as RequestInit)
}
