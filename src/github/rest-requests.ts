import type { Octokit } from '@octokit/rest'
import { AppError } from '../errors.ts'
import { type CommitAnswer, readCommits, readFileContent, readFiles, readPulls } from './answers.ts'
import { type Ask, hasNextPage } from './ask.ts'
import type { News } from './ask-for-news.ts'
import type { PullPage, PullQuery } from './list-pulls.ts'
import { fetchPullFiles, type PullFiles } from './pull-files.ts'
import type { RepositoryHome } from './repository-home.ts'

/** What a request of the REST API is made with. */
export interface RestClient {
  octokit: Octokit
  ask: Ask
  news: News
  home: RepositoryHome
  now: () => Date
}

const perPage = 100
export const mostCommits = 250

/**
 * A page of the list of pull requests.
 * @param etag learn: remember what the answer is called. use: ask only for what is new.
 * @returns null when GitHub says that nothing of it is new.
 */
export async function fetchPullPage(
  { octokit, ask, news, home, now }: RestClient,
  query: PullQuery,
  signal: AbortSignal,
  etag?: 'learn' | 'use',
): Promise<PullPage | null> {
  await home.settle(signal)
  const subject = `repository ${home.fullName()}`
  const asked = (more: object) =>
    octokit.rest.pulls.list({ ...home.current(), ...query, per_page: perPage, ...more })
  const key = `pulls ${query.state} ${query.sort} ${query.page}`
  const answer =
    etag === undefined
      ? await ask(subject, signal, (request) => asked({ request }))
      : await news.ask(subject, signal, key, asked, etag === 'use')
  if (answer === null) return null
  const items = readPulls('GET /repos/{owner}/{repo}/pulls', answer.data)
  const answeredAt = new Date(Date.parse(String(answer.headers.date)) || now())
  return { items, hasNext: hasNextPage(answer, items.length, perPage), answeredAt }
}

export function fetchFiles(
  { octokit, ask, home }: RestClient,
  number: number,
  signal: AbortSignal,
): Promise<PullFiles> {
  return fetchPullFiles(async (size, page) => {
    await home.settle(signal)
    const answer = await ask(pullSubject(home, number), signal, (request) =>
      octokit.rest.pulls.listFiles({ ...home.current(), pull_number: number, per_page: size, page, request }),
    )
    const items = readFiles('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', answer.data)
    return { items, hasNext: hasNextPage(answer, items.length, size) }
  })
}

/** The text of a file (at most 1 MB) at the tip of the default branch; null when there is none. */
export async function fetchFile(
  { octokit, ask, home }: RestClient,
  path: string,
  signal: AbortSignal,
): Promise<string | null> {
  await home.settle(signal)
  try {
    const { data } = await ask(`${path} of ${home.fullName()}`, signal, (request) =>
      octokit.rest.repos.getContent({ ...home.current(), path, request }),
    )
    return readFileContent('GET /repos/{owner}/{repo}/contents/{path}', data)
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null
    throw error
  }
}

/** Oldest first; GitHub gives the first 250. */
export async function fetchCommits(
  { octokit, ask, home }: RestClient,
  number: number,
  signal: AbortSignal,
): Promise<CommitAnswer[]> {
  const commits: CommitAnswer[] = []
  for (let page = 1; page <= Math.ceil(mostCommits / perPage); page++) {
    await home.settle(signal)
    const query = { pull_number: number, per_page: perPage, page }
    const answer = await ask(pullSubject(home, number), signal, (request) =>
      octokit.rest.pulls.listCommits({ ...home.current(), ...query, request }),
    )
    const items = readCommits('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', answer.data)
    commits.push(...items)
    if (!hasNextPage(answer, items.length, perPage)) break
  }
  return commits.slice(0, mostCommits)
}

const pullSubject = (home: RepositoryHome, number: number) => `pull request ${home.fullName()}#${number}`
