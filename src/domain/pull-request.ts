import type { PullStanding } from './pull-standing.ts'
import type { OwnCommit, RevisionCommit } from './revision.ts'

export const pullStates = ['OPEN', 'CLOSED', 'MERGED'] as const

export type PullState = (typeof pullStates)[number]

/** A pull request as the list gives it, without its change. */
export interface ListedPull {
  number: number
  title: string
  body: string
  /**
   * GitHub login (a deleted account: "ghost"). In a plain mirror the commit author's, where GitHub's own address says
   * it, else the e-mail address. Null when unknown.
   */
  author: string | null
  state: PullState
  draft: boolean
  url: string | null
  baseRef: string | null
  headSha: string
  /** ISO 8601, UTC. */
  createdAt: string
  /** It is not known when it was opened: `createdAt` is an author's date. Only in a plain mirror. */
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
      /**
       * git's unified diff (see domain/revision.ts), as text or in UTF-8; empty for a pull request that changes
       * nothing.
       */
      patch: string | Uint8Array
      commits: RevisionCommit[]
      /**
       * Of a roll-up what is its own, commit by commit; null or absent when not known, or when it is none
       * (domain/revision.ts).
       */
      own?: OwnCommit[] | null
      /**
       * Why the change is incomplete (a diff over the size limit, files without a patch), in words; null when whole.
       */
      degraded: string | null
    }
  | { ok: false; number: number; headSha: string; reason: string }
