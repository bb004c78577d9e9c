import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { AppError } from '../errors.ts'
import type { ThreadAnswer } from './messages.ts'
import { unpackError } from './packed-error.ts'

/** Loading the code takes a second, on a machine that gives a sixteenth of a processor ten. */
const startDeadlineMs = 180_000
/** Most of what lives for a short time is patches; larger than this they count as old. Mebibytes. */
const youngMb = 12

/**
 * Work that may take long on a hostile input, in a thread of its own: the process goes on meanwhile, and survives
 * it.
 */
export interface Thread<Question> {
  /**
   * One question after the other, so that it is known whose fault it is when the thread ends; the next one then gets a
   * new thread.
   * @param deadlineMs counted from when its turn comes and the thread's code is loaded.
   * @throws ThreadEnded when it takes too long or too much memory; what the thread's answer threw; the signal's reason.
   */
  ask<Answer>(question: Question, deadlineMs: number, signal: AbortSignal): Promise<Answer>
  /** Loads the thread's code, for a question that will come soon. It ends like one that was asked, when none does. */
  begin(): void
  close(): Promise<void>
}

export interface ThreadOptions {
  /** The program that the thread runs, behind the options by which the runtime loads it. */
  program: readonly string[]
  /** What it is given when it starts. */
  data: unknown
  /** What its heap may take, mebibytes. */
  memoryMb: number
  /** Half of the room for what its heap has just been given, mebibytes; else it is as small as the process' own. */
  semiSpaceMb?: number
  /** What a thread holds (its code, an index) is given back when nothing was asked for so long. */
  idleMs: number
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
export class ThreadEnded extends Error {
  readonly isBlamed: boolean

  /** @param isBlamed the question in hand is the reason. */
  constructor(message: string, isBlamed: boolean, options?: ErrorOptions) {
    super(message, options)
    this.isBlamed = isBlamed
  }
}

/**
 * For a question that may be asked again. @throws AppError UNAVAILABLE that says what did not finish, in place of
 * ThreadEnded.
 */
export async function orUnavailable<Answer>(what: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof ThreadEnded)) throw error
    throw new AppError('UNAVAILABLE', `${what} did not finish: ${error.message}`, { cause: error })
  }
}

/** Starts nothing yet: the thread begins with the first question. */
export function openThread<Question>({
  program,
  data,
  memoryMb,
  semiSpaceMb,
  idleMs,
}: ThreadOptions): Thread<Question> {
  let running: Running | null = null
  let last: Promise<unknown> = Promise.resolve()
  let idleTimer: NodeJS.Timeout | undefined

  function start(): Running {
    // V8 has one option for all heaps of a process, which counts more than a thread's own limit, and reads it when it
    // makes a heap.
    if (semiSpaceMb !== undefined && process.versions.bun === undefined)
      setFlagsFromString(`--max-semi-space-size=${semiSpaceMb}`)
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
    // A caller that waits for an answer keeps the process alive; an idle thread does not.
    worker.unref()
    return started
  }

  async function ask<Answer>(question: Question, deadlineMs: number, signal: AbortSignal): Promise<Answer> {
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
      if (answer.kind === 'failure') throw unpackError(answer.error)
      return (answer as ThreadAnswer & { kind: 'answer' }).value as Answer
    } finally {
      clearTimeout(late)
      signal.removeEventListener('abort', onAbort)
      asked.worker.unref()
      if (running === asked) endWhenIdle(asked)
    }
  }

  function endWhenIdle(idle: Running): void {
    clearTimeout(idleTimer)
    idleTimer = setTimeout(() => {
      if (running !== idle) return
      running = null
      void idle.worker.terminate()
    }, idleMs)
    idleTimer.unref()
  }

  return {
    ask<Answer>(question: Question, deadlineMs: number, signal: AbortSignal) {
      const run = () => ask<Answer>(question, deadlineMs, signal)
      const turn = last.then(run, run)
      last = turn.catch(() => {})
      return turn
    },

    begin() {
      if (running !== null) return
      running = start()
      endWhenIdle(running)
    },

    async close() {
      clearTimeout(idleTimer)
      const ending = running
      running = null
      await ending?.worker.terminate()
    },
  }
}
