import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { AppError, describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { heapOptions, mallocEnvironment } from '../machine-memory.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { startsAhead } from './announce.ts'
import { type Child, type ChildSpec, startChild } from './child.ts'
import { lockData, requireUnlocked } from './data-lock.ts'
import { prepareSpace } from './disk-space.ts'
import { endGitOrphans } from './git-orphans.ts'
import { openChildRecord } from './orphans.ts'
import { programCommand, soleWorker } from './program.ts'
import { openRenewals, type Renewals } from './renewal.ts'
import { takeOverRestored } from './restored-data.ts'
import { forgetServers, tellServers } from './running-servers.ts'
import { endServerOrphans } from './server-orphans.ts'
import { openSocketFolder } from './socket-folder.ts'
import { startPostgres, startRedis } from './start-servers.ts'
import { findProgramAccount, giveTo } from './unprivileged.ts'

/**
 * For hangs alone: on a sixteenth of a processor a program that starts in a second takes a minute with its neighbours.
 */
const programStartDeadlineMs = 180_000
/** The worker lets jobs in hand finish for 8 s of these. With Redis' 4 s and Postgres' 8 s all stops fit into 25 s. */
const programStopDeadlineMs = 9_000

export interface StackOptions {
  config: Config
  log: Log
  programs: readonly ('api' | 'worker')[]
  /** Ends a start that is under way. */
  signal?: AbortSignal
  /** Where our programs write their log: stdout for a service, stderr for a command whose stdout carries results. */
  output?: 'stdout' | 'stderr'
  /** The environment that our own programs inherit. */
  env?: Record<string, string | undefined>
}

/** Everything that runs, as one thing. */
export interface Stack {
  databaseUrl: string
  redisUrl: string
  /** Where the API answers; null without one. */
  apiUrl: string | null
  /** Resolves with a sentence when a child ends that was not stopped. The stack must be stopped then too. */
  readonly exited: Promise<string>
  /** Stops in reverse order, each child within its deadline. Calling it again waits for the same stop. */
  stop(): Promise<void>
}

/**
 * Starts Postgres and Redis beside each other, then the migrations. Our programs load their code meanwhile and begin
 * when those before can work. With DATABASE_URL or REDIS_URL set that server is not ours and is only used.
 * @throws AppError with one line that says what is wrong and what to do; nothing is left running then.
 */
export async function startStack({
  config,
  log,
  programs,
  signal,
  output = 'stdout',
  env = process.env,
}: StackOptions): Promise<Stack> {
  const lock = claimDataFolder(config, log)
  const record = openChildRecord(config.dataDir)
  const children: Child[] = []
  let reportExit: (sentence: string) => void = () => {}
  const exited = new Promise<string>((resolve) => {
    reportExit = resolve
  })
  const cancel = new AbortController()
  if (signal?.aborted) cancel.abort(signal.reason)
  signal?.addEventListener('abort', () => cancel.abort(signal.reason), { once: true })
  const start = async (spec: ChildSpec) => {
    const child = await startChild(spec, log, cancel.signal, (pid) =>
      record.add(spec.name, pid, spec.stopSignal),
    )
    children.push(child)
    void child.ended.then(({ how, lastWords, unexpected }) => {
      record.remove(child.pid)
      children.splice(children.indexOf(child), 1)
      if (unexpected) reportExit(`${spec.name} ${how}${lastWords ? `: ${lastWords}` : ''}`)
    })
    return child
  }
  const renewals = openRenewals({ start, log, onFailure: (sentence) => reportExit(sentence) })
  let sockets: string | null = null
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= stopAll(children, renewals, cancel).finally(async () => {
      await endGitOrphans(config.dataDir, log)
      record.clear()
      forgetServers(config.dataDir)
      if (sockets !== null) rmSync(sockets, { recursive: true, force: true })
      lock.release()
    })
    return stopping
  }

  try {
    await record.endOrphans(log)
    await endServerOrphans(config.dataDir, log)
    await endGitOrphans(config.dataDir, log)
    if (config.databaseUrl === null) takeOverRestored(config.dataDir, log)
    if (config.databaseUrl === null || config.redisUrl === null)
      sockets = openSocketFolder(config.dataDir, env)
    const account = findProgramAccount()
    if (account !== null) giveTo(account, openFolder(join(config.dataDir, 'git')))
    const programEnv = {
      ...definedOnly(env),
      DATA_DIR: config.dataDir,
      LOG_LEVEL: config.logLevel,
      // No one else can be working on a queue that has just been started on a socket of ours.
      [soleWorker]: config.redisUrl === null ? '1' : '0',
      [startsAhead]: '1',
    }
    const startServers = async () => {
      const [databaseUrl, redisUrl] = await startTogether(
        [
          async () => config.databaseUrl ?? startPostgres(config, start, sockets!, env, cancel.signal),
          async () => config.redisUrl ?? startRedis(config, start, sockets!, env, log),
        ],
        cancel,
      )
      await migrateDatabase(databaseUrl, log)
      cancel.signal.throwIfAborted()
      if (config.databaseUrl === null) tellServers(config.dataDir, { databaseUrl, redisUrl })
      return { databaseUrl, redisUrl }
    }
    const servers = startServers()
    const given = servers.then(({ databaseUrl, redisUrl }) => ({
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
    }))
    // Where they fail is told below, also when no program waits for them.
    given.catch(() => {})
    const [{ databaseUrl, redisUrl }, started] = await startTogether(
      [
        () => servers,
        () =>
          startTogether(
            programs.map((name) => async () => {
              const spec = { ...programSpec(name, programEnv, output), user: account ?? undefined, given }
              const child = await start(spec)
              renewals.follow(child, spec)
              return child
            }),
            cancel,
          ),
      ],
      cancel,
    )
    const port = started.find((child) => child.name === 'api')?.announced().port
    const apiUrl = port === undefined ? null : `http://${urlHost(config.host)}:${port}`
    return { databaseUrl, redisUrl, apiUrl, exited, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Starts several at once; when one fails the others are not left behind half-started, and the first failure is told.
 */
async function startTogether<Starts extends readonly (() => Promise<unknown>)[]>(
  starts: readonly [...Starts],
  cancel: AbortController,
): Promise<{ [At in keyof Starts]: Awaited<ReturnType<Starts[At]>> }> {
  let first: { error: unknown } | undefined
  const results = await Promise.all(
    starts.map((start) =>
      start().catch((error) => {
        first ??= { error }
        cancel.abort(error)
      }),
    ),
  )
  if (first !== undefined) throw first.error
  return results as { [At in keyof Starts]: Awaited<ReturnType<Starts[At]>> }
}

function claimDataFolder(config: Config, log: Log) {
  try {
    mkdirSync(config.dataDir, { recursive: true })
    // Room is made before anything is written, the lock included; but not by giving up what another's service keeps in
    // reserve.
    requireUnlocked(config.dataDir)
    prepareSpace(config.dataDir, log)
    return lockData(config.dataDir)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('UNAVAILABLE', `DATA_DIR ${config.dataDir} cannot be used: ${describeError(error)}`, {
      cause: error,
    })
  }
}

function programSpec(
  name: 'api' | 'worker',
  env: Record<string, string>,
  output: 'stdout' | 'stderr',
): ChildSpec {
  const { command, args } = programCommand(name)
  return {
    name,
    command,
    args: [...heapOptions(), ...args],
    env: { ...mallocEnvironment, ...env },
    ipc: true,
    output,
    stopSignal: 'SIGTERM',
    startDeadlineMs: programStartDeadlineMs,
    stopDeadlineMs: programStopDeadlineMs,
  }
}

/** Programs first and together, then Redis, then Postgres: none loses a server that it still needs. */
async function stopAll(children: readonly Child[], renewals: Renewals, cancel: AbortController) {
  const stop = (isIts: (name: string) => boolean) =>
    Promise.all(children.filter((child) => isIts(child.name)).map((child) => child.stop()))
  const stopPrograms = () => stop((name) => name !== 'redis' && name !== 'postgres')
  // One that is being started anew ends with this; one that came through in this moment is stopped after it.
  cancel.abort(new AppError('UNAVAILABLE', 'the service is stopping'))
  await Promise.all([renewals.end(), stopPrograms()])
  await stopPrograms()
  for (const server of ['redis', 'postgres']) await stop((name) => name === server)
}

function openFolder(path: string): string {
  mkdirSync(path, { recursive: true })
  return path
}

function definedOnly(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
