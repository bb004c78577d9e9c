import { openThread, orUnavailable } from '../thread/open-thread.ts'
import type { ChannelSize, ProposedChange } from '../triage/index.ts'
import type { AlignedPulls } from './align-pulls.ts'
import type { CheckedChange } from './check-change.ts'

/** Reads changes for those who ask over HTTP: work that takes as long as the author of the change has made it take. */
export interface Changes {
  /**
   * Compares a change with a repository's pull requests. It stores nothing, and logs nothing of the change.
   * @throws AppError BAD_REQUEST when its patch is no diff; UNAVAILABLE, as all of these, when it takes too long or too
   *   much memory; the signal's reason.
   */
  check(repositoryId: number, change: ProposedChange, signal: AbortSignal): Promise<CheckedChange>
  /** As alignPulls. */
  align(
    repositoryId: number,
    numbers: readonly [number, number],
    signal: AbortSignal,
  ): Promise<AlignedPulls | { unread: number }>
  /** As measurePulls. */
  measure(
    repositoryId: number,
    numbers: readonly number[],
    signal: AbortSignal,
  ): Promise<Map<number, ChannelSize[]>>
  close(): Promise<void>
}

/** What the threads are asked. */
export type ChangesAsk =
  | { kind: 'check'; repositoryId: number; change: ProposedChange }
  | { kind: 'align'; repositoryId: number; numbers: readonly [number, number] }
  | { kind: 'measure'; repositoryId: number; numbers: readonly number[] }

export interface ChangesOptions {
  /** bin/reading-thread.ts, as openThread wants it. */
  program: readonly string[]
  data: ReadingThreadData
  /** What the heap of the thread may take that holds an index, mebibytes. */
  memoryMb: number
  deadlines?: { ms: number; idleMs: number }
}

export interface ReadingThreadData {
  databaseUrl: string
  logLevel: string
  /** After so long a statement is given up. */
  queryDeadlineMs: number
}

/** Any of these takes seconds at most; on a machine that gives a sixteenth of a processor, sixteen times as long. */
const deadlineMs = 180_000
const idleMs = 5 * 60_000
/** Two patches of 4 MiB, taken apart and laid beside each other. */
const readingMemoryMb = 192

/**
 * Threads that begin with the first question and end when no more come: one for checks, which holds an index, and one
 * for pages, which would wait behind them.
 */
export function openChanges({
  memoryMb,
  deadlines: { ms, ...idle } = { ms: deadlineMs, idleMs },
  ...options
}: ChangesOptions): Changes {
  const checks = openThread<ChangesAsk>({ ...options, ...idle, memoryMb })
  const pages = openThread<ChangesAsk>({ ...options, ...idle, memoryMb: Math.min(memoryMb, readingMemoryMb) })
  return {
    check: (repositoryId, change, signal) =>
      orUnavailable('checking the change', checks.ask({ kind: 'check', repositoryId, change }, ms, signal)),
    align: (repositoryId, numbers, signal) =>
      orUnavailable('comparing the two', pages.ask({ kind: 'align', repositoryId, numbers }, ms, signal)),
    measure: (repositoryId, numbers, signal) =>
      orUnavailable('measuring changes', pages.ask({ kind: 'measure', repositoryId, numbers }, ms, signal)),
    async close() {
      await Promise.all([checks.close(), pages.close()])
    },
  }
}
