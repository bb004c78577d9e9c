import { mapAtOnce } from '../concurrency/map-at-once.ts'
import type { FetchedChange, ListedPull } from '../domain/pull-request.ts'
import { rulesPath } from '../domain/repository.ts'
import type { RevisionCommit } from '../domain/revision.ts'
import { waitsUntil } from '../domain/wait.ts'
import { AppError, describeError, type ErrorCode } from '../errors.ts'
import { findSecondSignature } from '../git/history/commits.ts'
import type { CommitAnswer } from '../github/answers.ts'
import type { GitHub } from '../github/github.ts'
import { mostCommits } from '../github/rest-requests.ts'
import type { Log } from '../log.ts'
import { assembleDiff } from './assemble-diff.ts'
import type { PullSource } from './source.ts'

/** Pull requests asked for at a time: GitHub advises few requests side by side, and counts 900 a minute. */
const pullsAtOnce = 4
/** So many failures one after the other are no matter of the single pull requests. */
const mostFailuresInARow = 5
/** Failures that may concern one pull request alone. Anything else (a wait, a refused token) ends the whole. */
const ownFailures: readonly ErrorCode[] = ['NOT_FOUND', 'FORBIDDEN', 'BAD_REQUEST', 'UNAVAILABLE']

/**
 * Pull requests over GitHub's REST API: at least two requests for each. What the API does not give (large and binary
 * files, more than 3,000 files) comes from git; where that cannot be reached, `degraded` says what is missing.
 */
export function openApiSource({
  github,
  git = null,
  log,
}: {
  github: GitHub
  /** Gives what the API does not (large and binary files, more than 3,000 files), where it can be reached. */
  git?: Pick<PullSource, 'fetchChanges' | 'tidy'> | null
  log: Log
}): PullSource {
  let gitIsUsed = false
  let gitFailed = git === null

  /** The whole change from git, or what the API gave, with its reason. */
  async function fill(
    pull: ListedPull,
    change: FetchedChange | AppError,
    signal: AbortSignal,
  ): Promise<FetchedChange | AppError> {
    const isWhole = !(change instanceof AppError) && change.ok && change.degraded === null
    const hasMoved = !(change instanceof AppError) && !change.ok
    if (isWhole || hasMoved || gitFailed || git === null) return change
    gitIsUsed = true
    try {
      for await (const filled of git.fetchChanges([pull], signal))
        if (filled.ok && (filled.degraded === null || change instanceof AppError)) return filled
    } catch (error) {
      signal.throwIfAborted()
      // Once is enough to know: a scan has thousands of changes to read.
      gitFailed = true
      log.warn({ error: describeError(error) }, 'what the API does not give cannot be had from git either')
    }
    return change
  }

  return {
    kind: 'api',
    fetchRepository: (signal, known) => github.fetchRepository(signal, known),
    fetchPullFacts: (pulls, home, signal) => github.fetchPullFacts(pulls, home, signal),
    fetchRules: (signal) => github.fetchFile(rulesPath, signal),
    listPulls: (options, signal) => github.listPulls(options, signal),
    listUpdates: (since, signal, isStored, progress) => github.listUpdates(since, signal, isStored, progress),
    confirmListed: () => github.confirmListed(),
    requestCount: () => github.requestCount(),
    requestLimit: () => github.requestLimit(),
    tidy: async (signal) => {
      if (gitIsUsed) await git?.tidy?.(signal)
    },

    async *fetchChanges(pulls, signal) {
      let failures = 0
      // GitHub asks to wait: nothing new is asked for, and what is half read is read to its end, so that every try gets
      // further.
      let wait: unknown
      const answers = mapAtOnce(pulls, pullsAtOnce, signal, async (pull, either) => {
        if (wait !== undefined) return null
        try {
          return await fill(pull, await fetchChange(github, pull, either), either)
        } catch (error) {
          if (waitsUntil(error) !== null) {
            wait ??= error
            return null
          }
          if (error instanceof AppError && ownFailures.includes(error.code)) return fill(pull, error, either)
          throw error
        }
      })
      let at = 0
      for await (const answer of answers) {
        const { number, headSha } = pulls[at++]!
        if (answer === null) continue
        if (!(answer instanceof AppError)) {
          failures = 0
          yield answer
          continue
        }
        if (++failures >= mostFailuresInARow) throw answer
        log.debug({ number, reason: answer.message }, 'a change could not be had')
        yield { ok: false, number, headSha, reason: describeError(answer) }
      }
      if (wait !== undefined) throw wait
    },
  }
}

/** Files first, commits second: when both belong to the listed head, nothing moved in between. */
async function fetchChange(github: GitHub, pull: ListedPull, signal: AbortSignal): Promise<FetchedChange> {
  const { number, headSha } = pull
  const { files, more } = await github.fetchFiles(number, signal)
  const commits = await github.fetchCommits(number, signal)
  const incomplete = commits.length >= mostCommits
  const moved =
    files.some((file) => file.headSha !== null && file.headSha !== headSha) ||
    (commits.length > 0 && !incomplete && !commits.some(({ sha }) => sha === headSha))
  if (moved)
    return {
      ok: false,
      number,
      headSha,
      reason: 'it got new commits while it was read; the next scan reads them',
    }
  const { patch, degraded } = assembleDiff(files, more)
  return {
    ok: true,
    number,
    headSha,
    baseSha: incomplete ? null : deriveBase(commits),
    patch,
    commits: commits.map(readCommit),
    degraded,
  }
}

/**
 * The merge base, where the commits tell it: when they are one line without a merge, it is the parent of the oldest.
 * The API's `base.sha` is the tip of the branch, which is something else.
 */
function deriveBase(commits: readonly CommitAnswer[]): string | null {
  const [oldest, ...later] = commits
  if (oldest?.parents.length !== 1) return null
  let tip = oldest.sha
  for (const { sha, parents } of later) {
    if (parents.length !== 1 || parents[0]!.sha !== tip) return null
    tip = sha
  }
  return oldest.parents[0]!.sha
}

/** Characters kept of a name or an address: the author of a commit may put anything there. */
const longestPerson = 200

function readCommit({ sha, commit, parents }: CommitAnswer): RevisionCommit {
  const { author, committer, message } = commit
  const time = Date.parse(author?.date ?? committer?.date ?? '')
  const cut = (text: string | null | undefined) => text?.slice(0, longestPerson) ?? null
  const signed = { authorName: cut(author?.name), authorEmail: cut(author?.email) }
  const committed = { committerName: cut(committer?.name), committerEmail: cut(committer?.email) }
  return {
    sha,
    message,
    // An unknown date is the epoch: early enough to change no order but its own.
    authoredAt: new Date(Number.isNaN(time) ? 0 : time).toISOString(),
    ...signed,
    ...findSecondSignature({ ...signed, ...committed }),
    parents: parents.length,
  }
}
