import type { ComparisonCost } from '../comparison/compare.ts'
import type { Log } from '../log.ts'
import { openThread, orUnavailable, ThreadEnded } from '../thread/open-thread.ts'
import type { Derived, DeriveJob } from './derive.ts'
import type { DerivedOutcomes } from './outcomes.ts'
import type { ThreadAsk, ThreadData } from './thread-messages.ts'

/**
 * A change takes milliseconds, seconds at most; on a machine that gives a sixteenth of a processor, sixteen times as
 * long.
 */
const deriveDeadlineMs = 180_000
/** A comparison of many thousands takes minutes there. One that takes longer than this hangs. */
const compareDeadlineMs = 60 * 60_000
/**
 * Longer than a scan waits for the next changes to be fetched. Soon after it the memory is worth more than what the
 * thread remembers: a new one goes on from what the last comparison has stored.
 */
const idleMs = 30_000

/**
 * Does the heavy work in a thread of its own, so that the process answers pings and keeps its jobs no matter what a
 * change looks like.
 */
export interface AnalysisThread {
  /**
   * A change that takes too long or too much memory ends the thread, and is a reason; the next one gets a new thread.
   */
  derive(job: DeriveJob, signal: AbortSignal): Promise<Derived>
  /** @throws AppError UNAVAILABLE when it takes too long or too much memory; the signal's reason. */
  compare(repositoryId: number, closedSince: Date | null, signal: AbortSignal): Promise<ComparisonCost>
  /** As upgradeRevisions. Fails as `compare` does. */
  upgrade(repositoryId: number, signal: AbortSignal): Promise<number>
  /** As readOutcomes. Fails as `compare` does. */
  outcomes(repositoryId: number, numbers: readonly number[], signal: AbortSignal): Promise<DerivedOutcomes>
  /** Loads its code, for a question that will come soon. */
  begin(): void
  close(): Promise<void>
}

export interface AnalysisThreadOptions {
  /** bin/analysis-thread.ts, as openThread wants it. */
  program: readonly string[]
  data: ThreadData
  /** What its heap may take, mebibytes. */
  memoryMb: number
  /** As of openThread. */
  semiSpaceMb?: number
  log: Log
  deadlines?: { deriveMs: number; compareMs: number; idleMs: number }
}

/** Starts nothing yet: the thread begins with the first question. It answers one at a time, in the order asked. */
export function openAnalysisThread({
  log,
  deadlines: { deriveMs, compareMs, ...idle } = {
    deriveMs: deriveDeadlineMs,
    compareMs: compareDeadlineMs,
    idleMs,
  },
  ...options
}: AnalysisThreadOptions): AnalysisThread {
  const thread = openThread<ThreadAsk>({ ...options, ...idle })
  /** What concerns a whole repository is tried again later. */
  const askForAll = <T>(question: ThreadAsk, what: string, signal: AbortSignal) =>
    orUnavailable(what, thread.ask<T>(question, compareMs, signal))

  return {
    async derive(job, signal) {
      try {
        return await thread.ask<Derived>({ kind: 'derive', job }, deriveMs, signal)
      } catch (error) {
        if (!(error instanceof ThreadEnded) || !error.isBlamed) throw error
        const { number, headSha } = job.change
        log.warn({ repo: job.repository, number, headSha }, `a change cannot be read: ${error.message}`)
        return { ok: false, reason: `its change cannot be read: ${error.message}` }
      }
    },
    compare: (repositoryId, closedSince, signal) =>
      askForAll({ kind: 'compare', repositoryId, closedSince }, 'the comparison', signal),
    upgrade: (repositoryId, signal) =>
      askForAll({ kind: 'upgrade', repositoryId }, 'deriving signatures anew', signal),
    outcomes: (repositoryId, numbers, signal) =>
      askForAll({ kind: 'outcomes', repositoryId, numbers }, 'what changes leave behind', signal),
    begin: () => thread.begin(),
    close: () => thread.close(),
  }
}
