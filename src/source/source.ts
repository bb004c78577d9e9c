import type { BranchFiles } from '../domain/branch-files.ts'
import type { KnownLandings, LandingQuery, LandingSearch } from '../domain/landing.ts'
import type { FetchedChange, ListedPull } from '../domain/pull-request.ts'
import type { RepositoryFacts } from '../domain/repository.ts'
import type { ListOptions, UpdateProgress } from '../domain/scan.ts'
import type { SeparateLines } from '../domain/separate-lines.ts'
import type { MergeOutcome, TriedMerge } from '../domain/what-if.ts'
import type { AskedPulls } from '../github/pull-facts.ts'

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

/**
 * Where pull requests come from: `git` (REST list, changes by git), `api` (REST alone), `mirror` (a local bare mirror).
 */
export interface PullSource {
  readonly kind: 'git' | 'api' | 'mirror'
  /** Begins to read what every question needs, for one that will come soon. A failure is told by the question. */
  begin?(signal: AbortSignal): void
  /**
   * @param known what an earlier scan was told; this very object is the answer when nothing has changed since, no push
   *   either.
   * @throws AppError NOT_FOUND when there is no such repository (or it is private), with what to do about it.
   */
  fetchRepository(signal: AbortSignal, known?: RepositoryFacts): Promise<RepositoryFacts>
  /** The text of `clawtriage.json` at the tip of the default branch; null when there is none. */
  fetchRules(signal: AbortSignal): Promise<string | null>
  /**
   * Pages of pull requests, the highest number first; then what has changed meanwhile, in any state. No number twice
   * unless something of it has changed.
   */
  listPulls(options: ListOptions, signal: AbortSignal): AsyncIterable<ListedPull[]>
  /**
   * Pages of pull requests in any state that have changed since (by GitHub's clock); absent where every list is whole.
   * @param isStored whether a pull request is stored just as it is listed.
   * @param progress where to go on after an interruption, and who is told the next page when one has been taken. What
   *   changes meanwhile comes to the front and is left to the next list; the rest is only pushed further back, so
   *   nothing is missed.
   */
  listUpdates?(
    since: Date,
    signal: AbortSignal,
    isStored: (pull: ListedPull) => boolean | Promise<boolean>,
    progress?: UpdateProgress,
  ): AsyncIterable<ListedPull[]>
  /**
   * Names all that a list is made from; null where that was found not to be all there. Absent where only asking tells.
   */
  nameState?(signal: AbortSignal): Promise<string | null>
  /** Everything listed so far is stored: from now on an answer that is still the same need not be given again. */
  confirmListed?(): Promise<void>
  /** One answer for each pull asked for, in any order. Throws only when nothing at all can be had (network, disk). */
  fetchChanges(pulls: readonly ListedPull[], signal: AbortSignal): AsyncIterable<FetchedChange>
  /**
   * Open pull requests whose change the default branch has got by a commit since then (git/history/landings.ts); absent
   * where there is no history.
   * @param known what the last search with this `since` came to.
   * @throws AppError UNAVAILABLE when the branch cannot be read.
   */
  findLandings?(
    queries: readonly LandingQuery[],
    since: Date,
    signal: AbortSignal,
    known?: KnownLandings,
  ): Promise<LandingSearch>
  /**
   * What the default branch consists of at its tip, as it was last fetched; null where that is `known`, or too large to
   * be kept. Absent where there is no history.
   */
  readBranchFiles?(known: string | null, signal: AbortSignal): Promise<BranchFiles | null>
  /**
   * Which of some branches go their own way (git/history/separate-lines.ts); null where their history is the one that
   * `known` names. Absent where there is no history.
   * @throws AppError UNAVAILABLE when they cannot be read.
   */
  findSeparateLines?(
    branches: readonly string[],
    known: string | null,
    signal: AbortSignal,
  ): Promise<SeparateLines | null>
  /**
   * What GitHub's GraphQL API says of pull requests, by its ids of them; nothing is asked without a token. Never fails
   * but when it is told to stop: what went wrong is in the answer. Absent where there is no GitHub.
   * @param home `owner/name` as the repository is called today.
   */
  fetchPullFacts?(
    pulls: readonly { number: number; nodeId: string }[],
    home: string,
    signal: AbortSignal,
  ): Promise<AskedPulls>
  /**
   * What merging open pull requests into a branch comes to, one by one and after each other (git/merge/what-if.ts);
   * absent where there is no history.
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
