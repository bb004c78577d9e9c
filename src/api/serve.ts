import { serve } from 'srvx'
import { AppError, describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { sendAnswer } from './send-answer.ts'

/**
 * A client that sends its headers or body this slowly is holding a place, not asking for anything. Milliseconds. They
 * run while we do not get to read, too: on a sixteenth of a processor a burst of a thousand requests is behind for half
 * a minute, and its senders are not to blame.
 */
const usualDeadlines = {
  headers: 60_000,
  request: 120_000,
  /** How often Node looks for those; its own half minute would let them be four times as slow as this says. */
  check: 1_000,
}

/**
 * Connections at a time: some 16 KB each while its headers come slowly. What comes beyond is closed at once, so that a
 * flood of sockets costs at most some 70 MB.
 */
const usualMostConnections = 4_096

export interface Listening {
  port: number
  /** Takes no new requests, lets those in hand finish until the deadline, then closes what is left. */
  close(deadlineMs: number): Promise<void>
}

/**
 * Listens with srvx, which speaks for Node and for Bun; Elysia answers. (Elysia's own `listen` on Node says it is ready
 * before it is bound, hides a port in use, and cannot be stopped.)
 * @param log hears of answers whose body broke off while it was compressed (send-answer.ts).
 * @throws AppError UNAVAILABLE when the address cannot be had.
 */
export async function listen(
  handle: (request: Request, socketAddress?: string) => Promise<Response>,
  { host, port, log }: { host: string; port: number; log: Log },
  deadlines = usualDeadlines,
  mostConnections = usualMostConnections,
): Promise<Listening> {
  const server = serve({
    fetch: async (request) => sendAnswer(request, await handle(request, request.ip), log),
    hostname: host,
    port,
    silent: true,
    reusePort: false,
    gracefulShutdown: false,
    // Every route bounds its body itself (body.ts).
    node: {
      headersTimeout: deadlines.headers,
      requestTimeout: deadlines.request,
      connectionsCheckingInterval: deadlines.check,
    },
  })
  try {
    await server.ready()
  } catch (error) {
    throw new AppError('UNAVAILABLE', explainBind(error, host, port), { cause: error })
  }
  const node = server.node?.server
  if (node && 'closeIdleConnections' in node) node.maxConnections = mostConnections
  return {
    port: Number(new URL(server.url ?? '').port) || port,
    async close(deadlineMs) {
      const late = setTimeout(() => void server.close(true), deadlineMs)
      if (node && 'closeIdleConnections' in node) node.closeIdleConnections()
      await server.close().finally(() => clearTimeout(late))
    },
  }
}

function explainBind(error: unknown, host: string, port: number): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') return `port ${port} is in use: stop what uses it, or set PORT`
  if (code === 'EACCES') return `port ${port} needs rights that we do not have: set PORT to 1024 or more`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${host} is no address of this machine`
  return `cannot listen on ${host}:${port}: ${describeError(error)}`
}
