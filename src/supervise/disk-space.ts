import { closeSync, existsSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import type { Log } from '../log.ts'

const mib = 1024 * 1024
/** A file of nothing, given up when the disk is full so that Postgres can start, recover and delete. */
const ballastBytes = 32 * mib
/** With less than this Postgres cannot be trusted to start: one segment of its log is 16 MiB. */
const leastToStart = 24 * mib

/** Bytes that may still be written below a folder. */
function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/**
 * Looks at the disk before anything is started on it. A full one gets the ballast's room back; one with room enough
 * gets a ballast.
 * @throws AppError UNAVAILABLE when nothing is left, saying what to do.
 */
export function prepareSpace(dataDir: string, log: Log): void {
  const ballast = join(dataDir, 'ballast')
  if (freeBytes(dataDir) < leastToStart && existsSync(ballast)) {
    rmSync(ballast, { force: true })
    log.error(
      { free: inMib(freeBytes(dataDir)) },
      `the disk of ${dataDir} is full: ${ballastBytes / mib} MiB that were kept for this are used now; enlarge it, or remove what is not needed`,
    )
  }
  const free = freeBytes(dataDir)
  if (free < leastToStart)
    throw new AppError(
      'UNAVAILABLE',
      `DATA_DIR ${dataDir} has ${inMib(free)} MiB left and needs ${leastToStart / mib}: enlarge its disk (on Fly: fly volumes extend), or remove what is not needed (${join(dataDir, 'git')} can be made again)`,
    )
  if (!existsSync(ballast) && free > ballastBytes * 4) writeBallast(ballast)
}

function writeBallast(path: string): void {
  // Written, not only claimed: a file with holes would hold no room.
  const block = Buffer.alloc(mib)
  const file = openSync(path, 'w', 0o600)
  try {
    for (let at = 0; at < ballastBytes; at += mib) writeSync(file, block)
  } finally {
    closeSync(file)
  }
}

const inMib = (bytes: number): number => Math.floor(bytes / mib)
