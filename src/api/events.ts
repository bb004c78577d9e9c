import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { readUnfinishedScans } from '../postgres/scans.ts'
import { apiDescriptionTexts } from '../words/api-description.ts'
import { outageRefusals } from '../words/refusals.ts'
import { readBearer } from './access.ts'
import { check, readQuery } from './check.ts'
import { describe } from './describe.ts'
import type { ApiPorts } from './ports.ts'
import { NoQuery } from './schemas/requests.ts'
import { type IsVisible, readVisibility } from './visible-repositories.ts'

/** Proxies close a connection on which nothing comes for a minute. */
const heartbeatMs = 15_000
/** How soon a browser that lost the connection tries again. */
const reconnectMs = 3_000
/** Every stream holds a socket; a person has a few tabs. */
const mostStreams = 500
/**
 * Events that a client has not read yet; one that stays behind is let go, and gets the present state when it comes
 * again.
 */
const mostUnread = 1_000

const exampleStream = `retry: ${reconnectMs}

event: scan
data: {"type":"scan","owner":"octo-org","repo":"gateway","snapshot":"2026-11-26T09Z","state":"active","resumesAt":null,"progress":{"listed":412,"analyzed":40,"unchanged":370,"failed":2}}

event: decision
data: {"type":"decision","owner":"octo-org","repo":"gateway","set":"s2688"}

`

/**
 * Scan progress and changed sets as they happen. A stream begins with every scan under way, so nothing is missed by
 * connecting late.
 */
export function eventRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'events' | 'config'>) {
  const { pool, access, events } = ports
  let streams = 0
  return new Elysia({ name: 'events', prefix: '/api/events' })
    .use(readBearer)
    .resolve(async ({ request, bearer }) => ({ caller: await access.requireDashboard(request, bearer) }))
    .get(
      '',
      async ({ request, bearer, caller }) => {
        check(NoQuery, readQuery(request.url))
        if (streams >= mostStreams) throw new AppError('UNAVAILABLE', outageRefusals.manyStreams(mostStreams))
        // First subscribed, then read: what happens in between is sent twice rather than never.
        const stream = openStream(
          events.subscribe,
          async () => {
            // Readers that have logged out since hear no more.
            await access.requireDashboard(request, bearer)
            return readVisibility(ports, caller)
          },
          () => streams--,
          async () =>
            (await readUnfinishedScans(pool)).map((scan) => ({
              type: 'scan',
              owner: scan.owner,
              repo: scan.name,
              snapshot: scan.snapshot,
              state: scan.state,
              resumesAt: scan.resumesAt,
              progress: {
                listed: scan.listed,
                analyzed: scan.analyzed,
                unchanged: scan.unchanged,
                failed: scan.failed,
              },
            })),
        )
        streams++
        return new Response(stream, {
          headers: {
            'content-type': 'text/event-stream; charset=utf-8',
            'cache-control': 'no-store',
            // nginx would hold events back until a buffer is full.
            'x-accel-buffering': 'no',
          },
        })
      },
      describe({
        summary: 'Scan progress and changed sets, as server-sent events',
        text: {
          mediaType: 'text/event-stream',
          description: apiDescriptionTexts.events,
          example: exampleStream,
        },
        errors: [400, 401, 429, 503],
      }),
    )
}

function openStream(
  subscribe: ApiPorts['events']['subscribe'],
  /** What is meant for this reader, asked again with every heartbeat. */
  readVisible: () => Promise<IsVisible>,
  onClosed: () => void,
  readPresent: () => Promise<object[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let unsubscribe = () => {}
  let heartbeat: NodeJS.Timeout | undefined
  let closed = false
  const stop = () => {
    if (closed) return
    closed = true
    clearInterval(heartbeat)
    unsubscribe()
    onClosed()
  }
  return new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        const end = () => {
          if (closed) return
          stop()
          controller.close()
        }
        const send = (text: string) => {
          if (closed) return
          controller.enqueue(encoder.encode(text))
          if ((controller.desiredSize ?? 0) < -mostUnread) end()
        }
        let isVisible: IsVisible = () => false
        const look = async () => {
          isVisible = await readVisible().catch((error: unknown) => {
            if (error instanceof AppError && error.code === 'UNAUTHORIZED') end()
            return () => false
          })
        }
        const sendEvent = (event: { type: string; owner?: unknown; repo?: unknown }) =>
          isVisible(`${event.owner}/${event.repo}`) &&
          send(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
        send(`retry: ${reconnectMs}\n\n`)
        unsubscribe = subscribe({ event: sendEvent, end })
        heartbeat = setInterval(() => {
          send(': still here\n\n')
          void look()
        }, heartbeatMs)
        try {
          await look()
          for (const event of await readPresent()) sendEvent(event as { type: string })
        } catch (error) {
          if (closed) return
          stop()
          controller.error(error)
        }
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  )
}
