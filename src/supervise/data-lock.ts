import { randomUUID } from 'node:crypto'
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { readRegularFile } from '../regular-file.ts'
import { identify, isAlive, type ProcessIdentity, parseIdentity } from './process-identity.ts'

const lockFile = 'supervisor.lock'
/** A stale lock is broken at most this often before we say that something is wrong. */
const mostTries = 5

export interface DataLock {
  release(): void
}

/**
 * Makes this process the only supervisor on `folder`. The lock names its holder by pid and start time, so one that was
 * killed leaves nothing in the way; Postgres' own lock on its data stands behind it.
 * @throws AppError CONFLICT naming the folder and the process that has it.
 */
export function lockData(folder: string, self: ProcessIdentity | null = identify(process.pid)): DataLock {
  if (self === null)
    throw new AppError('INTERNAL', 'this process cannot be told from others: /proc and ps are missing')
  const file = join(folder, lockFile)
  const aside = `${file}.${randomUUID()}`
  const mine = JSON.stringify(self)
  for (let tries = 0; tries < mostTries; tries++) {
    writeFileSync(aside, mine)
    try {
      // A link, unlike a new file, appears with its content or not at all.
      linkSync(aside, file)
      return {
        release() {
          if (read(file) === mine) rmSync(file, { force: true })
        },
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const held = read(file)
      refuseHeld(folder, held)
      breakStale(file, held)
    } finally {
      rmSync(aside, { force: true })
    }
  }
  throw new AppError('CONFLICT', `DATA_DIR ${folder} is being started by another process: try again`)
}

/**
 * Looks whether `folder` is in use, and changes nothing: for what has to be done before a lock can be written.
 * @throws AppError CONFLICT as `lockData` does.
 */
export function requireUnlocked(folder: string): void {
  refuseHeld(folder, read(join(folder, lockFile)))
}

function refuseHeld(folder: string, held: string | null): void {
  const holder = parse(held)
  if (holder !== null && isAlive(holder))
    throw new AppError(
      'CONFLICT',
      `DATA_DIR ${folder} is in use by process ${holder.pid}: stop that one, or set another DATA_DIR`,
    )
}

/** Takes a dead holder's lock away, but only the very one that was read. */
function breakStale(file: string, held: string | null): void {
  const taken = `${file}.${randomUUID()}`
  try {
    renameSync(file, taken)
  } catch {
    return // Another one was faster.
  }
  try {
    if (read(taken) !== held) linkSync(taken, file)
  } catch {
    // A newer lock is there already; ours to take away was not this one.
  } finally {
    rmSync(taken, { force: true })
  }
}

function read(file: string): string | null {
  try {
    return readRegularFile(file)
  } catch {
    return null
  }
}

function parse(text: string | null): ProcessIdentity | null {
  try {
    return text === null ? null : parseIdentity(JSON.parse(text))
  } catch {
    return null
  }
}
