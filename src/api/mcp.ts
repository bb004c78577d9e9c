import { AppError } from '../errors.ts'
import type { AskApi } from '../mcp/mcp-server.ts'
import { addressRefusals } from '../words/refusals.ts'
import { bearerOf } from './access.ts'
import type { Arrival } from './arrival.ts'
import { errorResponse } from './errors.ts'
import type { ApiPorts } from './ports.ts'

/** A patch of 2 MB whose every byte JSON writes as two, and what comes with it. */
const largestBody = 4.5 * 1024 * 1024
/** What tells the API who asks. */
const callerHeaders = ['authorization', 'cookie']

/**
 * MCP by Streamable HTTP, stateless. A tool asks the API's own routes with the caller's own headers, so that no one
 * reads here what the API would not tell them.
 * @param ask answers a request as if it had come that way.
 */
export function openMcpEndpoint(
  { access, config, log, version }: Pick<ApiPorts, 'access' | 'config' | 'log' | 'version'>,
  ask: (request: Request, arrival: Arrival) => Promise<Response>,
): (request: Request, arrival: Arrival) => Promise<Response> {
  return async (request, arrival) => {
    await access.requireDashboard(request, bearerOf(request))
    if (request.method !== 'POST')
      return errorResponse(new AppError('METHOD_NOT_ALLOWED', addressRefusals.mcpMethod), {
        allow: 'POST',
      })
    const askApi: AskApi = async (method, path, body) => {
      const headers = new Headers(body === undefined ? {} : { 'content-type': 'application/json' })
      for (const name of callerHeaders) {
        const value = request.headers.get(name)
        if (value !== null) headers.set(name, value)
      }
      const url = new URL(path, 'http://localhost')
      const inner = new Request(url, {
        method,
        headers,
        signal: request.signal,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const response = await ask(inner, arrival)
      return { status: response.status, body: await response.json() }
    }
    // Loaded by the first who asks: most services are never asked, and the protocol's schemas take memory.
    const [{ createMcpHandler }, { buildMcpServer }] = await Promise.all([
      import('@modelcontextprotocol/server'),
      import('../mcp/mcp-server.ts'),
    ])
    const handler = createMcpHandler(() => buildMcpServer(askApi, version, config.publicUrl), {
      maxRequestBodySize: largestBody,
      maxSubscriptions: 1,
      onerror: (error) => log.debug({ error: error.message }, 'an MCP request was refused'),
    })
    return handler.fetch(request)
  }
}
