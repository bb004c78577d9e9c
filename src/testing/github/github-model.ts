import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ApiVersion, apiVersions } from './api-versions.ts'
import { type ModelApp, type ModelAppActions, openModelApp } from './app.ts'
import { type Fault, type FaultWhen, planFaults } from './faults.ts'
import type { GitAbilities } from './git-http.ts'
import { serveGraphql } from './graphql.ts'
import { limitRequests } from './rate-limit.ts'
import { actOn, type RepositoryActions } from './repository-actions.ts'
import { countByRoute, type LoggedRequest, type LoggedWrite, type RequestLog } from './request-log.ts'
import { readGit } from './run-git.ts'
import { type ApiContext, type CheckAnswer, type GraphqlAbilities, serveApi } from './serve-api.ts'
import { serveGitRequest } from './serve-git.ts'
import { type ModelRepository, repositoryKey, usualFileLimits } from './state.ts'

export interface ModelOptions {
  /** Tokens that are known; any other earns 401. */
  tokens?: readonly string[]
  /** What stands before the API's paths: GitHub Enterprise's unless given; "" as on api.github.com. */
  apiPrefix?: string
  now?: () => Date
  /** Requests an hour. */
  limits?: { anonymous: number; token: number }
  git?: Partial<GitAbilities>
  /** The versions of the REST API that it knows; an older GitHub Enterprise Server knows the first alone. */
  versions?: readonly ApiVersion[]
  /** A GitHub App that is known here. */
  app?: ModelApp
  /** From `openapi.ts`: holds every answer against GitHub's own description; `close` throws if one differs. */
  checkAnswer?: CheckAnswer
}

export interface GitHubModel {
  /** As the settings GITHUB_API_URL and GITHUB_SERVER_URL take them. */
  readonly apiUrl: string
  readonly serverUrl: string
  /** Serves a bare git repository under this name. The default branch is where its HEAD points unless given. */
  addRepository(
    owner: string,
    name: string,
    gitDir: string,
    options?: { private?: boolean; defaultBranch?: string },
  ): Promise<RepositoryActions>
  /** From now on the old name is answered with a redirect. */
  renameRepository(from: string, to: string): void
  deleteRepository(fullName: string): void
  /** @throws without an App in the options. */
  readonly app: ModelAppActions
  setFault(fault: Fault, when?: FaultWhen): { clear(): void }
  clearFaults(): void
  /** Leaves every caller so many requests until then. */
  leaveRequests(remaining: number, resetsAt: Date): void
  /** The same of the GraphQL API's points. */
  leavePoints(remaining: number, resetsAt: Date): void
  setGraphqlAbilities(abilities: Partial<GraphqlAbilities>): void
  setGitAbilities(abilities: Partial<GitAbilities>): void
  requests(): readonly LoggedRequest[]
  requestCounts(): Record<string, Record<string, number>>
  writes(): readonly LoggedWrite[]
  forgetRequests(): void
  /** Stops serving. @throws when an answer was not as GitHub describes it. */
  close(): Promise<void>
}

/**
 * Starts a model of GitHub, a stand-in for tests: its REST API and its git server over real HTTP on a port of its own,
 * with state, limits and faults. Never part of the product.
 */
export async function startGitHubModel(options: ModelOptions = {}): Promise<GitHubModel> {
  const { apiPrefix = '/api/v3', now = () => new Date(), limits = { anonymous: 60, token: 5_000 } } = options
  const repositories = new Map<string, ModelRepository>()
  const moved = new Map<string, ModelRepository>()
  const abilities: GitAbilities = { partialClone: true, anySha: true, ...options.git }
  const log: RequestLog = { requests: [], writes: [] }
  const faults = planFaults()
  const limit = limitRequests(now, limits)
  const points = limitRequests(now, limits)
  const urls = { api: '', server: '' }
  const context: ApiContext = {
    urls,
    tokens: new Set(options.tokens),
    app: null,
    faults,
    limit,
    points,
    graphql: { mostNodes: Number.POSITIVE_INFINITY },
    log,
    drift: [],
    versions: options.versions ?? apiVersions,
    checkAnswer: options.checkAnswer ?? null,
    now,
    findRepository(owner, name) {
      const key = repositoryKey(owner, name)
      const repository = repositories.get(key)
      if (repository !== undefined) return repository
      const movedTo = moved.get(key)
      return movedTo === undefined ? null : { movedTo }
    },
    repositories: () => repositories.values(),
    findRepositoryById: (id) => [...repositories.values()].find((repository) => repository.id === id) ?? null,
  }

  const modelApp =
    options.app === undefined
      ? null
      : openModelApp(
          options.app,
          context.tokens,
          (owner, name) => repositories.get(repositoryKey(owner, name)) ?? null,
          urls,
          now,
        )
  context.app = modelApp

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      context.drift.push(`${request.method} ${request.url}: the model itself failed: ${String(error)}`)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/'
    if (/^\/[^/]+\/[^/]+?(?:\.git)?\/(?:info\/refs|git-upload-pack|git-receive-pack)(?:\?|$)/.test(path))
      await serveGitRequest(context, abilities, path, request, response)
    // An Enterprise Server has it beside the REST API's version, github.com below its host.
    else if (path === `${apiPrefix.replace(/\/v3$/, '')}/graphql`)
      await serveGraphql(context, path, request, response)
    else if (path.startsWith(`${apiPrefix}/`))
      await serveApi(context, path.slice(apiPrefix.length), request, response)
    else
      response
        .writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
        .end('<!DOCTYPE html><h1>404</h1>')
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  urls.server = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  urls.api = `${urls.server}${apiPrefix}`

  const take = (fullName: string): ModelRepository => {
    const repository = repositories.get(fullName.toLowerCase())
    if (repository === undefined) throw new Error(`there is no repository ${fullName}`)
    repositories.delete(fullName.toLowerCase())
    return repository
  }
  return {
    apiUrl: urls.api,
    serverUrl: urls.server,
    async addRepository(owner, name, gitDir, { private: hidden = false, defaultBranch } = {}) {
      const repository: ModelRepository = {
        id: 1_000 + repositories.size + moved.size,
        owner,
        name,
        gitDir,
        defaultBranch: defaultBranch ?? (await readGit(gitDir, ['symbolic-ref', '--short', 'HEAD'])),
        private: hidden,
        createdAt: now(),
        pushedAt: now(),
        pulls: new Map(),
        issues: new Map(),
        files: { ...usualFileLimits },
      }
      repositories.set(repositoryKey(owner, name), repository)
      return actOn(repository, now)
    },
    renameRepository(from, to) {
      const repository = take(from)
      const [owner = '', name = ''] = to.split('/')
      Object.assign(repository, { owner, name })
      repositories.set(repositoryKey(owner, name), repository)
      moved.set(from.toLowerCase(), repository)
    },
    deleteRepository: (fullName) => void take(fullName),
    get app() {
      if (modelApp === null) throw new Error('the model has no App')
      return modelApp.actions
    },
    setFault: faults.set,
    clearFaults: faults.clearAll,
    leaveRequests: limit.leave,
    leavePoints: points.leave,
    setGraphqlAbilities: (changed) => void Object.assign(context.graphql, changed),
    setGitAbilities: (changed) => void Object.assign(abilities, changed),
    requests: () => log.requests,
    requestCounts: () => countByRoute(log.requests),
    writes: () => log.writes,
    forgetRequests() {
      log.requests = []
      log.writes = []
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      if (context.drift.length > 0)
        throw new Error(`the model of GitHub answered as GitHub would not:\n${context.drift.join('\n')}`)
    },
  }
}
