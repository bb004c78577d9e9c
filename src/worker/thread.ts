import { Worker } from 'node:worker_threads'
import { AppError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { ComparisonCost } from './compare.ts'
import type { Derived, DeriveJob } from './derive.ts'
import type { ThreadAnswer, ThreadAsk, ThreadData } from './thread-messages.ts'

/** A change takes milliseconds, seconds at most; on a machine that gives a sixteenth of a processor, sixteen times as long. */
const deriveDeadlineMs = 180_000
/** Loading the code takes a second, on such a machine ten. */
const startDeadlineMs = 180_000
/** A comparison of many thousands takes minutes there. One that takes longer than this hangs. */
const compareDeadlineMs = 60 * 60_000
/** What a thread holds (its code, the index) is given back when nothing was asked for so long. */
const idleMs = 5 * 60_000
/** Most of what lives for a short time is patches; larger than this they count as old. Mebibytes. */
const youngMb = 12

/** Does the heavy work in a thread of its own, so that the process answers pings and keeps its jobs whatever a change looks like. */
export interface AnalysisThread {
  /** A change that takes too long or too much memory ends the thread, and is a reason; the next one gets a new thread. */
  derive(job: DeriveJob, signal: AbortSignal): Promise<Derived>
  /** @throws AppError UNAVAILABLE when it takes too long or too much memory; the signal's reason. */
  compare(repositoryId: number, closedSince: Date | null, signal: AbortSignal): Promise<ComparisonCost>
  /** As upgradeRevisions. Fails as `compare` does. */
  upgrade(repositoryId: number, signal: AbortSignal): Promise<number>
  close(): Promise<void>
}

export interface ThreadOptions {
  /** The program that the thread runs (bin/analysis-thread.ts), behind the options by which the runtime loads it. */
  program: readonly string[]
  data: ThreadData
  /** What its heap may take, mebibytes. */
  memoryMb: number
  log: Log
  deadlines?: { deriveMs: number; compareMs: number; idleMs: number }
}

interface Running {
  worker: Worker
  /** Settles the question in hand. */
  settle: ((answer: ThreadAnswer | Error) => void) | null
  isReady: boolean
  /** Called once when it becomes ready. */
  onReady: (() => void) | null
}

/** Why the thread ended before it answered. */
class ThreadEnded extends Error {
  readonly isBlamed: boolean

  /** @param isBlamed the question in hand is the reason. */
  constructor(message: string, isBlamed: boolean, options?: ErrorOptions) {
    super(message, options)
    this.isBlamed = isBlamed
  }
}

/** Starts nothing yet: the thread begins with the first question. It answers one at a time, in the order asked. */
export function openAnalysisThread({
  program,
  data,
  memoryMb,
  log,
  deadlines: { deriveMs, compareMs, idleMs: idle } = {
    deriveMs: deriveDeadlineMs,
    compareMs: compareDeadlineMs,
    idleMs,
  },
}: ThreadOptions): AnalysisThread {
  let running: Running | null = null
  let last: Promise<unknown> = Promise.resolve()
  let idleTimer: NodeJS.Timeout | undefined

  function start(): Running {
    const worker = new Worker(program.at(-1)!, {
      execArgv: program.slice(0, -1),
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb },
    })
    const started: Running = { worker, settle: null, isReady: false, onReady: null }
    const end = (error: Error) => {
      if (running === started) running = null
      started.settle?.(error)
      started.settle = null
    }
    worker.on('message', (answer: ThreadAnswer) => {
      if (answer.kind === 'ready') {
        started.isReady = true
        started.onReady?.()
        return
      }
      started.settle?.(answer)
      started.settle = null
    })
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      end(
        new ThreadEnded(
          isFull ? `it needs more than ${memoryMb} MiB of memory` : error.message,
          isFull && started.isReady,
          { cause: error },
        ),
      )
    })
    worker.on('exit', () => end(new ThreadEnded('the thread ended', false)))
    // Whoever waits for an answer keeps the process alive; an idle thread does not.
    worker.unref()
    return started
  }

  async function ask<T>(question: ThreadAsk, deadlineMs: number, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    clearTimeout(idleTimer)
    running ??= start()
    const asked = running
    asked.worker.ref()
    const endWith = (error: Error) => {
      if (running === asked) running = null
      asked.settle?.(error)
      asked.settle = null
      void asked.worker.terminate()
    }
    let late: NodeJS.Timeout | undefined
    // What it takes to load the code is not the question's fault.
    const beginDeadline = () => {
      clearTimeout(late)
      const message = `it takes longer than ${Math.round(deadlineMs / 1_000)} s`
      late = setTimeout(() => endWith(new ThreadEnded(message, true)), deadlineMs)
    }
    if (asked.isReady) beginDeadline()
    else {
      late = setTimeout(() => endWith(new ThreadEnded('the thread does not start', false)), startDeadlineMs)
      asked.onReady = beginDeadline
    }
    const onAbort = () => endWith(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      const answer = await new Promise<ThreadAnswer>((resolve, reject) => {
        asked.settle = (settled) => (settled instanceof Error ? reject(settled) : resolve(settled))
        asked.worker.postMessage(question)
      })
      if (answer.kind === 'failure') {
        const error = new AppError(answer.code, answer.message)
        if (answer.stack !== undefined) error.stack = answer.stack
        throw error
      }
      return (answer as ThreadAnswer & { kind: 'answer' }).value as T
    } finally {
      clearTimeout(late)
      signal.removeEventListener('abort', onAbort)
      asked.worker.unref()
      if (running === asked) {
        idleTimer = setTimeout(() => {
          if (running !== asked) return
          running = null
          void asked.worker.terminate()
        }, idle)
        idleTimer.unref()
      }
    }
  }

  /** One after the other: so it is known whose fault it is when the thread ends. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = last.then(run, run)
    last = turn.catch(() => {})
    return turn
  }

  /** What concerns a whole repository is tried again later. */
  async function askForAll<T>(question: ThreadAsk, name: string, signal: AbortSignal): Promise<T> {
    try {
      return await inTurn(() => ask<T>(question, compareMs, signal))
    } catch (error) {
      if (!(error instanceof ThreadEnded)) throw error
      throw new AppError('UNAVAILABLE', `${name} did not finish: ${error.message}`, { cause: error })
    }
  }

  return {
    derive: (job, signal) =>
      inTurn(async () => {
        try {
          return await ask<Derived>({ kind: 'derive', job }, deriveMs, signal)
        } catch (error) {
          if (!(error instanceof ThreadEnded) || !error.isBlamed) throw error
          const { number, headSha } = job.change
          log.warn({ repo: job.repository, number, headSha }, `a change cannot be read: ${error.message}`)
          return { ok: false, reason: `its change cannot be read: ${error.message}` }
        }
      }),

    compare: (repositoryId, closedSince, signal) =>
      askForAll<ComparisonCost>({ kind: 'compare', repositoryId, closedSince }, 'the comparison', signal),

    upgrade: (repositoryId, signal) =>
      askForAll<number>({ kind: 'upgrade', repositoryId }, 'deriving signatures anew', signal),

    async close() {
      clearTimeout(idleTimer)
      const ending = running
      running = null
      await ending?.worker.terminate()
    },
  }
}
