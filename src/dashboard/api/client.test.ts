import { afterEach, expect, test, vi } from 'vitest'
import { ApiError, fetchJson, mayHaveArrived, maySucceedLater, sendJson } from './client.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const jsonType = { 'content-type': 'application/json' }
const refused = (status: number, code: string) =>
  new Response(JSON.stringify({ error: { code, message: 'no' } }), { status, headers: jsonType })

/** A body that breaks off behind its beginning. */
const broken = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"decision":'))
        controller.error(new TypeError('network error'))
      },
    }),
    { headers: jsonType },
  )

/** What writing ends with where the API answers so. */
async function failWith(answer: () => Response | Promise<Response>): Promise<ApiError> {
  vi.stubGlobal('fetch', async () => answer())
  const error = await sendJson('PUT', '/api/it', {}).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ApiError)
  return error as ApiError
}

/** What was answered, with which code it is told, whether it may succeed later, and whether it may have been done. */
const answers: [string, () => Response | Promise<Response>, string, boolean, boolean][] = [
  ['no answer', () => Promise.reject(new TypeError('Failed to fetch')), 'NO_ANSWER', true, true],
  ['a body that breaks off', broken, 'NO_ANSWER', true, true],
  [
    'the page of a captive portal',
    () => new Response('<h1>Log in</h1>', { headers: { 'content-type': 'text/html' } }),
    'UNREADABLE',
    true,
    true,
  ],
  ['an empty body', () => new Response('', { headers: jsonType }), 'UNREADABLE', true, true],
  ['half of a JSON body', () => new Response('{"deci', { headers: jsonType }), 'UNREADABLE', true, true],
  [
    'a proxy without its service',
    () => new Response('bad gateway', { status: 502 }),
    'UNREADABLE',
    true,
    true,
  ],
  ['a session that ended', () => refused(401, 'UNAUTHORIZED'), 'UNAUTHORIZED', true, false],
  ['a request that took too long', () => refused(408, 'TIMEOUT'), 'TIMEOUT', true, false],
  ['too early', () => refused(425, 'TOO_EARLY'), 'TOO_EARLY', true, false],
  ['too many', () => refused(429, 'RATE_LIMITED'), 'RATE_LIMITED', true, false],
  ['an outage', () => refused(503, 'UNAVAILABLE'), 'UNAVAILABLE', true, true],
  ['a fault', () => refused(500, 'INTERNAL'), 'INTERNAL', true, true],
  ['no token in the settings', () => refused(503, 'NOT_CONFIGURED'), 'NOT_CONFIGURED', false, false],
  ['a bad request', () => refused(400, 'BAD_REQUEST'), 'BAD_REQUEST', false, false],
  ['another word', () => refused(409, 'CONFLICT'), 'CONFLICT', false, false],
]

test.each(answers)('%s is told for what it is', async (_, answer, code, isPassing, isUnclear) => {
  const error = await failWith(answer)
  expect([error.code, maySucceedLater(error), mayHaveArrived(error)]).toEqual([code, isPassing, isUnclear])
  expect(error.message).not.toBe('network error')
})

test('an error keeps what the API says of it beside its sentence', async () => {
  const details = { changed: 'decision', decision: { keeper: 7 } }
  const error = await failWith(() =>
    Response.json({ error: { code: 'CONFLICT', message: 'no', details } }, { status: 409 }),
  )
  expect(error.details).toEqual(details)
})

test('a write that is never answered ends, and is told as one without an answer', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(
    AbortSignal.abort(new DOMException('late', 'TimeoutError')),
  )
  vi.stubGlobal('fetch', async (_: string, { signal }: RequestInit) => {
    signal?.throwIfAborted()
    return Response.json({})
  })
  await expect(sendJson('PUT', '/api/it', {})).rejects.toMatchObject({ code: 'NO_ANSWER', status: 0 })
})

test('what the reader has left is no failure', async () => {
  vi.stubGlobal('fetch', async (_: string, { signal }: RequestInit) => signal?.throwIfAborted())
  const left = AbortSignal.abort()
  await expect(fetchJson('/api/it', {}, left)).rejects.toMatchObject({ name: 'AbortError' })
})

test('nothing to say is an answer', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }))
  expect(await sendJson('DELETE', '/api/it')).toBeUndefined()
})

test('a write goes on when its page is left, unless it is longer than a browser lets go on', async () => {
  const kept: unknown[] = []
  vi.stubGlobal('fetch', async (_: string, { keepalive }: RequestInit) => {
    kept.push(keepalive)
    return new Response('{}', { headers: jsonType })
  })
  await sendJson('PUT', '/api/it', { verdict: 'DUPLICATE' })
  await sendJson('DELETE', '/api/it')
  await sendJson('PUT', '/api/it', { template: 'ü'.repeat(40_000) })
  expect(kept).toEqual([true, true, false])
})
