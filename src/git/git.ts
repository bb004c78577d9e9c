import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { AppError } from '../errors.ts'
import { buildGitEnvironment, buildSettingArguments, type Network, type Setting } from './environment.ts'
import { historyMemoryMb, limitMemory, saysOutOfMemory } from './limits.ts'

export interface GitOptions {
  /** The repository; every command names it, none looks for one. */
  gitDir: string
  signal: AbortSignal
  /** After this long the process is ended and the command fails; null: the caller keeps the time. */
  deadlineMs?: number | null
  network?: Network
  /** Settings that must not appear among the arguments (a credential). */
  secretSettings?: readonly Setting[]
  /** Settings of this command alone. */
  settings?: readonly Setting[]
  /** What it may take (limits.ts). */
  memoryMb?: number
  /** How large a file it may write; unset: any. */
  fileMb?: number
  /** An open file of gitattributes(5) that hold for it; unset: none do. */
  attributes?: number
}

/** Any local command on any repository ends sooner; a fetch says its own. */
const defaultDeadlineMs = 10 * 60_000
/** What is kept of stderr: enough for the line that says why, however much a server sends. */
const keptStderrBytes = 8 * 1024
/**
 * What is kept of a line that is not complete yet: more than two ids and any path that a checkout can have. Characters.
 */
const longestPrintedLine = 64 * 1024
/** How long git may take to put its lock and temporary files away before it is killed. */
const stopGraceMs = 5_000

/** How a git process ended, when not well. Its message is one line, without control characters, fit to be shown. */
export class GitFailure extends AppError {
  readonly exitCode: number | null
  readonly stderr: string
  /** It needed more memory than it may take, or was killed for want of it: this says nothing of the repository. */
  readonly outOfMemory: boolean
  /**
   * A signal ended it, and not one of ours: the system's choice among many, or a person's, which need not fall on it
   * again.
   */
  readonly isKilled: boolean

  constructor(command: string, exitCode: number | null, stderr: string, memoryMb = historyMemoryMb()) {
    const outOfMemory = saysOutOfMemory(stderr)
    const reason = outOfMemory
      ? `it needs more than the ${memoryMb} MiB of memory that it may take`
      : lastLine(stderr) || `it ended with ${exitCode ?? 'a signal'}`
    super('UNAVAILABLE', `git ${command} failed: ${reason}`)
    this.name = 'GitFailure'
    this.exitCode = exitCode
    this.stderr = stderr
    this.outOfMemory = outOfMemory || exitCode === null
    this.isKilled = exitCode === null
  }
}

export interface GitProcess {
  stdin: Writable
  stdout: Readable
  /**
   * Settles when the process has ended: rejects with GitFailure, the signal's reason, or AppError (no git, deadline).
   */
  done: Promise<void>
  /** Ends the process early; `done` then resolves. */
  stop(): void
  /** Ends the process early; `done` and the reader of stdout then fail with `reason`. */
  fail(reason: unknown): void
}

/**
 * The one way to start git: no shell, a scrubbed environment, ended by the signal or the deadline. `args` begins with
 * the subcommand; what comes from outside stands behind `--`, in standard input, or has passed `isObjectId` or
 * `isSafeRef`.
 */
export function startGit(
  args: readonly [command: string, ...rest: string[]],
  options: GitOptions,
): GitProcess {
  const {
    gitDir,
    signal,
    deadlineMs = defaultDeadlineMs,
    network = 'none',
    secretSettings,
    settings,
    memoryMb = historyMemoryMb(),
    fileMb,
    attributes,
  } = options
  signal.throwIfAborted()
  const attributesFile: readonly Setting[] =
    attributes === undefined ? [] : [['core.attributesFile', '/dev/fd/3']]
  const ours = buildSettingArguments([...(settings ?? []), ...attributesFile])
  const line = ['--bare', `--git-dir=${gitDir}`, ...ours, ...args]
  const [program, words] = limitMemory('git', line, memoryMb, fileMb)
  const child = spawn(program, words, {
    cwd: gitDir,
    env: buildGitEnvironment(network, secretSettings),
    stdio: ['pipe', 'pipe', 'pipe', ...(attributes === undefined ? [] : [attributes])],
    // fetch starts processes of its own, which end with it only as a group.
    detached: network === 'allowed',
  }) as ChildProcessByStdio<Writable, Readable, Readable>
  let stopped = false
  let ended = false
  let failure: unknown
  let killTimer: NodeJS.Timeout | undefined
  const end = () => {
    if (ended) return
    endProcess(child, 'SIGTERM', network)
    killTimer ??= setTimeout(() => endProcess(child, 'SIGKILL', network), stopGraceMs)
  }
  const fail = (reason: unknown) => {
    failure ??= reason
    end()
  }
  const onAbort = () => fail(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  const late = () =>
    fail(
      new AppError(
        'UNAVAILABLE',
        `git ${args[0]} took longer than ${Math.round((deadlineMs ?? 0) / 1_000)} s`,
      ),
    )
  const deadline = deadlineMs === null ? undefined : setTimeout(late, deadlineMs)

  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-keptStderrBytes)
  })
  // A process that ends before it has read its input is told by its exit code, not by EPIPE.
  child.stdin.on('error', () => {})

  const done = new Promise<void>((resolve, reject) => {
    const settle = (error?: unknown) => {
      ended = true
      clearTimeout(deadline)
      clearTimeout(killTimer)
      signal.removeEventListener('abort', onAbort)
      if (failure !== undefined) reject(failure)
      else if (stopped || error === undefined) resolve()
      else reject(error)
    }
    child.once('error', (error) => settle(explainSpawnError(error)))
    child.once('close', (code) => {
      if (code === 0) settle()
      else if (code === notFoundCode && /failed to execute git/.test(stderr)) settle(noGit())
      else settle(new GitFailure(args[0], code, cleanStderr(stderr), memoryMb))
    })
  })
  // The reader of stdout learns of a failure by awaiting `done` afterwards; until then it is not "unhandled".
  done.catch(() => {})
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    done,
    fail,
    stop() {
      stopped = true
      child.stdout.destroy()
      end()
    },
  }
}

/** Runs git to its end and returns what it printed. @throws AppError when that is more than `maxBytes`. */
export async function runGit(
  args: readonly [command: string, ...rest: string[]],
  options: GitOptions & { input?: string; maxBytes?: number },
): Promise<Buffer> {
  const { maxBytes = 64 * 1024 * 1024, input = '' } = options
  const git = startGit(args, options)
  git.stdin.end(input)
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxBytes)
        throw new AppError('TOO_LARGE', `git ${args[0]} printed more than ${maxBytes} bytes`)
      chunks.push(chunk)
    }
  } catch (error) {
    git.stop()
    await git.done
    throw error
  }
  await git.done
  return Buffer.concat(chunks)
}

/**
 * Runs git and yields its lines (split at "\n" alone), decoded as latin1: for object ids, numbers and ref names. A line
 * of more than 64 KiB may lack its middle.
 */
export async function* readGitLines(
  args: readonly [command: string, ...rest: string[]],
  options: GitOptions & { input?: string },
): AsyncGenerator<string[]> {
  const git = startGit(args, options)
  git.stdin.end(options.input ?? '')
  let rest = ''
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const lines = (rest + chunk.toString('latin1')).split('\n')
      // Trees may hold a path of any length; without a bound each piece of it would be joined with all that came
      // before.
      rest = (lines.pop() ?? '').slice(0, longestPrintedLine)
      yield lines
    }
    await git.done
  } finally {
    git.stop()
  }
  if (rest !== '') yield [rest]
}

function endProcess(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  signal: NodeJS.Signals,
  network: Network,
): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (network === 'allowed') process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // It has ended meanwhile.
  }
}

/** How a program that starts another one says that there is none. */
const notFoundCode = 127

function explainSpawnError(error: NodeJS.ErrnoException): unknown {
  return error.code === 'ENOENT' ? noGit(error) : error
}

function noGit(cause?: unknown): AppError {
  return new AppError(
    'UNAVAILABLE',
    'git cannot be started: is git (2.30 or newer) on PATH, and does the repository exist?',
    { cause },
  )
}

/** Without control characters (a server's words reach a terminal) and without a credential in a URL. */
function cleanStderr(stderr: string): string {
  return stderr
    .replaceAll(/\/\/[^/@\s]*@/g, '//')
    .replaceAll(/[^\n\x20-\x7e\u00a0-\uffff]/g, '')
    .trim()
}

/**
 * The line that says why: what the network said if it was that (git then complains of the half pack that it was left
 * with), else git's "fatal:" or "error:" line if there is one, else the last.
 */
function lastLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  const why =
    lines.find((line) => /^error: RPC failed/.test(line)) ??
    lines.find((line) => /^fatal: /.test(line)) ??
    lines.find((line) => /^error: /.test(line))
  return (why ?? lines.at(-1) ?? '').replace(/^(fatal|error): /, '').slice(0, 300)
}
