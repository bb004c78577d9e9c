import { type MergeMethod, mergeIntoBase } from './merge.ts'
import { findMergeBase } from './pull-repository.ts'
import { readGit, runGit } from './run-git.ts'
import {
  type FileLimits,
  ghost,
  type ModelPull,
  type ModelRepository,
  type ModelStanding,
  userNamed,
} from './state.ts'

export interface NewPull {
  /** A branch of the repository, or the SHA of any commit in it. */
  head: string
  /** The default branch unless given. */
  base?: string
  title?: string
  body?: string | null
  /** null: an account that no longer exists, which GitHub gives as no user at all; "ghost": as its stand-in user. */
  author?: string | null
  draft?: boolean
  /** Whose fork the branch is in; null: a fork that was deleted; absent: the repository itself. */
  fork?: string | null
  /** The next free number unless given. */
  number?: number
  createdAt?: Date
}

/** What people do in a repository: its pull requests come, change and go. */
export interface RepositoryActions {
  readonly state: ModelRepository
  /** Opens a pull request and returns its number. */
  openPull(pull: NewPull): Promise<number>
  /** Many at once, which is much faster. */
  openPulls(pulls: readonly NewPull[]): Promise<number[]>
  /** What maintainers and their bots do to it: labels, reviewers, assignees … */
  standPull(number: number, change: Partial<ModelStanding>): void
  /** What machines find out: no update of the pull request's date comes of it. */
  settlePull(
    number: number,
    change: Partial<Pick<ModelStanding, 'checks' | 'hidesChecks' | 'mergeable'>>,
  ): void
  openIssue(number: number, title: string): void
  editPull(number: number, change: Partial<Pick<ModelPull, 'title' | 'body' | 'draft' | 'baseRef'>>): void
  /** A push, forced or not, to a pull request's branch. */
  push(number: number, head: string): Promise<void>
  closePull(number: number): void
  reopenPull(number: number): void
  /** Merges into the base branch. Returns the SHA of the commit that brought it in. */
  mergePull(number: number, method?: MergeMethod): Promise<string>
  /** A push to one of the repository's branches. */
  pushBranch(branch: string, sha: string): Promise<void>
  /** Deletes the fork that the branch is in. */
  deleteFork(number: number): void
  setPrivate(value: boolean): void
  setFileLimits(limits: Partial<FileLimits>): void
}

export function actOn(repository: ModelRepository, now: () => Date): RepositoryActions {
  const find = (number: number): ModelPull => {
    const pull = repository.pulls.get(number)
    if (pull === undefined)
      throw new Error(`${repository.owner}/${repository.name} has no pull request #${number}`)
    return pull
  }
  const resolve = (revision: string) =>
    readGit(repository.gitDir, ['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`])
  /** One git for all of them: to start one costs more than what it does. */
  const resolveAll = async (heads: readonly string[]): Promise<Map<string, string>> => {
    const asked = heads.map((head) => `${head}^{commit}\n`).join('')
    const told = await readGit(repository.gitDir, ['cat-file', '--batch-check=%(objectname)'], asked)
    const shas = told.split('\n')
    for (const [at, sha] of shas.entries())
      if (!/^[0-9a-f]{40}$/.test(sha)) throw new Error(`there is no commit ${heads[at]}: ${sha}`)
    return new Map(heads.map((head, at) => [head, shas[at]!]))
  }
  const setHead = (number: number, sha: string) =>
    runGit(repository.gitDir, ['update-ref', `refs/pull/${number}/head`, sha])
  const close = (pull: ModelPull) => {
    pull.state = 'closed'
    pull.closedAt = pull.updatedAt = now()
  }

  const add = (wanted: NewPull, headSha: string): number => {
    const { author = 'contributor', fork, number = Math.max(0, ...repository.pulls.keys()) + 1 } = wanted
    if (repository.pulls.has(number)) throw new Error(`#${number} exists already`)
    const createdAt = wanted.createdAt ?? now()
    repository.pulls.set(number, {
      number,
      id: repository.id * 100_000 + number,
      title: wanted.title ?? `Pull request ${number}`,
      body: wanted.body ?? null,
      user: author === null ? null : author === ghost.login ? ghost : userNamed(author),
      state: 'open',
      draft: wanted.draft ?? false,
      baseRef: wanted.base ?? repository.defaultBranch,
      headSha,
      headRef: wanted.head === headSha ? `patch-${number}` : wanted.head,
      headRepo:
        fork === undefined
          ? { kind: 'same' }
          : fork === null
            ? { kind: 'deleted' }
            : { kind: 'fork', user: userNamed(fork) },
      createdAt,
      updatedAt: createdAt,
      closedAt: null,
      mergedAt: null,
      mergeCommitSha: null,
      mergeBase: null,
      standing: {
        association: 'CONTRIBUTOR',
        labels: [],
        reviewers: [],
        teams: [],
        assignees: [],
        autoMerge: null,
        stack: null,
        checks: null,
        hidesChecks: false,
        reviewDecision: null,
        reviews: [],
        mergeable: 'MERGEABLE',
        linkedIssues: [],
      },
    })
    return number
  }
  async function openPulls(wanted: readonly NewPull[]): Promise<number[]> {
    const shas = await resolveAll([...new Set(wanted.map(({ head }) => head))])
    const numbers = wanted.map((pull) => add(pull, shas.get(pull.head)!))
    const updates = wanted.map(({ head }, at) => `update refs/pull/${numbers[at]}/head ${shas.get(head)}\n`)
    await runGit(repository.gitDir, ['update-ref', '--stdin'], updates.join(''))
    return numbers
  }

  return {
    state: repository,
    openPulls,
    openPull: async (pull) => (await openPulls([pull]))[0]!,
    standPull(number, change) {
      const pull = find(number)
      Object.assign(pull.standing, change)
      pull.updatedAt = now()
    },
    settlePull(number, change) {
      Object.assign(find(number).standing, change)
    },
    openIssue(number, title) {
      repository.issues.set(number, { title, state: 'OPEN' })
    },
    editPull(number, change) {
      Object.assign(find(number), change, { updatedAt: now() })
    },
    async push(number, head) {
      const pull = find(number)
      const sha = await resolve(head)
      await setHead(number, sha)
      pull.headSha = sha
      pull.updatedAt = now()
      // The branch of a fork is pushed to the fork.
      if (pull.headRepo.kind === 'same') repository.pushedAt = now()
    },
    closePull(number) {
      close(find(number))
    },
    reopenPull(number) {
      const pull = find(number)
      pull.state = 'open'
      pull.closedAt = null
      pull.updatedAt = now()
    },
    async mergePull(number, method = 'merge') {
      const pull = find(number)
      pull.mergeBase = await findMergeBase(repository, pull)
      const sha = await mergeIntoBase(repository, pull, pull.mergeBase, method)
      close(pull)
      pull.mergedAt = pull.closedAt
      pull.mergeCommitSha = sha
      repository.pushedAt = now()
      return sha
    },
    async pushBranch(branch, sha) {
      await runGit(repository.gitDir, ['update-ref', `refs/heads/${branch}`, await resolve(sha)])
      repository.pushedAt = now()
    },
    deleteFork(number) {
      find(number).headRepo = { kind: 'deleted' }
    },
    setPrivate(value) {
      repository.private = value
    },
    setFileLimits(limits) {
      Object.assign(repository.files, limits)
    },
  }
}
