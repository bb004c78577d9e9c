import type { FuzzFacts, FuzzRequest } from './request.ts'

/** A whole answer, as a client has read it. */
export interface FuzzAnswer {
  status: number
  headers: Headers
  body: string
}

/** A line of a stack, or a file of ours or of a package. */
const stackTrace = /\n?\s+at .{1,300}:\d+:\d+|node_modules|file:\/\/|\/src\/[a-z-]+\/[a-z-]+\.ts/

/** What is wrong with an answer, one sentence each; nothing when it keeps what the contract says. */
export function judgeAnswer(request: FuzzRequest, answer: FuzzAnswer, facts: FuzzFacts): string[] {
  const { status, headers, body } = answer
  const problems: string[] = []
  if (status >= 500 && status !== 503) problems.push(`status ${status}: ${body.slice(0, 200)}`)
  const whole = `${[...headers].map((header) => header.join(': ')).join('\n')}\n${body}`
  for (const [name, token] of Object.entries({ ops: facts.opsToken, dashboard: facts.dashboardToken }))
    if (whole.includes(token) && !sentIn(request, token)) problems.push(`the ${name} token is in the answer`)
  // Files of a build name their sources in comments; nothing else has a reason to.
  if (!request.target.includes('/static/') && stackTrace.test(whole))
    problems.push(`a stack trace is in the answer: ${stackTrace.exec(whole)?.[0]}`)
  if (headers.has('x-injected')) problems.push('a header of the request became one of the answer')
  if (!headers.has('content-security-policy') || headers.get('x-content-type-options') !== 'nosniff')
    problems.push('a security header is missing')
  if (request.method === 'HEAD') {
    if (body !== '') problems.push('HEAD was answered with a body')
  } else if (status >= 400) problems.push(...judgeError(request, answer))
  if (!request.trusted && /^POST \/api\/ops\/public-scan/.test(request.route) && status < 300)
    if (request.method === 'POST' && request.target.includes('public-scan'))
      problems.push(`a trigger without the token was answered ${status}`)
  return problems
}

/** A client that sends a token where a name belongs reads it in the message about that name; no one else does. */
function sentIn({ target, body }: FuzzRequest, token: string): boolean {
  if (target.includes(token)) return true
  if (body === null) return false
  return Buffer.concat(body.kind === 'bytes' ? [body.bytes] : body.chunks).includes(token)
}

function judgeError({ target }: FuzzRequest, { status, headers, body }: FuzzAnswer): string[] {
  if (!(headers.get('content-type') ?? '').startsWith('application/json'))
    return [`an error ${status} that is not JSON: ${body.slice(0, 200)}`]
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return [`an error ${status} whose body is not JSON: ${body.slice(0, 200)}`]
  }
  if (status === 503 && /^\/api\/health/i.test(target)) return []
  // What the protocol of MCP refuses by itself has the form of its protocol.
  if (/^\/mcp\b/.test(target) && isRpcError(value)) return []
  if (!isError(value)) return [`an error ${status} of another shape: ${body.slice(0, 200)}`]
  const needed = { 401: 'www-authenticate', 405: 'allow', 429: 'retry-after' }[status]
  return needed !== undefined && !headers.has(needed) ? [`${status} without ${needed}`] : []
}

/** Messages are for a person: one line that can be read at a glance. */
const longestMessage = 400

/** `{"error":{"code","message","details"?}}` and nothing else. */
function isError(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).join() !== 'error' || !isObject(value.error)) return false
  const { code, message, details, ...rest } = value.error
  return (
    typeof code === 'string' &&
    /^[A-Z_]+$/.test(code) &&
    code !== 'INTERNAL' &&
    typeof message === 'string' &&
    message.length > 0 &&
    message.length <= longestMessage &&
    !/[\r\n]/.test(message) &&
    (details === undefined || isObject(details)) &&
    Object.keys(rest).length === 0
  )
}

/** `{"jsonrpc":"2.0","error":{"code":-32600,"message":"…"},"id":null}` */
function isRpcError(value: unknown): boolean {
  if (!isObject(value) || value.jsonrpc !== '2.0' || 'result' in value || !isObject(value.error)) return false
  const { code, message } = value.error
  // -32603 is an error of ours.
  return Number.isInteger(code) && code !== -32603 && typeof message === 'string' && !/[\r\n]/.test(message)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
