import { type ChildProcess, spawn } from 'node:child_process'
import { AppError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { GivenServers } from './announce.ts'

/** stopped → starting → ready → stopping → exited; from each of the middle three it may go to exited by itself. */
export type ChildState = 'stopped' | 'starting' | 'ready' | 'stopping' | 'exited'

export interface ChildSpec {
  name: string
  command: string
  args: string[]
  env: Record<string, string>
  cwd?: string
  /** Drop to this user; only root can. */
  user?: { uid: number; gid: number } | undefined
  /** A program of ours: it says that it is ready over an IPC channel, and ends when the channel closes. */
  ipc?: boolean
  /** For one with ipc that starts beside what it needs: settings that it is given when it asks, once they are known. */
  given?: Promise<Record<string, string>>
  /** Where its own lines go: our stdout or stderr, or nowhere but into the explanation of a failure. */
  output: 'stdout' | 'stderr' | 'keep'
  stopSignal: 'SIGTERM' | 'SIGINT'
  startDeadlineMs: number
  /** After this long SIGKILL follows the stop signal. */
  stopDeadlineMs: number
  /**
   * Asks whether it can work; called until it answers, never instead of asking. Programs with ipc announce themselves.
   */
  probe?: () => Promise<boolean>
  /** Finds the reason in what it has written before it ended; without one its last line is shown. */
  explain?: (output: string) => string | null
}

/** How a child ended, in words: "exited with code 1". */
export interface Ending {
  how: string
  lastWords: string
  /** It had not been asked to stop. */
  unexpected: boolean
}

export interface Child {
  readonly name: string
  readonly pid: number
  state(): ChildState
  /** What it announced with its readiness: the API's port. */
  announced(): { port?: number }
  /** Resolves when it asks for a fresh process in its place (renewal.ts). */
  readonly renewalAsked: Promise<void>
  /** Resolves once it has ended, however it ended. */
  readonly ended: Promise<Ending>
  /** Asks it to stop, then makes it. Resolves when it is gone; calling it again does no harm. */
  stop(): Promise<void>
  kill(): void
}

/** How much of its output is kept to explain a failure. */
const keptOutputBytes = 4_096
/** Between two questions whether a starting server is ready: short beside any start, long enough to cost nothing. */
const probeEveryMs = 15

/** Every child that runs: a program that has to end at once takes them along. */
const living = new Set<ChildProcess>()

/**
 * Ends every child of this process, and theirs, without asking. For a person who does not want to wait for an orderly
 * stop.
 */
export function killChildren(): void {
  for (const { pid } of living)
    try {
      // Each leads a group of its own.
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
}

/**
 * Starts a child and waits until it is ready.
 * @param onSpawn called with its pid before it is ready, so that it can be found again if we die meanwhile.
 * @throws AppError UNAVAILABLE when it ends or is not ready in time, with its last words, or the signal's reason; it is
 *   gone by then.
 */
export async function startChild(
  spec: ChildSpec,
  log: Log,
  signal?: AbortSignal,
  onSpawn?: (pid: number) => void,
): Promise<Child> {
  signal?.throwIfAborted()
  const began = performance.now()
  let state = 'starting' as ChildState
  let kept = ''
  let announced: { port?: number } = {}
  const child = spawnChild(spec)
  living.add(child)
  if (child.pid !== undefined) onSpawn?.(child.pid)
  const keep = (chunk: Buffer) => {
    kept = (kept + chunk.toString('utf8')).slice(-keptOutputBytes)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)

  const ended = new Promise<Ending>((resolve) => {
    const finish = (how: string) => {
      living.delete(child)
      const unexpected = state !== 'stopping'
      state = 'exited'
      resolve({ how, lastWords: spec.explain?.(kept) ?? lastLine(kept), unexpected })
    }
    child.once('error', (error) => finish(`could not be started: ${error.message}`))
    child.once('close', (code, killer) =>
      finish(killer ? `was ended by ${killer}` : `exited with code ${code}`),
    )
  })

  const kill = () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
    try {
      // A program of ours may have started git already; each leads a group of its own.
      if (spec.ipc) process.kill(-child.pid, 'SIGKILL')
      else child.kill('SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
  let renew = () => {}
  const renewalAsked = new Promise<void>((resolve) => {
    renew = resolve
  })
  const stop = async () => {
    if (state !== 'exited') {
      state = 'stopping'
      child.kill(spec.stopSignal)
      const late = setTimeout(() => {
        log.warn({ child: spec.name }, `did not stop within ${spec.stopDeadlineMs} ms; killed`)
        kill()
      }, spec.stopDeadlineMs)
      await ended.finally(() => clearTimeout(late))
    }
  }

  const ready = spec.ipc
    ? new Promise<void>((resolve) => {
        child.on('message', (message: { ready?: unknown; asks?: unknown; port?: unknown }) => {
          if (message?.asks === 'servers') void give(child, spec.given)
          if (message?.asks === 'renewal') renew()
          if (message?.ready !== true) return
          announced = typeof message.port === 'number' ? { port: message.port } : {}
          resolve()
        })
      })
    : probeUntil(spec.probe ?? (async () => true), () => state === 'starting')
  const late = deadline(spec.startDeadlineMs, signal, spec.given)
  const outcome = await Promise.race([ready.then(() => 'ready' as const), ended, late.reached]).finally(
    late.clear,
  )
  if (outcome !== 'ready') {
    const why =
      typeof outcome === 'string'
        ? outcome
        : `${outcome.how}${outcome.lastWords ? `: ${outcome.lastWords}` : ''}`
    state = state === 'exited' ? 'exited' : 'stopping'
    kill()
    await ended
    signal?.throwIfAborted()
    throw new AppError('UNAVAILABLE', `${spec.name} ${why}`)
  }
  state = 'ready'
  log.debug({ child: spec.name, childPid: child.pid, ms: Math.round(performance.now() - began) }, 'ready')
  return {
    name: spec.name,
    pid: child.pid!,
    state: () => state,
    announced: () => announced,
    renewalAsked,
    ended,
    stop,
    kill,
  }
}

function spawnChild(spec: ChildSpec): ChildProcess {
  const output = spec.output === 'keep' ? 'pipe' : spec.output === 'stdout' ? 1 : 2
  const errors = spec.output === 'keep' ? 'pipe' : 2
  return spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    stdio: spec.ipc ? ['ignore', output, errors, 'ipc'] : ['ignore', output, errors],
    // A group of its own: Ctrl-C in a terminal goes to the whole group, and servers must outlive their clients.
    detached: true,
    ...(spec.user ?? {}),
  })
}

/** A child that has ended meanwhile is told by its end; what never comes is told by what should have brought it. */
async function give(child: ChildProcess, given: Promise<Record<string, string>> | undefined): Promise<void> {
  const servers = await given?.catch(() => undefined)
  if (servers !== undefined && child.connected) child.send({ servers } satisfies GivenServers, () => {})
}

async function probeUntil(probe: () => Promise<boolean>, wanted: () => boolean): Promise<void> {
  while (wanted()) {
    if (await probe().catch(() => false)) return
    await new Promise((resolve) => setTimeout(resolve, probeEveryMs))
  }
  return new Promise(() => {}) // It has ended: the race is decided by that.
}

/**
 * What ends the wait for a child; to be cleared, since one signal sees many children start.
 * @param given the time is counted from when the child is given this: to bring a database up to date may take long.
 */
function deadline(
  ms: number,
  signal: AbortSignal | undefined,
  given: Promise<unknown> | undefined,
): { reached: Promise<string>; clear(): void } {
  let timer: NodeJS.Timeout | undefined
  let isCleared = false
  let interrupt: () => void
  const reached = new Promise<string>((resolve) => {
    const begin = () => {
      if (!isCleared) timer = setTimeout(() => resolve(`was not ready within ${ms / 1_000} s`), ms)
    }
    if (given === undefined) begin()
    else given.then(begin, () => {})
    interrupt = () => resolve('was interrupted while it started')
    signal?.addEventListener('abort', interrupt, { once: true })
  })
  return {
    reached,
    clear() {
      isCleared = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', interrupt)
    },
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim().slice(0, 500) ?? ''
}
