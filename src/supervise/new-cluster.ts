import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError, describeError } from '../errors.ts'
import { layOutCluster } from './ready-cluster.ts'
import { giveTo, runAs, type Unprivileged } from './unprivileged.ts'

const run = promisify(execFile)

/** The database's only role; who may reach its socket is decided by the folder that the socket is in. */
export const role = 'clawtriage'
/** For hangs alone, as every deadline of a start: a machine may have a sixteenth of a processor. */
const initDeadlineMs = 180_000

interface NewCluster {
  binFolder: string
  /** It is there, and empty. */
  dataFolder: string
  /** Whom it is to belong to. */
  account: Unprivileged | null
  env: Record<string, string>
  /** A file to make it of (ready-cluster.ts); null: there is none. */
  ready: string | null
  signal: AbortSignal | undefined
}

/**
 * Makes the cluster beside the folder and moves it into place, so that one cut off half-way is never taken for whole:
 * out of the one that is ready, and by initdb where that does not go.
 * @returns whether it was laid out.
 */
export async function makeCluster({ ready, ...options }: NewCluster): Promise<boolean> {
  const { dataFolder, account } = options
  if (readdirSync(dataFolder).length > 0)
    throw new AppError('UNAVAILABLE', `${dataFolder} holds files but no Postgres data: move them away`)
  const fresh = `${dataFolder}.new`
  const isLaidOut = ready !== null && (await layOut(ready, fresh, account, options.signal))
  if (!isLaidOut) await initialise(fresh, options)
  rmSync(dataFolder, { recursive: true })
  renameSync(fresh, dataFolder)
  return isLaidOut
}

/** @returns false when that failed, for whatever reason: initdb says better what is wrong with a disk. */
async function layOut(
  ready: string,
  fresh: string,
  account: Unprivileged | null,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    openAnew(fresh)
    const isLaidOut = await layOutCluster(ready, fresh, { signal })
    giveTo(account, fresh)
    return isLaidOut
  } catch {
    signal?.throwIfAborted()
    return false
  }
}

function openAnew(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
}

async function initialise(
  fresh: string,
  { binFolder, dataFolder, account, env, signal }: Omit<NewCluster, 'ready'>,
): Promise<void> {
  openAnew(fresh)
  giveTo(account, fresh)
  // Local clients are trusted because the socket lies in a folder that only we can enter; it does not listen on the
  // network.
  const options = [
    '-D',
    fresh,
    '-U',
    role,
    '--auth-local=trust',
    '--auth-host=reject',
    '--no-locale',
    '-E',
    'UTF8',
    '--data-checksums',
  ]
  const { command, args, user } = runAs(account, fresh, join(binFolder, 'initdb'), options)
  const making = run(command, args, { ...user, env, timeout: initDeadlineMs, cwd: '/', signal })
  const ended = new Promise<void>((resolve) => making.child.once('close', () => resolve()))
  try {
    await making
  } catch (error) {
    // Interrupted, it is told before it has ended: it and the servers that it runs for a moment must not outlive us.
    if (making.child.pid !== undefined) await ended
    signal?.throwIfAborted()
    const stderr = (error as { stderr?: string }).stderr?.trim().split('\n').slice(0, 3).join('; ')
    throw new AppError(
      'UNAVAILABLE',
      `Postgres could not make its data folder ${dataFolder}: ${stderr || describeError(error)}`,
    )
  }
}
