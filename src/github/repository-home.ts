import type { Octokit } from '@octokit/rest'
import type { RepositoryFacts } from '../domain/repository.ts'
import { readRepository } from './answers.ts'
import type { News } from './ask-for-news.ts'

/** Where the repository is today: a renamed one costs a redirect with every request until its new name is used. */
export interface RepositoryHome {
  /** As requests name it. */
  current(): { owner: string; repo: string }
  /** `owner/name`. */
  fullName(): string
  /** @param known asks only whether this still holds. */
  fetch(signal: AbortSignal, known?: RepositoryFacts): Promise<RepositoryFacts>
  /** GitHub has answered with a redirect. */
  noteMoved(): void
  /** Asks for the new name when there was a redirect. To be awaited before a request. */
  settle(signal: AbortSignal): Promise<void>
}

export function openRepositoryHome(
  { owner, name }: { owner: string; name: string },
  octokit: Octokit,
  news: News,
): RepositoryHome {
  let current = { owner, repo: name }
  let moved = false
  const fullName = () => `${current.owner}/${current.repo}`

  async function fetch(signal: AbortSignal, known?: RepositoryFacts): Promise<RepositoryFacts> {
    const asked = (more: object) => octokit.rest.repos.get({ ...current, ...more })
    const answer = await news.ask(
      `repository ${fullName()}`,
      signal,
      'repository',
      asked,
      known !== undefined,
    )
    if (answer === null) {
      current = { owner: known!.owner, repo: known!.name }
      return known!
    }
    const facts = readRepository('GET /repos/{owner}/{repo}', answer.data)
    current = { owner: facts.owner.login, repo: facts.name }
    moved = false
    return {
      owner: facts.owner.login,
      name: facts.name,
      defaultBranch: facts.default_branch,
      private: facts.private,
      url: facts.html_url,
    }
  }

  return {
    current: () => current,
    fullName,
    fetch,
    noteMoved() {
      moved = true
    },
    async settle(signal) {
      if (moved) await fetch(signal)
    },
  }
}
