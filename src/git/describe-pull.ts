import type { ListedPull } from '../source/source.ts'
import { authorName } from './author-name.ts'
import type { CommitFacts } from './commits.ts'
import { toIso } from './read-changes.ts'

/** Characters kept of a description that is made of commit messages. */
const longestBody = 64 * 1024
/** As much as GitHub takes for a title. */
const longestTitle = 256

/** The merge that brought a pull request's head into the default branch. */
export interface Merge {
  sha: string
  /** Seconds since 1970; null when the commit's date is absurd. */
  at: number | null
}

/**
 * A pull request as its commits tell it, where nobody else does. The first commit gives the title, as GitHub proposes it:
 * it says what was set out to be done, while the last one says "fix the tests". The other messages are the description.
 */
export function describePull(
  number: number,
  headSha: string,
  commits: readonly CommitFacts[],
  merge: Merge | null,
  url: string | null,
): ListedPull {
  const [first, ...others] = commits
  const [subject = '', ...rest] = (first?.message ?? '').split('\n')
  const messages = [rest.join('\n').trim(), ...others.map((commit) => commit.message.trim())]
  const authored = commits.flatMap(({ authoredAt }) => authoredAt ?? [])
  const committed = commits.flatMap(({ committedAt }) => committedAt ?? [])
  const created = authored[0] ?? committed[0] ?? merge?.at ?? null
  const createdAt = toIso(created)
  const mergedAt = merge === null ? null : toIso(merge.at ?? created)
  return {
    number,
    title: subject.trim().slice(0, longestTitle).toWellFormed() || `#${number}`,
    body: messages
      .filter((message) => message !== '')
      .join('\n\n')
      .slice(0, longestBody)
      .toWellFormed(),
    author: authorName(first?.authorEmail ?? null),
    state: merge === null ? 'OPEN' : 'MERGED',
    draft: false,
    url: url === null ? null : `${url}/pull/${number}`,
    baseRef: null,
    headSha,
    createdAt,
    updatedAt: toIso(Math.max(created ?? 0, committed.at(-1) ?? 0)),
    closedAt: mergedAt,
    mergedAt,
    mergeCommitSha: merge?.sha ?? null,
  }
}
