import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { TSchema } from '@sinclair/typebox'
import { check as checkQuery, readQuery } from '../../api/check.ts'
import { compressFor } from '../../api/compress.ts'
import { type AskFirst, streamPage, type WriteView } from '../../api/first-answers.ts'
import { writeFirstView } from '../../api/first-view.ts'
import { embeddedRequests, preloadHeader } from '../../api/preloads.ts'
import {
  DecisionQuery,
  NoQuery,
  PageQuery,
  PullQuery,
  SetQuery,
  VerdictQuery,
} from '../../api/schemas/requests.ts'
import { titlePage } from '../../api/title-page.ts'
import { describeError } from '../../errors.ts'
import { completeAnswer } from '../../testing/complete-answer.ts'
import { type ApiDescription, openAnswerCheck, openAnswerSchemas } from '../../testing/validate-answers.ts'

/** The policy under which the dashboard must work: nothing inline, nothing from elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** An address of the site at which nothing is: no script runs there. (Chromium shows an error in another process.) */
export const emptyPage = '/assets/empty'

/** A JSON body, an error with its status, or `never`: no answer until the server closes. */
export type Answer = { body: unknown; status?: number } | 'never'
export type Answers = (
  path: string,
  query: URLSearchParams,
  method: string,
  /** What was sent along; undefined: nothing. */
  body?: unknown,
  /** Under which a write is done once. */
  id?: string,
) => Answer | undefined

export interface StandIn {
  url: string
  /** Requests to /api so far, as "GET /api/repos?limit=50". */
  readonly requests: string[]
  answer(answers: Answers): void
  /** Tells an event to every page that listens. */
  emit(event: { type: string; [fact: string]: unknown }): void
  /** Every connection on which events come is lost. */
  breakStreams(): void
  close(): Promise<void>
}

/**
 * A stand-in for the API process: it serves the built dashboard as that does, and answers /api with what a test says.
 * It makes states that the real one is seldom in (an answer that never comes); the path through the real API has a test
 * of its own.
 * @param spec what the real API answers: what a test leaves out of an answer is added, and where the API could not give
 *   it all the same, `close` fails with why. Without, answers are sent as they are.
 */
export async function openStandIn(folder: string, spec?: ApiDescription): Promise<StandIn> {
  const untrue = new Set<string>()
  const check = spec && openAnswerCheck(spec)
  const schemaOf = spec && openAnswerSchemas(spec)
  const write = (method: string, pathname: string, status: number, said: unknown): string => {
    try {
      const schema = schemaOf?.(method, pathname, status)
      if (schema === undefined) return JSON.stringify(said)
      const body = completeAnswer(schema, JSON.parse(JSON.stringify(said)))
      check?.(method, pathname, status, body)
      return JSON.stringify(body)
    } catch (error) {
      untrue.add(describeError(error))
      return JSON.stringify(said)
    }
  }
  let answers: Answers = () => undefined
  const streams = new Set<ServerResponse>()
  const openStream = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 100\n\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
  }
  const requests: string[] = []
  /** What the page at this address comes with: the answers that are no fault. */
  const askFirst: AskFirst = async (address) => {
    const asked = new URL(address, 'http://stand-in')
    const answer = answers(asked.pathname, asked.searchParams, 'GET')
    if (answer === 'never') return new Promise(() => {})
    if (answer === undefined || (answer.status ?? 200) !== 200) return null
    requests.push(`GET ${address}`)
    return write('GET', asked.pathname, 200, answer.body)
  }
  const openPage = async ({ pathname, search }: URL, accepted: string, response: ServerResponse) => {
    const html = titlePage(await readFile(join(folder, 'index.html'), 'utf8'), pathname)
    const embedded = embeddedRequests(pathname, search)
    if (embedded.length > 0) {
      const writeView: WriteView = (given) => writeFirstView(pathname, given, Date.now())
      const stream = streamPage(html, embedded, askFirst, writeView)
      const page = new Response(stream, { headers: { 'content-type': types['.html']! } })
      const asked = new Request(`http://stand-in${pathname}`, { headers: { 'accept-encoding': accepted } })
      const { headers, body } = await compressFor(asked, page)
      response.writeHead(200, Object.fromEntries(headers))
      // The same class, of which Node and the browser have each its own type.
      return Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]).pipe(response)
    }
    const link = preloadHeader(pathname, search)
    if (link !== null) response.setHeader('link', link)
    return response.writeHead(200, { 'content-type': types['.html'] }).end(html)
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand-in')
    response.setHeader('content-security-policy', policy)
    response.setHeader('x-content-type-options', 'nosniff')
    if (url.pathname === emptyPage) return response.writeHead(200, { 'content-type': 'text/plain' }).end()
    if (!url.pathname.startsWith('/api/')) {
      const accepted = String(request.headers['accept-encoding'] ?? '')
      if (!url.pathname.startsWith('/assets/')) return openPage(url, accepted, response)
      const compressed = /\bbr\b/.test(accepted)
      return serveFile(folder, url.pathname, compressed, response)
    }
    requests.push(`${request.method} ${url.pathname}${url.search}`)
    const refusal = refuseQuery(url)
    if (refusal !== null)
      return response
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { code: 'BAD_REQUEST', message: refusal } }))
    const sent = Buffer.concat(await request.toArray()).toString()
    const told = sent === '' ? undefined : (JSON.parse(sent) as unknown)
    const id = request.headers['idempotency-key']?.toString()
    const answer = answers(url.pathname, url.searchParams, request.method ?? 'GET', told, id)
    if (url.pathname === '/api/events' && answer !== 'never' && answer?.status === undefined)
      return openStream(response)
    if (answer === 'never') return
    const { body, status = 200 } = answer ?? {
      status: 404,
      body: { error: { code: 'NOT_FOUND', message: 'There is no such thing here.' } },
    }
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(write(request.method ?? 'GET', url.pathname, status, body))
  })
  // A test that works for seconds would find its connection closed in the moment in which it asks for more.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    emit(event) {
      for (const stream of streams) stream.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    },
    breakStreams() {
      for (const stream of streams) stream.destroy()
    },
    answer(next) {
      answers = next
      requests.length = 0
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close(() => (untrue.size === 0 ? resolve() : reject(new Error([...untrue].join('\n')))))
        server.closeAllConnections()
      }),
  }
}

/** The queries of lists, as the real API checks them. */
const lists: [path: RegExp, query: TSchema][] = [
  [/^\/api\/repos$/, PageQuery],
  [/\/duplicate-sets$/, SetQuery],
  [/\/pulls$/, PullQuery],
  [/\/(?:scans|candidates|issues)$/, PageQuery],
  [/\/decision$/, DecisionQuery],
  [/\/verdict$/, VerdictQuery],
]

/** What the API would say against the query; null when it would take it. */
function refuseQuery(url: URL): string | null {
  const schema = lists.find(([path]) => path.test(url.pathname))?.[1] ?? NoQuery
  try {
    checkQuery(schema, readQuery(url.href))
    return null
  } catch (error) {
    return describeError(error)
  }
}

async function serveFile(
  folder: string,
  path: string,
  compressed: boolean,
  response: ServerResponse,
): Promise<void> {
  const file = join(folder, path)
  response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
  try {
    const content = compressed ? await readFile(`${file}.br`).catch(() => null) : null
    if (content !== null) response.setHeader('content-encoding', 'br')
    const whole = content ?? (await readFile(file))
    response.writeHead(200).end(whole)
  } catch {
    response.writeHead(404).end()
  }
}
