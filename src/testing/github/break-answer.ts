import type { ServerResponse } from 'node:http'
import type { Fault } from './faults.ts'

const page = `<!DOCTYPE html><html><head><title>Unicorn! &middot; GitHub</title></head>
<body><p><strong>We had issues producing the response to your request.</strong></p></body></html>\n`

const secondary =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to ' +
  'GitHub Support for help, please include the request ID.'

/**
 * Answers wrongly, or not at all. `body` is what the right answer would have been. Returns the status, null for none.
 */
export function breakAnswer(fault: Fault, body: string, response: ServerResponse): number | null {
  const json = 'application/json; charset=utf-8'
  const send = (status: number, type: string, text: string, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(text)
    return status
  }
  switch (fault.kind) {
    case 'status':
      return send(
        fault.status,
        json,
        JSON.stringify({ message: fault.message ?? 'Server Error' }),
        fault.headers,
      )
    case 'html':
      return send(200, 'text/html; charset=utf-8', page)
    case 'json':
      return send(200, json, JSON.stringify(fault.body))
    case 'cut-json':
      return send(200, json, body.slice(0, body.length / 2))
    case 'secondary-limit':
      return send(
        fault.status ?? 403,
        json,
        JSON.stringify({ message: secondary, documentation_url: 'https://docs.github.com/rest' }),
        fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) },
      )
    case 'truncated':
      response.writeHead(200, { 'content-type': json, 'content-length': Buffer.byteLength(body) })
      response.write(body.slice(0, body.length / 2), () => response.destroy())
      return 200
    case 'reset':
      response.socket?.resetAndDestroy()
      return null
    case 'hang':
      return null
  }
}
