import type { PullStanding } from '../domain/pull-standing.ts'
import type { MergeOutcome, TriedMerge } from '../domain/what-if.ts'
import type { Landing, LandingQuery } from '../git/landings.ts'
import type { AskedPulls } from '../github/pull-facts.ts'
import type { OwnCommit, RevisionCommit } from '../triage/revision.ts'

/** Where a repository says what its paths are for (triage/repository-rules.ts). */
export const rulesPath = 'clawtriage.json'

export const pullStates = ['OPEN', 'CLOSED', 'MERGED'] as const
export type PullState = (typeof pullStates)[number]

export interface RepositoryFacts {
  /** As GitHub spells them today (a renamed repository answers with its new name). */
  owner: string
  name: string
  defaultBranch: string
  private: boolean
  /** The dashboard links here; null for a plain mirror. */
  url: string | null
}

/** A pull request as the list gives it, without its change. */
export interface ListedPull {
  number: number
  title: string
  body: string
  /**
   * GitHub login (a deleted account: "ghost"). In a plain mirror the commit author's, where GitHub's own address says it, else the e-mail
   * address. Null when unknown.
   */
  author: string | null
  state: PullState
  draft: boolean
  url: string | null
  baseRef: string | null
  headSha: string
  /** ISO 8601, UTC. */
  createdAt: string
  /** Nobody says when it was opened: `createdAt` is an author's date. Only in a plain mirror. */
  createdAtGuessed?: boolean
  updatedAt: string
  closedAt: string | null
  mergedAt: string | null
  /** The commit that it became; null where the source does not say, as GitHub no longer does. */
  mergeCommitSha: string | null
  /** Absent where the source knows nothing of it. */
  standing?: PullStanding
}

/** One pull request's change; a change that could not be had is a value with its reason, never an exception. */
export type FetchedChange =
  | {
      ok: true
      number: number
      headSha: string
      baseSha: string | null
      /** When the base was committed, ISO 8601, UTC; null or absent when unknown. */
      baseAt?: string | null
      /** git's unified diff text (see triage/revision.ts); "" for a pull request that changes nothing. */
      patch: string
      commits: RevisionCommit[]
      /** Of a roll-up what is its own, commit by commit; null or absent when not known, or when it is none (triage/revision.ts). */
      own?: OwnCommit[] | null
      /** Why the change is incomplete (a diff over the size limit, files without a patch), in words; null when whole. */
      degraded: string | null
    }
  | { ok: false; number: number; headSha: string; reason: string }

/** Pull requests to merge into a branch, and what to do with the answers. */
export interface MergeQuestion {
  /** The branch; null: the default one. */
  branch: string | null
  pulls: readonly { number: number; headSha: string }[]
  /** Milliseconds since 1970; what is not tried by then is unknown. */
  deadlineAt: number
  /** Called once with the branch's tip, before anything is tried. @returns what is known of its merges already. */
  onTip(tip: string): Promise<(after: string | null, head: string) => MergeOutcome | undefined>
  /** Called for each that was tried. */
  onMerge(merge: TriedMerge): void
}

export interface ListOptions {
  /** The highest-numbered open ones only. */
  maxOpenPrs?: number | undefined
  /** Closed and merged ones too, however old. */
  all: boolean
  /** Without `all`: those too that were closed or merged since. */
  closedSince?: Date | null
  /** Goes on where a list that was interrupted stopped. */
  resume?: ListCursor | undefined
  /** Called when a page has been taken: the list may be gone on with from there. At the end `part` is done. */
  onCursor?(cursor: ListCursor): void
}

/** How far a list has been read. */
export interface ListCursor {
  /** `changed`: what has changed since it began. `updates`: of a list that asks only for what has changed since the last one (listUpdates). */
  part: 'open' | 'changed' | 'closed' | 'done' | 'updates'
  /** The next one of that part. */
  page: number
  /** Open ones listed so far. */
  open: number
  /** The lowest number of these; 0 when there are no others. */
  openFrom: number
  /** By GitHub's clock, ISO 8601: what has changed since then is asked for at the end. */
  beganAt: string
  /** How often the open ones have been gone through; absent where that is over. */
  pass?: number
}

export interface UpdateProgress {
  from: number
  onPage(next: number): void
}

/** What GitHub called its answers (ETags), kept from scan to scan. */
export interface EtagMemory {
  read(url: string): Promise<string | null>
  keep(etags: ReadonlyMap<string, string>): Promise<void>
}

/** Where pull requests come from: `git` (REST list, changes by git), `api` (REST alone), `mirror` (a local bare mirror). */
export interface PullSource {
  readonly kind: 'git' | 'api' | 'mirror'
  /**
   * @param known what an earlier scan was told; this very object is the answer when nothing has changed since, no push either.
   * @throws AppError NOT_FOUND when there is no such repository (or it is private), with what to do about it.
   */
  fetchRepository(signal: AbortSignal, known?: RepositoryFacts): Promise<RepositoryFacts>
  /** The text of `clawtriage.json` at the tip of the default branch; null when there is none. */
  fetchRules(signal: AbortSignal): Promise<string | null>
  /**
   * Pages of pull requests, the highest number first; then what has changed meanwhile, in any state. No number twice unless something of it has
   * changed.
   */
  listPulls(options: ListOptions, signal: AbortSignal): AsyncIterable<ListedPull[]>
  /**
   * Pages of pull requests in any state that have changed since (by GitHub's clock); absent where every list is whole.
   * @param isStored whether a pull request is stored just as it is listed.
   * @param progress where to go on after an interruption, and who is told the next page when one has been taken. What changes meanwhile comes to the front and
   *   is left to the next list; the rest is only pushed further back, so nothing is missed.
   */
  listUpdates?(
    since: Date,
    signal: AbortSignal,
    isStored: (pull: ListedPull) => boolean | Promise<boolean>,
    progress?: UpdateProgress,
  ): AsyncIterable<ListedPull[]>
  /** Everything listed so far is stored: from now on an answer that is still the same need not be given again. */
  confirmListed?(): Promise<void>
  /** One answer for each pull asked for, in any order. Throws only when nothing at all can be had (network, disk). */
  fetchChanges(pulls: readonly ListedPull[], signal: AbortSignal): AsyncIterable<FetchedChange>
  /**
   * Open pull requests whose change the default branch has got by a commit since then (git/landings.ts); absent where there is no history.
   * @throws AppError UNAVAILABLE when the branch cannot be read.
   */
  findLandings?(queries: readonly LandingQuery[], since: Date, signal: AbortSignal): Promise<Landing[]>
  /** The commit that `findLandings` would search from; absent where that is not known beforehand. */
  findTip?(signal: AbortSignal): Promise<string>
  /**
   * What GitHub's GraphQL API says of pull requests, by its ids of them; nothing is asked without a token. Never fails but when it is told to stop: what went wrong is
   * in the answer. Absent where there is no GitHub.
   * @param home `owner/name` as the repository is called today.
   */
  fetchPullFacts?(
    pulls: readonly { number: number; nodeId: string }[],
    home: string,
    signal: AbortSignal,
  ): Promise<AskedPulls>
  /**
   * What merging open pull requests into a branch comes to, one by one and after each other (git/what-if.ts); absent where there is no history.
   * @throws AppError when it cannot be tried at all, saying why: UNAVAILABLE where waiting may help.
   */
  tryMerges?(question: MergeQuestion, signal: AbortSignal): Promise<void>
  /** The scan has ended: what was kept for it alone may go. Never fails. */
  tidy?(signal: AbortSignal): Promise<void>
  /** GitHub REST requests sent so far. */
  requestCount(): number
  /** How many GitHub allows in an hour, as its answers say; null before the first, and for a mirror. */
  requestLimit(): number | null
}
