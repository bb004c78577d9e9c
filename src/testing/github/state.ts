/** What the model of GitHub knows. The git repositories on disk hold the commits; everything else is here. */
export interface ModelUser {
  login: string
  id: number
}

export interface ModelRepository {
  id: number
  owner: string
  name: string
  /** A bare git repository, which the model serves and in which it keeps `refs/pull/N/head`. */
  gitDir: string
  defaultBranch: string
  private: boolean
  createdAt: Date
  pushedAt: Date
  pulls: Map<number, ModelPull>
  issues: Map<number, ModelIssue>
  files: FileLimits
}

/**
 * GitHub gives no `patch` for a file whose diff is too large; now and then one arrives cut. Once the patches of one
 * answer add up to some 20,000 lines, the files after that have no patch and zeros for counts, as on the real API
 * (github.com/orgs/community/discussions/213491); a smaller page gives them.
 */
export interface FileLimits {
  /** Largest patch of one file in bytes. */
  patchBytes: number
  beyond: 'omit' | 'truncate'
  /** Lines of all patches in one answer. */
  answerLines: number
}

export const usualFileLimits: FileLimits = { patchBytes: 500_000, beyond: 'omit', answerLines: 20_000 }

export interface ModelPull {
  number: number
  id: number
  title: string
  body: string | null
  /** null: an account that GitHub no longer knows. */
  user: ModelUser | null
  state: 'open' | 'closed'
  draft: boolean
  baseRef: string
  headSha: string
  /** The branch's name in its fork; for a deleted fork it is all that is left. */
  headRef: string
  /** Where the branch lives: the repository itself, a contributor's fork, or a fork that was deleted. */
  headRepo: { kind: 'same' } | { kind: 'fork'; user: ModelUser } | { kind: 'deleted' }
  createdAt: Date
  updatedAt: Date
  closedAt: Date | null
  mergedAt: Date | null
  mergeCommitSha: string | null
  /** How it stands with the people of its repository. */
  standing: ModelStanding
  /** Where the change began; kept from the moment of the merge, when the base branch comes to contain the head. */
  mergeBase: string | null
}

export interface ModelStanding {
  association: string
  labels: string[]
  reviewers: ModelUser[]
  /** Slugs. */
  teams: string[]
  assignees: ModelUser[]
  autoMerge: 'merge' | 'squash' | 'rebase' | null
  stack: { number: number; size: number; position: number; baseRef: string } | null
  /** What follows only the GraphQL API says. Null: it has no checks. */
  checks: 'SUCCESS' | 'FAILURE' | 'ERROR' | 'PENDING' | 'EXPECTED' | null
  /** The token may not read them. */
  hidesChecks: boolean
  /** Null where no rule of the repository asks for reviews, even where there are reviews. */
  reviewDecision: 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED' | null
  /** The last one of each who may write. */
  reviews: ('APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED')[]
  mergeable: 'MERGEABLE' | 'CONFLICTING' | 'UNKNOWN'
  /** Issues that are linked to it. */
  linkedIssues: number[]
}

export interface ModelIssue {
  title: string
  state: 'OPEN' | 'CLOSED'
}

export const ghost: ModelUser = { login: 'ghost', id: 10137 }

/** A user's id is made from the login, so that the same login is the same user everywhere. */
export function userNamed(login: string): ModelUser {
  let id = 7
  for (const character of login.toLowerCase()) id = (id * 31 + character.charCodeAt(0)) % 100_000_000
  return { login, id: id + 100_000 }
}

export const repositoryKey = (owner: string, name: string) => `${owner}/${name}`.toLowerCase()

/** GitHub's times have whole seconds. */
export const isoTime = (date: Date) => `${date.toISOString().slice(0, 19)}Z`
