import { connect } from 'node:net'

/** Bytes that no HTTP client sends, each with a name; `{token}` stands for the ops token. */
export const rawRequests: Record<string, string> = {
  'nothing at all': '',
  'a line end': '\r\n\r\n',
  'no HTTP': 'hello\r\n\r\n',
  'HTTP/0.9': 'GET /\r\n',
  'TLS on a plain port': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'HTTP/2 at once': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'a version that is none': 'GET / HTTP/9.9\r\nHost: a\r\n\r\n',
  'a NUL in the target': 'GET /api/\0repos HTTP/1.1\r\nHost: a\r\n\r\n',
  'a NUL in a header': 'GET / HTTP/1.1\r\nHost: a\r\nX-A: a\0b\r\n\r\n',
  'no host': 'GET /api/health HTTP/1.1\r\n\r\n',
  'two hosts': 'GET /api/health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  'a host that is none': 'GET /api/health HTTP/1.1\r\nHost: a b<>"\r\n\r\n',
  'an empty host': 'GET /api/health HTTP/1.1\r\nHost:\r\n\r\n',
  'the whole address': 'GET http://evil.example/api/health HTTP/1.1\r\nHost: a\r\n\r\n',
  'an address without a scheme': 'GET //evil.example/api/health HTTP/1.1\r\nHost: a\r\n\r\n',
  'an address that is none': 'GET http://[::/ HTTP/1.1\r\nHost: a\r\n\r\n',
  'a star': 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
  'no slash': 'GET api/health HTTP/1.1\r\nHost: a\r\n\r\n',
  'a space in the target': 'GET /api/he alth HTTP/1.1\r\nHost: a\r\n\r\n',
  'letters beyond ASCII': 'GET /api/h\u00e9\u00ff HTTP/1.1\r\nHost: a\r\n\r\n',
  TRACE: 'TRACE /api/health HTTP/1.1\r\nHost: a\r\nCookie: secret\r\n\r\n',
  CONNECT: 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  'an upgrade': 'GET /api/events HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  'a header of 20,000 letters': `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'x'.repeat(20_000)}\r\n\r\n`,
  'a target of 20,000 letters': `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
  'three thousand headers': `GET /api/health HTTP/1.1\r\nHost: a\r\n${'X: 1\r\n'.repeat(3_000)}\r\n`,
  'a header without a name': 'GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n',
  'a folded header': 'GET / HTTP/1.1\r\nHost: a\r\nX-A: 1\r\n 2\r\n\r\n',
  'two lengths':
    'POST /api/ops/public-scan HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x',
  'a length and pieces':
    'POST /api/ops/public-scan HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\n\r\n',
  'a length below nothing': 'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n{}',
  'a length beyond numbers':
    'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n{}',
  'a piece that is none':
    'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n',
  'an odd coding':
    'POST /api/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked, x\r\n\r\n0\r\n\r\n',
  'a body that breaks off':
    'POST /api/ops/public-scan HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"owner":"acme",',
  'a body with GET': 'GET /api/health HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello',
  Expect: 'POST /api/session HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}',
  'an odd Expect':
    'POST /api/session HTTP/1.1\r\nHost: a\r\nExpect: the-impossible\r\nContent-Length: 2\r\n\r\n{}',
  'two requests in one':
    'GET /api/health HTTP/1.1\r\nHost: a\r\n\r\nGET /api/nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  'two tokens':
    'POST /api/ops/public-scan HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nAuthorization: Bearer {token}\r\nContent-Length: 2\r\n\r\n{}',
}

/**
 * Sends bytes and reads what comes until the server hangs up, or has been silent for a while.
 * @returns the answer as text, one letter a byte; "" when the server just hung up.
 */
export function sendRaw(port: number, text: string, silenceMs = 400): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    const end = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      answer += chunk
    })
    socket.on('close', end)
    // A reset is the server's way of hanging up.
    socket.on('error', end)
    socket.setTimeout(silenceMs, end)
    socket.write(text, 'latin1')
  })
}
