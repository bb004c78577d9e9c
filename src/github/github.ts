import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { Octokit } from '@octokit/rest'
import type { ListedPull } from '../domain/pull-request.ts'
import type { RepositoryFacts } from '../domain/repository.ts'
import type { EtagMemory, ListOptions, UpdateProgress } from '../domain/scan.ts'
import { AppError, describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import {
  type CommitAnswer,
  readCommits,
  readFileContent,
  readFiles,
  readPulls,
  readRepository,
} from './answers.ts'
import { askInVersion } from './api-version.ts'
import { explainFailure } from './explain-failure.ts'
import { listPulls, listUpdates, type PullPage, type PullQuery } from './list-pulls.ts'
import { type AskedPulls, factsQuery, fetchPullFacts } from './pull-facts.ts'
import { fetchPullFiles, type PullFiles } from './pull-files.ts'
import { openRequestBudget } from './request-budget.ts'
import { createTransport } from './transport.ts'
import { deriveUserAgent } from './user-agent.ts'

export interface GitHubOptions {
  /** https://api.github.com, or a GitHub Enterprise Server's https://HOST/api/v3. */
  apiUrl: string
  token: string | null
  /**
   * A GitHub App's token for this repository, which is another one every hour; it goes before `token`. Null: there is
   * none for it.
   */
  appToken?: (() => Promise<string | null>) | undefined
  owner: string
  name: string
  log: Log
  /** Who asks (user-agent.ts). */
  userAgent?: string
  /** What GitHub called its answers, from scan to scan; without it every request is answered in full. */
  etags?: EtagMemory
  /** Requests of the hour's that are left for the user's other tools. */
  reserve?: number
  now?: () => Date
  /** One request, from its first byte to the last of the answer. GitHub itself gives up after 10 s. */
  timeoutMs?: number
  /** The first pause before a failed request is sent again; the next are 4 and 9 times as long. */
  retryPauseMs?: number
}

export interface GitHub {
  /** @throws AppError NOT_FOUND when there is no such repository, or it is private. */
  fetchRepository(signal: AbortSignal, known?: RepositoryFacts): Promise<RepositoryFacts>
  /**
   * Pages of at most 100: the open ones with the highest number first, then what has changed meanwhile, then closed
   * ones as asked for.
   */
  listPulls(options: ListOptions, signal: AbortSignal): AsyncGenerator<ListedPull[]>
  /** Pages of at most 100 in any state that have changed since, the last changed first. */
  listUpdates(
    since: Date,
    signal: AbortSignal,
    isStored?: (pull: ListedPull) => boolean | Promise<boolean>,
    progress?: UpdateProgress,
  ): AsyncGenerator<ListedPull[]>
  /** Keeps the ETags of what was listed: call it when all of that is stored. */
  confirmListed(): Promise<void>
  fetchFiles(number: number, signal: AbortSignal): Promise<PullFiles>
  /** The text of a file (at most 1 MB) at the tip of the default branch; null when there is none. */
  fetchFile(path: string, signal: AbortSignal): Promise<string | null>
  /** Oldest first; GitHub gives the first 250. */
  fetchCommits(number: number, signal: AbortSignal): Promise<CommitAnswer[]>
  /**
   * What GraphQL says of pull requests, where there is a token for it; without one nothing is asked. Never fails but
   * when it is told to stop: what went wrong is in the answer.
   * @param home `owner/name` as the repository is called today: issues of others do not count.
   */
  fetchPullFacts(
    pulls: readonly { number: number; nodeId: string }[],
    home: string,
    signal: AbortSignal,
  ): Promise<AskedPulls>
  /** Requests sent so far, redirects and repetitions included. */
  requestCount(): number
  /** How many GitHub allows in an hour, by its last answer; null when it said nothing of it. */
  requestLimit(): number | null
}

const usualTimeoutMs = 30_000
const usualRetryPauseMs = 1_000
const largestAnswer = 64 * 1024 * 1024
const perPage = 100
export const mostCommits = 250
/** A repetition would get the same answer, or (429) make a limit last longer. */
const neverAgain = [400, 401, 403, 404, 409, 410, 422, 429, 451]

const RetryingOctokit = Octokit.plugin(retry, throttling)
type Answer = { data: unknown; headers: Record<string, unknown> }

/**
 * A client for one repository. Every method throws an AppError with one clear line, or a SourceWait when GitHub asks to
 * wait: nothing sleeps here but the short pauses before a failed request is sent again.
 */
export function openGitHub(options: GitHubOptions): GitHub {
  const { apiUrl, token, appToken, log, now = () => new Date() } = options
  const hasToken = token !== null || appToken !== undefined
  if (token !== null && !/^[\x21-\x7e]+$/.test(token))
    throw new AppError('USAGE', 'GITHUB_TOKEN must be printable characters without spaces')
  const mask = (text: string) => (token === null ? text : text.replaceAll(token, '[token]'))
  let requests = 0
  const { etags } = options
  const newEtags = new Map<string, string>()
  const budget = openRequestBudget(options.reserve ?? 0, hasToken, () => now().getTime())
  // GraphQL has an hour of its own, of as many points.
  const points = openRequestBudget(options.reserve ?? 0, hasToken, () => now().getTime())
  let moved = false
  let repository = { owner: options.owner, repo: options.name }

  const words = octokitLog(log, mask)
  const octokit = new RetryingOctokit({
    baseUrl: apiUrl.replace(/\/+$/, ''),
    auth: token ?? undefined,
    userAgent: options.userAgent ?? deriveUserAgent(null),
    log: words,
    request: {
      log: words,
      fetch: createTransport({
        timeoutMs: options.timeoutMs ?? usualTimeoutMs,
        maxBytes: largestAnswer,
        onRequest: () => {
          requests++
        },
        onResponse: (headers) =>
          (headers.get('x-ratelimit-resource') === 'graphql' ? points : budget).note(headers),
        onMoved: () => {
          moved = true
        },
      }),
    },
    retry: { doNotRetry: neverAgain, retryAfterBaseValue: options.retryPauseMs ?? usualRetryPauseMs },
    // Waiting is the queue's business: the job goes back into it until the time that the error says.
    throttle: { id: apiUrl, onRateLimit: () => false, onSecondaryRateLimit: () => false },
  })
  askInVersion(octokit)
  octokit.hook.before('request', async (request) => {
    const own = (await appToken?.()) ?? null
    if (own !== null) request.headers.authorization = `token ${own}`
  })

  /** Sends one request; gives up at once when told to, also during the pause before a repetition. */
  async function ask(
    subject: string,
    signal: AbortSignal,
    send: (request: { signal: AbortSignal }) => Promise<Answer>,
    allowance = budget,
  ): Promise<Answer> {
    signal.throwIfAborted()
    allowance.check()
    try {
      return await untilAborted(send({ signal }), signal)
    } catch (error) {
      if (isUnchanged(error)) throw error
      if (signal.aborted) throw signal.reason
      if (error instanceof AppError) throw error
      throw explainFailure(error, { subject, hasToken, now: now(), mask })
    }
  }

  /**
   * Remembers what GitHub calls its answer.
   * @param conditional ask only for what is new: null when GitHub says that the answer is still the one that was
   *   stored. With a token such an answer is free.
   */
  async function askWithEtag(
    subject: string,
    signal: AbortSignal,
    key: string,
    send: (conditions: {
      headers: Record<string, string>
      request: { signal: AbortSignal }
    }) => Promise<Answer>,
    conditional: boolean,
  ): Promise<Answer | null> {
    const etag = conditional ? ((await etags?.read(key)) ?? null) : null
    try {
      const answer = await ask(subject, signal, (request) =>
        send({ headers: etag === null ? {} : { 'if-none-match': etag }, request }),
      )
      if (typeof answer.headers.etag === 'string') newEtags.set(key, answer.headers.etag)
      return answer
    } catch (error) {
      if (etag !== null && isUnchanged(error)) return null
      throw error
    }
  }

  const fullName = () => `${repository.owner}/${repository.repo}`

  async function fetchRepository(signal: AbortSignal, known?: RepositoryFacts): Promise<RepositoryFacts> {
    const subject = `repository ${fullName()}`
    const asked = (more: object) => octokit.rest.repos.get({ ...repository, ...more })
    const answer = await askWithEtag(subject, signal, 'repository', asked, known !== undefined)
    if (answer === null) {
      repository = { owner: known!.owner, repo: known!.name }
      return known!
    }
    const facts = readRepository('GET /repos/{owner}/{repo}', answer.data)
    repository = { owner: facts.owner.login, repo: facts.name }
    moved = false
    return {
      owner: facts.owner.login,
      name: facts.name,
      defaultBranch: facts.default_branch,
      private: facts.private,
      url: facts.html_url,
    }
  }

  /** A renamed repository costs a redirect with every request, until its new name is asked for. */
  async function atHome(signal: AbortSignal): Promise<void> {
    if (moved) await fetchRepository(signal)
  }

  async function fetchPullPage(
    query: PullQuery,
    signal: AbortSignal,
    etag?: 'learn' | 'use',
  ): Promise<PullPage | null> {
    await atHome(signal)
    const subject = `repository ${fullName()}`
    const asked = (more: object) =>
      octokit.rest.pulls.list({ ...repository, ...query, per_page: perPage, ...more })
    const key = `pulls ${query.state} ${query.sort} ${query.page}`
    const answer =
      etag === undefined
        ? await ask(subject, signal, (request) => asked({ request }))
        : await askWithEtag(subject, signal, key, asked, etag === 'use')
    if (answer === null) return null
    const items = readPulls('GET /repos/{owner}/{repo}/pulls', answer.data)
    const answeredAt = new Date(Date.parse(String(answer.headers.date)) || now())
    return { items, hasNext: hasNextPage(answer, items.length, perPage), answeredAt }
  }

  const pullSubject = (number: number) => `pull request ${fullName()}#${number}`

  return {
    requestCount: () => requests,
    requestLimit: () => budget.limit(),
    fetchRepository,
    listPulls: (list, signal) => listPulls((query, etag) => fetchPullPage(query, signal, etag), list),
    listUpdates: (since, signal, isStored, progress) =>
      listUpdates((query, etag) => fetchPullPage(query, signal, etag), since, isStored, progress),
    async confirmListed() {
      await etags?.keep(newEtags)
      newEtags.clear()
    },

    async fetchPullFacts(pulls, home, signal) {
      const none = { pulls: [], points: 0, problem: null }
      if (pulls.length === 0) return none
      try {
        const hasOne = token !== null || ((await appToken?.()) ?? null) !== null
        if (!hasOne) return none
      } catch (error) {
        signal.throwIfAborted()
        return { ...none, problem: describeError(error) }
      }
      const subject = `facts about pull requests of ${fullName()}`
      const url = graphqlUrl(apiUrl)
      const askNodes = async (ids: readonly string[]) => {
        // What takes too long does so again: smaller questions are asked instead.
        const send = (request: { signal: AbortSignal }) =>
          octokit.request({
            method: 'POST',
            url,
            query: factsQuery,
            variables: { ids },
            request: { ...request, retries: 0 },
          })
        return (await ask(subject, signal, send, points)).data
      }
      return fetchPullFacts(pulls, home, askNodes, signal)
    },

    fetchFiles: (number, signal) =>
      fetchPullFiles(async (size, page) => {
        await atHome(signal)
        const answer = await ask(pullSubject(number), signal, (request) =>
          octokit.rest.pulls.listFiles({ ...repository, pull_number: number, per_page: size, page, request }),
        )
        const items = readFiles('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', answer.data)
        return { items, hasNext: hasNextPage(answer, items.length, size) }
      }),

    async fetchFile(path, signal) {
      await atHome(signal)
      try {
        const { data } = await ask(`${path} of ${fullName()}`, signal, (request) =>
          octokit.rest.repos.getContent({ ...repository, path, request }),
        )
        return readFileContent('GET /repos/{owner}/{repo}/contents/{path}', data)
      } catch (error) {
        if (error instanceof AppError && error.code === 'NOT_FOUND') return null
        throw error
      }
    },

    async fetchCommits(number, signal) {
      const commits: CommitAnswer[] = []
      for (let page = 1; page <= Math.ceil(mostCommits / perPage); page++) {
        await atHome(signal)
        const answer = await ask(pullSubject(number), signal, (request) =>
          octokit.rest.pulls.listCommits({
            ...repository,
            pull_number: number,
            per_page: perPage,
            page,
            request,
          }),
        )
        const items = readCommits('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', answer.data)
        commits.push(...items)
        if (!hasNextPage(answer, items.length, perPage)) break
      }
      return commits.slice(0, mostCommits)
    },
  }
}

/** Beside the REST API's base URL: https://api.github.com/graphql, an Enterprise Server's https://HOST/api/graphql. */
function graphqlUrl(apiUrl: string): string {
  return `${apiUrl.replace(/\/+$/, '').replace(/\/api\/v3$/, '/api')}/graphql`
}

/** Octokit throws at 304, which is no failure. */
function isUnchanged(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 304
}

/** By the Link header; without one (a proxy may drop it) a full page is taken to have a next. */
function hasNextPage({ headers }: Answer, items: number, size: number): boolean {
  return typeof headers.link === 'string' ? /\brel="next"/.test(headers.link) : items >= size
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** Octokit's own words, at debug level: what fails for good is thrown, and logged where it is caught. */
function octokitLog(log: Log, mask: (text: string) => string) {
  const write = (message: string) => log.debug({ octokit: true }, mask(String(message)))
  return { debug: write, info: write, warn: write, error: write }
}
