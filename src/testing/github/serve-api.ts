import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, failure, notFound, ok } from './answer.ts'
import { type ApiVersion, asVersion, chooseVersion } from './api-versions.ts'
import type { openModelApp } from './app.ts'
import { breakAnswer } from './break-answer.ts'
import type { FaultPlan } from './faults.ts'
import { anonymous, type RateLimit } from './rate-limit.ts'
import type { RequestLog } from './request-log.ts'
import { repositoryRoutes } from './routes.ts'
import type { ModelRepository } from './state.ts'
import type { Urls } from './urls.ts'

/** Looks at every whole answer before it is sent; what it returns is an offence against GitHub's own description. */
export type CheckAnswer = (route: string, status: number, body: unknown, version: ApiVersion) => string | null

export interface GraphqlAbilities {
  /** A query about more nodes takes too long, and ends in an error. */
  mostNodes: number
}

export interface ApiContext {
  urls: Urls
  tokens: Set<string>
  /** The routes of a GitHub App; null when there is none. */
  app: Pick<ReturnType<typeof openModelApp>, 'template' | 'answer'> | null
  faults: FaultPlan
  limit: RateLimit
  /** The same for the GraphQL API, which has an hour of its own, counted in points. */
  points: RateLimit
  graphql: GraphqlAbilities
  log: RequestLog
  drift: string[]
  /** An older GitHub Enterprise Server knows the first alone. */
  versions: readonly ApiVersion[]
  checkAnswer: CheckAnswer | null
  now: () => Date
  findRepository(owner: string, name: string): ModelRepository | { movedTo: ModelRepository } | null
  repositories(): Iterable<ModelRepository>
  findRepositoryById(id: number): ModelRepository | null
}

/** Answers one REST request. `path` is what follows the API's base URL. */
export async function serveApi(
  context: ApiContext,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { log, faults, limit, now } = context
  const method = request.method ?? 'GET'
  const token = /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
  const caller = token ?? anonymous
  const [pathname = '', query = ''] = path.split('?')
  const appTemplate = context.app?.template(pathname) ?? null
  const found = appTemplate === null ? findRoute(context, pathname) : null
  const template = appTemplate ?? found?.template
  const route = template === undefined ? 'unknown' : `${method} ${template}`
  const header = request.headers['x-github-api-version']
  const version = chooseVersion(header === undefined ? undefined : String(header), context.versions)
  const entry = {
    method,
    route,
    url: path,
    status: null as number | null,
    authorized: token !== null,
    counted: false,
    userAgent: request.headers['user-agent'] ?? null,
    apiVersion: header === undefined ? null : String(header),
  }
  log.requests.push(entry)
  const sent = method === 'GET' || method === 'HEAD' ? '' : (await readBody(request)).toString('utf8')
  // Asking for a token or a delivery changes nothing that can be seen.
  if (method !== 'GET' && method !== 'HEAD' && !pathname.startsWith('/app/'))
    log.writes.push({ method, url: path, body: sent })

  const fault = faults.meet(route, path)
  const state = limit.read(caller)
  let answer: Answer
  if (request.headers['user-agent'] === undefined)
    answer = failure(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
    )
  else if (typeof version !== 'string') answer = version.refusal
  else if (appTemplate !== null)
    answer =
      (await context.app!.answer({
        method,
        pathname,
        query: new URLSearchParams(query),
        body: sent,
        token,
      })) ?? notFound()
  else if (token !== null && !context.tokens.has(token)) answer = failure(401, 'Bad credentials')
  else if (route === 'GET /rate_limit') answer = ok(renderRateLimit(state))
  else if (state.remaining === 0)
    answer = failure(403, `API rate limit exceeded for ${token === null ? '127.0.0.1' : 'user ID 1'}.`)
  else if (found === null || method !== 'GET') answer = notFound()
  else answer = await found.answer(new URLSearchParams(query), token !== null)

  const inVersion = typeof version === 'string' ? version : context.versions[0]!
  const given = asVersion(answer.body, inVersion)
  const body = JSON.stringify(given)
  const offence = context.checkAnswer?.(route, answer.status, given, inVersion) ?? null
  if (offence !== null) context.drift.push(`${route} ${answer.status}: ${offence}`)
  const etag = `W/"${createHash('sha256').update(body).digest('hex')}"`
  const unchanged = answer.status === 200 && request.headers['if-none-match'] === etag
  entry.counted =
    route !== 'GET /rate_limit' && state.remaining > 0 && !(unchanged && token !== null && fault === null)
  if (entry.counted) limit.take(caller)

  const after = limit.read(caller)
  const headers: Record<string, string> = {
    date: now().toUTCString(),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': randomUUID(),
    'x-ratelimit-limit': String(after.limit),
    'x-ratelimit-remaining': String(after.remaining),
    'x-ratelimit-used': String(after.used),
    'x-ratelimit-reset': String(after.reset),
    'x-ratelimit-resource': 'core',
    ...answer.headers,
  }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (fault !== null) {
    entry.status = breakAnswer(fault, body, response)
    return
  }
  if (answer.status === 200) response.setHeader('etag', etag)
  entry.status = unchanged ? 304 : answer.status
  if (answer.diff !== undefined && request.headers.accept?.includes('application/vnd.github.diff'))
    response
      .writeHead(200, { 'content-type': 'application/vnd.github.diff; charset=utf-8' })
      .end(await answer.diff())
  else if (unchanged) response.writeHead(304).end()
  else response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' }).end(body)
}

interface FoundRoute {
  template: string
  answer(query: URLSearchParams, authorized: boolean): Promise<Answer> | Answer
}

/** Repositories are reached by name and, in Link headers and redirects, by id. */
function findRoute(context: ApiContext, pathname: string): FoundRoute | null {
  if (pathname === '/rate_limit') return { template: '/rate_limit', answer: () => notFound() }
  const [, owner, name, id, rest = ''] =
    /^\/(?:repos\/([^/]+)\/([^/]+)|repositories\/(\d+))(\/.*)?$/.exec(pathname) ?? []
  for (const { template, pattern, answer } of repositoryRoutes) {
    const match = pattern.exec(rest)
    if (match === null || (owner === undefined && id === undefined)) continue
    return {
      template,
      answer(query, authorized) {
        const found =
          id === undefined
            ? context.findRepository(decodeURIComponent(owner!), decodeURIComponent(name!))
            : context.findRepositoryById(Number(id))
        if (found === null) return notFound()
        const repository = 'movedTo' in found ? found.movedTo : found
        if (repository.private && !authorized) return notFound()
        const url = new URL(`${context.urls.api}/repositories/${repository.id}${rest}`)
        url.search = query.toString()
        if ('movedTo' in found)
          return {
            status: 301,
            headers: { location: url.href },
            body: { ...(failure(301, 'Moved Permanently').body as object), url: url.href },
          }
        return answer({ repository, url, urls: context.urls, parameters: match.slice(1) })
      },
    }
  }
  return null
}

function renderRateLimit({ limit, remaining, used, reset }: ReturnType<RateLimit['read']>) {
  const core = { limit, remaining, used, reset }
  const search = { limit: 30, remaining: 30, used: 0, reset }
  return { resources: { core, search }, rate: core }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
