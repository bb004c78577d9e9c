import type { ListedPull } from '../../domain/pull-request.ts'
import { authorName } from './author-name.ts'
import type { BroughtBy } from './brought-pulls.ts'
import { type CommitFacts, githubItself, toIso } from './commits.ts'
import type { LandedWords } from './landed-words.ts'

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

/** A commit of a pull request, and how many pull requests of the mirror carry it. */
export type CarriedCommit = CommitFacts & { carriers: number }

/** How a squash names the pull request that it was. */
const squashed = /\(#(\d{1,9})\)\s*$/

/** From so many people on a head is a branch of many, and its first commit says nothing of who opened it. */
const manyAuthors = 3

/**
 * A pull request as its commits tell it, where no server does. Its first own commit gives title and author, as GitHub
 * proposes it: it says what was set out to be done, while the last one says "fix the tests". Own is what no other pull
 * request carries, and is no merge. Of a branch that gathers the work of many, the person who put it together is the
 * author. The other messages are the description. Where the commit that brought it quotes its title, that is the title,
 * and what else it says is part of the description.
 * @param brought where no branch has the head: what it was squashed or rebased to. It stays open, since what was merged
 *   may have been another head; what begins later does not compete with it.
 * @param isPull whether a number is a pull request's, and not an issue's.
 */
export function describePull(
  {
    number,
    headSha,
    baseRef,
    url,
  }: { number: number; headSha: string; baseRef: string | null; url: string | null },
  commits: readonly CarriedCommit[],
  {
    merge,
    brought,
    isPull,
    landed = { title: null, text: '' },
  }: {
    merge: Merge | null
    brought: BroughtBy | null
    isPull: (number: number) => boolean
    landed: LandedWords | undefined
  },
): ListedPull {
  const first = findFirstOwn(commits, (other) => other !== number && isPull(other))
  const [subject = '', ...rest] = (first?.message ?? '').split('\n')
  const others = commits.filter((commit) => commit !== first)
  const messages = [
    landed.title === null || landed.title === subject.trim() ? '' : subject.trim(),
    rest.join('\n').trim(),
    ...others.map((commit) => commit.message.trim()),
    landed.text,
  ]
  const committed = commits.flatMap(({ committedAt }) => committedAt ?? [])
  const created = first?.authoredAt ?? first?.committedAt ?? committed[0] ?? merge?.at ?? null
  const createdAt = toIso(created)
  const mergedAt = merge === null ? null : toIso(merge.at ?? created)
  return {
    number,
    title: (landed.title ?? subject).trim().slice(0, longestTitle).toWellFormed() || `#${number}`,
    body: messages
      .filter((message) => message !== '')
      .join('\n\n')
      .slice(0, longestBody)
      .toWellFormed(),
    author: authorName(findAuthor(commits, first)),
    state: merge === null ? 'OPEN' : 'MERGED',
    draft: false,
    url: url === null ? null : `${url}/pull/${number}`,
    baseRef,
    headSha,
    createdAt,
    createdAtGuessed: true,
    updatedAt: toIso(Math.max(created ?? 0, committed.at(-1) ?? 0)),
    closedAt: mergedAt,
    mergedAt: mergedAt ?? (brought === null ? null : toIso(brought.committedAt)),
    mergeCommitSha: merge?.sha ?? null,
  }
}

/**
 * The first commit that is no merge and brings no other pull request ("Parse ports (#12)"), among those that the fewest
 * pull requests carry. Where all do, as in a row of picks, any.
 */
function findFirstOwn(
  commits: readonly CarriedCommit[],
  isOther: (number: number) => boolean,
): CarriedCommit | undefined {
  const plain = commits.filter(({ parents }) => parents < 2)
  const own = plain.filter(({ message }) => {
    const number = squashed.exec(message.split('\n', 1)[0]!.slice(0, 300))?.[1]
    return number === undefined || !isOther(Number(number))
  })
  const candidates = own.length > 0 ? own : plain.length > 0 ? plain : commits
  const fewest = Math.min(...candidates.map(({ carriers }) => carriers))
  return candidates.find(({ carriers }) => carriers === fewest)
}

function findAuthor(commits: readonly CarriedCommit[], first: CarriedCommit | undefined): string | null {
  const authors = new Set(
    commits.flatMap(({ authorEmail, parents }) => (parents < 2 ? (authorEmail ?? []) : [])),
  )
  const last = commits.at(-1)
  if (last === undefined || authors.size < manyAuthors) return first?.authorEmail ?? null
  const { committerEmail } = last
  return committerEmail === null || committerEmail === githubItself ? last.authorEmail : committerEmail
}
