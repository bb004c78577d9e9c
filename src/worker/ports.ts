import type { IndexCache } from '../comparison/index-cache.ts'
import type { ScanIdentity } from '../domain/scan.ts'
import type { Log } from '../log.ts'
import type { Pool } from '../postgres/pool.ts'
import type { ScanWishes } from '../queue/accept-scan.ts'
import type { EnqueuedScan } from '../queue/enqueue-scan.ts'
import type { SourceChoice } from '../queue/jobs.ts'
import type { Queues } from '../queue/queues.ts'
import type { PullSource } from '../source/source.ts'
import type { AnalysisThread } from './thread.ts'

/** Accepts a scan, however often it is asked for (queue/accept-scan.ts). */
export type Accept = (identity: ScanIdentity, wishes: ScanWishes) => Promise<EnqueuedScan>

/** What the jobs are handed. */
export interface Ports {
  pool: Pool
  queues: Queues
  /** Indexes kept between comparisons. */
  indexes: IndexCache
  /** What may be triggered over HTTP: lower-case `owner/repo` or `owner/*`. */
  allowedRepos: readonly string[]
  /** Where heavy work is done; absent: in this thread. */
  thread?: AnalysisThread | undefined
  /** How long closed and merged pull requests stay candidates; 0: they never are. */
  historyDays: number
  now(): Date
  /** The same source, and so the same mirror and request counter, for every job of one scan in this process. */
  openSource(choice: SourceChoice, scan: { scanId: number; owner: string; repo: string }): OpenedSource
  /** Lets go of a scan's source: what it has read of a repository's history may be tens of mebibytes. */
  closeSource(scanId: number): void
  /** Gives back what has been done with, where from here on this process only waits; it never fails. */
  giveBack?: (() => Promise<void>) | undefined
  /** Has a repository's check runs brought up to date; absent where none are written. */
  refreshChecks?:
    | ((repository: { repositoryId: number; owner: string; repo: string }) => Promise<void>)
    | undefined
  /** Tells the listeners that something changed; never fails a job. */
  publish(event: WorkerEvent): void
  log: Log
}

export interface OpenedSource {
  source: PullSource
  /** GitHub requests sent since the last call: jobs of one scan run side by side and must not count each other's. */
  takeRequests(): { requests: number; limit: number | null }
}

export type WorkerEvent =
  | {
      type: 'scan'
      owner: string
      repo: string
      snapshot: string
      state: string
      /** When a scan that waits for GitHub goes on; null when it does not wait. */
      resumesAt: string | null
      progress: { listed: number; analyzed: number; unchanged: number; failed: number }
    }
  | { type: 'sets'; owner: string; repo: string }
