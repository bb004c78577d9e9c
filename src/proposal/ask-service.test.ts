import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { askService } from './ask-service.ts'

let server: Server | undefined
const asked: { url: string | undefined; token: string | undefined; body: string }[] = []
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  asked.length = 0
})

const answer = {
  matches: [],
  landed: null,
  compared: { open: 3, closed: 0, of: 3, ageSeconds: 60 },
  newer: 'than this program',
}

async function ask(listener: RequestListener, token: string | null = null) {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (text) => {
      body += text
    })
    request.on('end', () => {
      asked.push({ url: request.url, token: request.headers.authorization, body })
      listener(request, response)
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server!.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { signal } = new AbortController()
  return askService({ url, token }, { owner: 'acme', repo: 'yard' }, { patch: 'x' }, signal)
}

const say =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
const fault = (code: string, message: string) => ({ error: { code, message } })

test('the change goes to the service with its token, and a newer service’s answer is understood', async () => {
  expect(await ask(say(200, answer), 'a-token')).toEqual(answer)
  expect(asked).toEqual([
    { url: '/api/repos/acme/yard/check', token: 'Bearer a-token', body: '{"patch":"x"}' },
  ])
})

test.each([
  [say(401, fault('UNAUTHORIZED', 'no')), 'wants its dashboard token: set DASHBOARD_TOKEN'],
  [say(404, fault('NOT_FOUND', 'nothing lives at this address')), 'is too old to check changes'],
  [say(405, fault('METHOD_NOT_ALLOWED', 'only GET')), 'is too old to check changes'],
  [say(404, fault('NOT_FOUND', 'acme/yard has not been scanned yet')), 'acme/yard has not been scanned yet'],
  [say(429, fault('RATE_LIMITED', 'try again in 3 s')), 'try again in 3 s'],
  [say(200, '<html>'), 'answers 200, but not as ClawTriage does'],
  [say(200, { matches: 'many' }), 'answers 200, but not as ClawTriage does'],
  [say(302, '', { location: 'http://127.0.0.1:1/' }), 'redirects to another address'],
  [say(503, fault('UNAVAILABLE', 'wait\u001b[2J a bit')), 'wait\u241b[2J a bit'],
  [((_, response) => response.destroy()) as RequestListener, 'cannot be reached'],
])('what goes wrong is one line: %#', async (listener, message) => {
  await expect(ask(listener)).rejects.toThrow(message)
  expect(asked).toHaveLength(1)
})

test('a token that the service does not know is told apart from none', async () => {
  await expect(ask(say(401, fault('UNAUTHORIZED', 'no')), 'wrong')).rejects.toThrow(
    'does not know this token',
  )
})
