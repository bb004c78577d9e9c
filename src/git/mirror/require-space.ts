import { mkdirSync, statfsSync } from 'node:fs'
import { AppError } from '../../errors.ts'

const mib = 1024 * 1024
/** New work stops here, long before Postgres would have no room for what it is writing. */
const leastForNewWork = 64 * mib

/** @throws AppError UNAVAILABLE when a disk has too little room to fetch anything to it, saying what to do. */
export function requireSpace(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  if (free < leastForNewWork)
    throw new AppError(
      'UNAVAILABLE',
      `the disk has ${Math.floor(free / mib)} MiB left and a scan needs ${leastForNewWork / mib}: enlarge it (on Fly: fly volumes extend), or lower GIT_CACHE_MAX_MB`,
    )
}
