import { openapi } from '@elysiajs/openapi'
import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { addressRefusals, requestRefusals } from '../words/refusals.ts'
import { type Arrival, noteArrival, readAddress, readOrigin } from './arrival.ts'
import { drainBody } from './body.ts'
import { changeCheckRoutes } from './change-check.ts'
import { closeCommentRoutes } from './close-comment.ts'
import { compareRoutes } from './compare.ts'
import { openDashboardFiles } from './dashboard-files.ts'
import { describe, publishDescription } from './describe.ts'
import { type Description, docsStylePath, renderDocs } from './docs-page.ts'
import { docsStyle } from './docs-style.ts'
import { answerError, errorResponse, json, writtenJson } from './errors.ts'
import { eventRoutes } from './events.ts'
import { feedRoutes } from './feed.ts'
import { feedTokenRoutes } from './feed-tokens.ts'
import { type AskFirst, patienceMs } from './first-answers.ts'
import { atFixedOrigin, fixedOrigin } from './fixed-origin.ts'
import { refuseForeignOrigin } from './foreign-origin.ts'
import { issueRoutes } from './issues.ts'
import { openLateAnswers } from './late-answers.ts'
import { readMachineView, type Target } from './machine-views.ts'
import { openMcpEndpoint } from './mcp.ts'
import { metricsRoutes } from './metrics.ts'
import { opsRoutes } from './ops.ts'
import type { ApiPorts } from './ports.ts'
import { pullRoutes } from './pulls.ts'
import { reportRoutes } from './report.ts'
import { repositoryRoutes } from './repositories.ts'
import { HealthAnswer } from './schemas/scans.ts'
import { sessionRoutes } from './session.ts'
import { setDecisionRoutes } from './set-decisions.ts'
import { unknownRoute } from './unknown-route.ts'
import { verdictRoutes } from './verdicts.ts'
import { webhookRoutes } from './webhooks.ts'
import { whatIfRoutes } from './what-if.ts'

/** Nothing but our own files, no frames, no inline code; a stranger's text can be shown but can do nothing. */
const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
}
const strictTransport = 'max-age=31536000; includeSubDomains'
const longestUrl = 8_192
/** Where the plugin puts its description, which is published in another form (describe.ts). */
const pluginPath = '/openapi.json'

/** The API and the dashboard's files as one function from request to answer, for Node, Bun and tests alike. */
export async function buildApi(
  ports: ApiPorts,
): Promise<(request: Request, socketAddress?: string) => Promise<Response>> {
  const { log, version, checkHealth, config } = ports
  const files = await openDashboardFiles(ports.publicFolder)
  const late = openLateAnswers(patienceMs)
  // What a worker or another process of the API writes is told here; what was looked up before is out of date then.
  ports.events.subscribe({
    event(event) {
      if (!isProgress(event)) late.forget()
    },
    end() {},
  })
  // Named before the app itself, which refers to both.
  let routes: { method: string; path: string }[] = []
  let readDescription: () => Promise<unknown> = async () => ({ paths: {} })
  const app = new Elysia({ normalize: false })
    .onError(({ error, code, request }) => {
      // Ours carries its own sentence; Elysia's has the same code and means that no route matched.
      if (error instanceof AppError) return answerError(error, log)
      if (code === 'NOT_FOUND') return unknownRoute(routes, request)
      if (code === 'PARSE' || code === 'VALIDATION')
        return errorResponse(new AppError('BAD_REQUEST', requestRefusals.unreadable))
      return answerError(error, log)
    })
    .use(
      openapi({
        // From outside, nothing that does not begin with /api comes to a route.
        specPath: pluginPath,
        path: '/openapi',
        provider: null,
        documentation: {
          info: {
            title: 'ClawTriage',
            version,
            description: 'Which pull requests do the same thing, with proof.',
          },
        },
        // A dot in a path makes no file of it: report.md is a route.
        exclude: {
          staticFile: false,
          paths: [/^\/assets/, '/api/openapi.json', '/api/docs', docsStylePath, '/metrics'],
        },
      }),
    )
    .get(
      '/api/health',
      async () => {
        const { ok, checks } = await checkHealth()
        return json(ok ? 200 : 503, { ok, checks, version })
      },
      describe({ summary: 'Whether everything works', answers: { 200: HealthAnswer, 503: HealthAnswer } }),
    )
    .get('/api/openapi.json', async () => json(200, await readDescription()))
    .get('/api/docs', async () => {
      const page = renderDocs((await readDescription()) as Description)
      return new Response(page, {
        headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
      })
    })
    .get(
      docsStylePath,
      () =>
        new Response(docsStyle, {
          headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' },
        }),
    )
    .use(metricsRoutes(ports))
    .use(sessionRoutes(ports))
    .use(opsRoutes(ports))
    .use(eventRoutes(ports))
    .use(repositoryRoutes(ports))
    .use(pullRoutes(ports))
    .use(issueRoutes(ports))
    .use(compareRoutes(ports))
    .use(verdictRoutes(ports))
    .use(setDecisionRoutes(ports))
    .use(closeCommentRoutes(ports))
    .use(changeCheckRoutes(ports))
    .use(whatIfRoutes(ports))
    .use(reportRoutes(ports))
    .use(feedRoutes(ports))
    .use(feedTokenRoutes(ports))
    .use(webhookRoutes(ports))
    .use(files.assets)
    .use(files.others)
  routes = app.routes
  readDescription = async () =>
    publishDescription(await (await app.handle(new Request(`${fixedOrigin}${pluginPath}`))).json())

  /** Hands a request on as the routes are to see it, and takes in what they leave of its body. */
  const route = async (
    request: Request,
    target: Target,
    arrival: Arrival,
    handle: (routed: Request) => Promise<Response> = app.handle,
  ): Promise<Response> => {
    const routed = atFixedOrigin(request, target)
    noteArrival(routed, arrival)
    const response = await handle(routed).catch((error) => answerError(error, log))
    const isDrained = routed.body === null || (await drainBody(routed.body))
    if (!isDrained || response.status === 413) response.headers.set('connection', 'close')
    // What is told may be for this caller alone; what is for everybody says so itself.
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
    return response
  }

  /** Asks for what the page would ask for, with its cookies and nothing else: the routes decide what it may read. */
  const askFor =
    ({ headers }: Request, arrival: Arrival): AskFirst =>
    async (address) => {
      const { pathname: path, search } = new URL(address, fixedOrigin)
      const cookie = headers.get('cookie')
      const request = new Request(fixedOrigin, { headers: cookie === null ? {} : { cookie } })
      return late.lookUp(readerOf(request), address, async () => {
        const response = await route(request, { path, search }, arrival)
        return response.status === 200 ? response.text() : null
      })
    }
  /** Who asks for what a page was not kept waiting for gets what is under way. A write, or its end, ends all of it. */
  const answerApi = async (request: Request, target: Target, arrival: Arrival): Promise<Response> => {
    if (request.method === 'HEAD') return route(request, target, arrival)
    if (request.method !== 'GET') {
      late.forget()
      // Also what was begun while it was written: that may have read what stood there before.
      return route(request, target, arrival).finally(() => late.forget())
    }
    const text = await late.take(readerOf(request), `${target.path}${target.search}`)
    return text === null ? route(request, target, arrival) : writtenJson(text)
  }

  const mcp = openMcpEndpoint(ports, (request, arrival) =>
    answer(request, new URL(request.url), arrival).catch((error) => answerError(error, log)),
  )
  const answer = async (request: Request, { pathname, search }: URL, arrival: Arrival): Promise<Response> => {
    const target = { path: pathname, search }
    if (pathname === '/mcp') return route(request, target, arrival, (routed) => mcp(routed, arrival))
    const view = readMachineView(request.method, target)
    if (view !== null) return route(request, view, arrival)
    if (pathname === '/api' || pathname.startsWith('/api/') || pathname === '/metrics')
      return answerApi(request, target, arrival)
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return errorResponse(new AppError('METHOD_NOT_ALLOWED', addressRefusals.readOnly), {
        allow: 'GET, HEAD',
      })
    if (!pathname.startsWith('/assets/') && !files.isOther(pathname))
      return files.page(pathname, search, bringsSession(request) ? askFor(request, arrival) : null)
    const { path: kept, encoding } = files.variant(pathname, request.headers.get('accept-encoding') ?? '')
    const response = await route(request, { path: kept, search }, arrival)
    return response.ok
      ? new Response(response.body, { headers: files.fileHeaders(pathname, encoding) })
      : response
  }

  return async (request, socketAddress) => {
    let response: Response
    try {
      const url = new URL(request.url)
      if (request.url.length > longestUrl)
        throw new AppError('BAD_REQUEST', requestRefusals.longAddress(longestUrl))
      const origin = readOrigin(url, request.headers)
      refuseForeignOrigin(request, { origin, publicUrl: config.publicUrl })
      response = await answer(request, url, {
        address: readAddress(request, socketAddress, config),
        socket: socketAddress ?? '',
        origin,
      })
    } catch (error) {
      response = answerError(error, log)
    }
    const headers = new Headers(response.headers)
    for (const [name, value] of Object.entries(securityHeaders))
      if (!headers.has(name)) headers.set(name, value)
    if (config.production && request.headers.get('x-forwarded-proto') === 'https')
      headers.set('strict-transport-security', strictTransport)
    if (!headers.has('content-type') && response.body !== null)
      headers.set('content-type', 'application/octet-stream')
    const body = request.method === 'HEAD' ? null : response.body
    // A body that will not be read must not be kept waiting: an event stream holds a subscription.
    // Not waited for: the cancelling of a file that is just being opened never ends in Node, though the file is closed.
    if (body === null) response.body?.cancel().catch(() => {})
    return new Response(body, { status: response.status, headers })
  }
}

/**
 * Whether a page is asked for with the session, where there is one. When a link on another site led here, the browser
 * has left its cookie out (SameSite=Strict), and sends it with what the page asks for.
 */
function bringsSession({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site')
  return site !== 'cross-site' && site !== 'same-site'
}

/** How far a scan is changes nothing but that; it is told all the time. */
const isProgress = ({ type, state }: { type: string; state?: unknown }) =>
  type === 'scan' && state === 'active'

/** Who reads what they may is told by these. */
const readerOf = ({ headers }: Request): string =>
  JSON.stringify([headers.get('cookie'), headers.get('authorization')])
