import type { ListedPull } from '../domain/pull-request.ts'
import type { RepositoryFacts } from '../domain/repository.ts'
import type { EtagMemory, ListOptions, UpdateProgress } from '../domain/scan.ts'
import { AppError, describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { CommitAnswer } from './answers.ts'
import { openAsk } from './ask.ts'
import { openFactsQuery } from './ask-facts.ts'
import { openNews } from './ask-for-news.ts'
import { listPulls, listUpdates } from './list-pulls.ts'
import { openOctokit } from './octokit.ts'
import { type AskedPulls, fetchPullFacts } from './pull-facts.ts'
import type { PullFiles } from './pull-files.ts'
import { openRepositoryHome } from './repository-home.ts'
import { openRequestBudget } from './request-budget.ts'
import { fetchCommits, fetchFile, fetchFiles, fetchPullPage, type RestClient } from './rest-requests.ts'
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
  const budget = openRequestBudget(options.reserve ?? 0, hasToken, () => now().getTime())
  // GraphQL has an hour of its own, of as many points.
  const points = openRequestBudget(options.reserve ?? 0, hasToken, () => now().getTime())

  const octokit = openOctokit({
    apiUrl,
    token,
    appToken,
    userAgent: options.userAgent ?? deriveUserAgent(null),
    log,
    mask,
    retryPauseMs: options.retryPauseMs ?? usualRetryPauseMs,
    transport: {
      timeoutMs: options.timeoutMs ?? usualTimeoutMs,
      maxBytes: largestAnswer,
      onRequest: () => {
        requests++
      },
      onResponse: (headers) =>
        (headers.get('x-ratelimit-resource') === 'graphql' ? points : budget).note(headers),
      onMoved: () => home.noteMoved(),
    },
  })
  const ask = openAsk({ budget, hasToken, now, mask })
  const askGraphql = openAsk({ budget: points, hasToken, now, mask })
  const news = openNews(ask, options.etags)
  const home = openRepositoryHome(options, octokit, news)
  const client: RestClient = { octokit, ask, news, home, now }

  return {
    requestCount: () => requests,
    requestLimit: () => budget.limit(),
    fetchRepository: home.fetch,
    listPulls: (list, signal) => listPulls((query, etag) => fetchPullPage(client, query, signal, etag), list),
    listUpdates: (since, signal, isStored, progress) =>
      listUpdates((query, etag) => fetchPullPage(client, query, signal, etag), since, isStored, progress),
    confirmListed: news.keep,
    fetchFiles: (number, signal) => fetchFiles(client, number, signal),
    fetchFile: (path, signal) => fetchFile(client, path, signal),
    fetchCommits: (number, signal) => fetchCommits(client, number, signal),

    async fetchPullFacts(pulls, repository, signal) {
      const none = { pulls: [], points: 0, problem: null }
      if (pulls.length === 0) return none
      try {
        const hasOne = token !== null || ((await appToken?.()) ?? null) !== null
        if (!hasOne) return none
      } catch (error) {
        signal.throwIfAborted()
        return { ...none, problem: describeError(error) }
      }
      const subject = `facts about pull requests of ${home.fullName()}`
      const askNodes = openFactsQuery({ apiUrl, octokit, ask: askGraphql, subject, signal })
      return fetchPullFacts(pulls, repository, askNodes, signal)
    },
  }
}
