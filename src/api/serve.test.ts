import { connect } from 'node:net'
import { setImmediate as breathe } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { buildCheckedApi as buildApi } from '../testing/answer-check.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { type Listening, listen } from './serve.ts'

const log = openLog('test', 'silent')

const token = 'dashboard-token-for-tests'
const megabyte = 1024 * 1024
let pool: Pool
let server: Listening
/** One that gives clients very little time. */
let hasty: Listening

beforeAll(async () => {
  // Nothing here asks it.
  pool = openPool('postgres://127.0.0.1:1/none', { application: 'test', log })
  const handle = await buildApi(
    readingPorts(pool, { DASHBOARD_TOKEN: token, OPS_TRIGGER_TOKEN: `ops-${token}` }),
  )
  server = await listen(handle, { host: '127.0.0.1', port: 0, log })
  hasty = await listen(handle, { host: '127.0.0.1', port: 0, log }, { headers: 300, request: 600, check: 50 })
})
afterAll(async () => {
  await Promise.all([server.close(500), hasty.close(500)])
  await pool.end()
})

/**
 * Sends what it is given, piece by piece, not looking at what comes back meanwhile; reads until the server hangs up.
 */
async function send(pieces: Iterable<string | Buffer>, { hangUp = true, to = server } = {}) {
  const socket = connect(to.port, '127.0.0.1')
  let answer = ''
  let isOpen = true
  const closed = new Promise<void>((resolve) => {
    socket.on('close', resolve)
    socket.on('error', () => {})
  })
  socket.on('close', () => {
    isOpen = false
  })
  socket.on('data', (bytes) => {
    answer += bytes.toString('latin1')
  })
  let sent = 0
  for (const piece of pieces) {
    if (!isOpen) break
    sent += piece.length
    if (!socket.write(piece))
      await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed])
    await breathe()
  }
  if (hangUp) socket.end()
  await closed
  return { answer, sent }
}

function* post(path: string, size: number, headers = '') {
  yield `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${headers}Content-Length: ${size}\r\n\r\n`
  const piece = Buffer.alloc(64 * 1024, 0x20)
  for (let left = size; left > 0; left -= piece.length) yield piece.subarray(0, Math.min(left, piece.length))
}

test('an answer reaches a client that sends too much before it reads, every time', async () => {
  for (let at = 0; at < 10; at++) {
    const { answer } = await send(post('/api/session', 3 * megabyte))
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close\r\n/i)
    expect(answer).toContain('"TOO_LARGE"')
  }
  const unknown = await send(post('/api/ops/public-scan', 3 * megabyte))
  expect(unknown.answer).toMatch(/^HTTP\/1\.1 401 /)
})

test('a client that never stops sending is cut off', async () => {
  const { sent } = await send(post('/api/session', 1_000 * megabyte))
  expect(sent).toBeLessThan(100 * megabyte)
})

test('what is sent slower than the deadlines is closed, in the headers and in the body', async () => {
  const headers = await send(['GET /api/health HTTP/1.1\r\nHost: a\r\n'], { hangUp: false, to: hasty })
  expect(headers.answer).toMatch(/^(?:HTTP\/1\.1 408 |$)/)
  const body = await send(
    [
      'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    ],
    { hangUp: false, to: hasty },
  )
  expect(body.answer).not.toMatch(/^HTTP\/1\.1 200 /)
})

test('what comes beyond so many connections is closed at once, and a place that is left is taken again', async () => {
  const handle = async () => new Response('here')
  const small = await listen(handle, { host: '127.0.0.1', port: 0, log }, undefined, 3)
  const hold = async () => {
    const socket = connect(small.port, '127.0.0.1')
    const end = new Promise<'closed'>((resolve) =>
      socket.on('error', () => {}).on('close', () => resolve('closed')),
    )
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    const first = await Promise.race([
      new Promise<string>((resolve) => socket.once('data', (b) => resolve(String(b)))),
      end,
    ])
    return { socket, first, end }
  }
  try {
    const held = [await hold(), await hold(), await hold()]
    for (const { first } of held) expect(first).toMatch(/^HTTP\/1\.1 200 /)
    expect((await hold()).first).toBe('closed')
    held[0]!.socket.destroy()
    await held[0]!.end
    let next = await hold()
    // The server hears a little later that one has gone.
    while (next.first === 'closed') next = await hold()
    expect(next.first).toMatch(/^HTTP\/1\.1 200 /)
    for (const { socket } of [...held, next]) socket.destroy()
  } finally {
    await small.close(100)
  }
})
