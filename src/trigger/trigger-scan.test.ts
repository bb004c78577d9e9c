import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type AskApp, openAppClient } from './app-client.ts'
import { readTriggerArguments, type TriggerArguments } from './trigger-arguments.ts'
import { followScan, type Patience, triggerScan } from './trigger-scan.ts'

/** The client against a server of the test that answers as told: what a proxy, a stranger or a broken app may say. */
type Respond = (request: IncomingMessage, response: ServerResponse, body: string) => void
const token = 'an-ops-token-for-tests'
const running = new AbortController().signal
const servers: Server[] = []
let seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = []
let troubles: string[] = []
let clock = 0

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  seen = []
  troubles = []
  clock = 0
})

async function serve(...responses: Respond[]): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      seen.push({ method: request.method!, url: request.url!, headers: request.headers, body })
      const respond = responses.length > 1 ? responses.shift()! : responses[0]!
      respond(request, response, body)
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A busy machine takes its time to answer; only what never answers is not waited for. */
const client = (url: string, timeoutMs = 60_000): AskApp =>
  openAppClient({ url, token, actor: 'tester', timeoutMs })
const answer =
  (status: number, body: unknown, headers: Record<string, string> = {}): Respond =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
const failure = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  answer(status, { error: { code, message } }, headers)

/** Time passes only in pauses. */
const patience: Patience = {
  now: () => clock,
  async pause(ms) {
    clock += ms
  },
  onTrouble: (reason) => troubles.push(reason),
}
const options = (...more: string[]): TriggerArguments =>
  readTriggerArguments(['--owner', 'acme', '--repo', 'gateway', ...more])!
const trigger = (url: string, ...more: string[]) =>
  triggerScan(client(url), options(...more), patience, running)
const identity = { owner: 'acme', repo: 'gateway', snapshot: 'night:1' }
const follow = (url: string, shown: string[] = []) =>
  followScan(
    client(url),
    { enqueued: true, ...identity },
    ({ state }) => shown.push(state),
    patience,
    running,
  )
const scan = (state: string, more: object = {}) => ({
  ...identity,
  state,
  progress: { listed: 3, analyzed: 1, unchanged: 1, failed: 1 },
  degraded: [],
  resumesAt: null,
  error: null,
  actor: null,
  ...more,
})

test('a trigger carries the token in its header alone, and what was asked for', async () => {
  const url = await serve(answer(202, { enqueued: true, jobId: 'x', ...identity }))
  expect(await trigger(url, '--snapshot', 'night:1', '--max-open-prs', '7')).toMatchObject({
    enqueued: true,
    snapshot: 'night:1',
  })
  expect(seen).toHaveLength(1)
  expect(seen[0]).toMatchObject({ method: 'POST', url: '/api/ops/public-scan' })
  expect(seen[0]!.headers).toMatchObject({ authorization: `Bearer ${token}`, 'x-trigger-actor': 'tester' })
  expect(JSON.parse(seen[0]!.body)).toEqual({
    owner: 'acme',
    repo: 'gateway',
    maxOpenPrs: 7,
    snapshot: 'night:1',
  })
  expect(seen[0]!.body + seen[0]!.url).not.toContain(token)
})

test('a lost answer is asked for again under the same name, so that a fresh scan is not made twice', async () => {
  const url = await serve(
    (request) => request.socket.destroy(),
    failure(503, 'UNAVAILABLE', 'starting'),
    answer(200, { enqueued: false, duplicate: true, ...identity }),
  )
  expect(await trigger(url, '--fresh')).toMatchObject({ enqueued: false })
  expect(seen).toHaveLength(3)
  const names = seen.map(({ body }) => (JSON.parse(body) as { snapshot: string }).snapshot)
  expect(new Set(names)).toEqual(new Set(['manual-1970-01-01T00:00:00.000Z']))
  expect(troubles).toHaveLength(2)
})

test('an app that never answers is given up after a minute, one that hangs too', async () => {
  const url = await serve((request) => request.socket.destroy())
  await expect(trigger(url)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(clock).toBeGreaterThan(30_000)
  expect(clock).toBeLessThanOrEqual(60_000)
  const hanging = await serve(() => {})
  clock = 0
  await expect(triggerScan(client(hanging, 300), options(), patience, running)).rejects.toThrow(
    'no answer within 0 s; try again later',
  )
})

test('too many requests are waited for as long as the app says, not longer than a minute', async () => {
  const url = await serve(
    failure(429, 'RATE_LIMITED', 'too many', { 'retry-after': '20' }),
    answer(202, { enqueued: true, ...identity }),
  )
  await trigger(url)
  expect(clock).toBe(20_000)
  const strict = await serve(failure(429, 'RATE_LIMITED', 'too many', { 'retry-after': '900' }))
  await expect(trigger(strict)).rejects.toThrow('too many; try again later')
})

test('a redirect is refused: the token goes nowhere else', async () => {
  const thief = await serve(answer(200, { enqueued: true, ...identity }))
  for (const status of [301, 302, 303, 307, 308]) {
    const url = await serve(answer(status, '', { location: `${thief}/api/ops/public-scan` }))
    await expect(trigger(url)).rejects.toThrow('redirects to another address; is FLY_APP_URL the app itself?')
  }
  expect(seen).toHaveLength(5)
  expect(seen.every(({ headers }) => headers.host !== new URL(thief).host)).toBe(true)
})

test.each([
  [failure(401, 'UNAUTHORIZED', 'wrong'), 'does not know this token'],
  [
    failure(403, 'FORBIDDEN', 'acme/gateway is not in PUBLIC_SCAN_ALLOWED_REPOS'),
    'is not in PUBLIC_SCAN_ALLOWED_REPOS',
  ],
  [failure(503, 'NOT_CONFIGURED', 'OPS_TRIGGER_TOKEN is not set'), 'OPS_TRIGGER_TOKEN is not set'],
  [failure(400, 'BAD_REQUEST', 'a\u001b[2J\r\nb'), 'a\u241b[2J b'],
  [answer(200, '<html>hello'), 'but not as ClawTriage does'],
  [answer(404, 'nothing'), 'answers 404, but not as ClawTriage does'],
  [answer(200, { enqueued: 'yes', ...identity }), 'but not as ClawTriage does'],
  [answer(200, { enqueued: true, ...identity, snapshot: '../../x' }), 'but not as ClawTriage does'],
  [answer(200, '[1]'), 'but not as ClawTriage does'],
])('what will not pass is said at once, case %#', async (respond, message) => {
  await expect(trigger(await serve(respond))).rejects.toThrow(message)
  expect(seen).toHaveLength(1)
})

test('an answer without end is cut', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200)
    const write = () => {
      while (response.writable && response.write('x'.repeat(65_536)));
    }
    response.on('drain', write)
    write()
  })
  await expect(trigger(url)).rejects.toThrow('more than 1048576 bytes')
})

test('a scan is followed through a restart and a wait to its end', async () => {
  const shown: string[] = []
  const url = await serve(
    answer(200, scan('waiting')),
    answer(200, scan('paused', { resumesAt: '2026-11-23T09:00:00.000Z' })),
    (request) => request.socket.destroy(),
    answer(502, '<html>bad gateway'),
    answer(200, scan('active')),
    answer(200, scan('done')),
  )
  expect(await follow(url, shown)).toMatchObject({ state: 'done', progress: { listed: 3 } })
  expect(shown).toEqual(['waiting', 'paused', 'active', 'done'])
  expect(seen[0]!.url).toBe('/api/ops/scans/acme/gateway/night%3A1')
  expect(troubles).toHaveLength(2)
})

test('a scan that failed, one that the app does not know, and an app that is gone', async () => {
  const failed = await serve(answer(200, scan('failed', { error: 'no such repository' })))
  expect(await follow(failed)).toMatchObject({ state: 'failed', error: 'no such repository' })
  const unknown = await serve(failure(404, 'NOT_FOUND', 'there is no scan'))
  await expect(follow(unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  clock = 0
  await expect(follow(await serve(answer(504, '')))).rejects.toThrow('answers 504; try again later')
  expect(clock).toBeGreaterThan(240_000)
})

test('a person who interrupts is obeyed at once', async () => {
  const stop = new AbortController()
  const url = await serve(() => stop.abort(new Error('interrupted')))
  await expect(triggerScan(client(url), options(), patience, stop.signal)).rejects.toThrow('interrupted')
})

test('the command line says what is wrong', () => {
  expect(readTriggerArguments(['--help'])).toBeNull()
  expect(options('--fresh', '--wait', '--json')).toMatchObject({ fresh: true, wait: true, json: true })
  for (const [argv, message] of [
    [[], 'missing --owner'],
    [['--owner', 'a'], 'missing --repo'],
    [
      ['--owner', 'a', '--repo', 'b', '--fresh', '--snapshot', 'x'],
      '--fresh and --snapshot exclude each other',
    ],
    [['--owner', 'a/b', '--repo', 'c'], 'is not a repository'],
    [['--owner', 'a', '--repo', 'b', '--snapshot', '..'], '--snapshot: expected'],
    [['--owner', 'a', '--repo', 'b', '--max-open-prs', '0'], '--max-open-prs "0"'],
    [['--owner', 'a', '--repo', 'b', 'c'], 'c'],
    [['--token', 'x'], '--token'],
  ] as const)
    expect(() => readTriggerArguments([...argv])).toThrow(message)
})
