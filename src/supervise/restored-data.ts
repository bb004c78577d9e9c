import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'

/** Where `npm run restore -- FILE --next-start` leaves the data that the next start takes over. */
export const restoredFolder = 'postgres.next'

/**
 * Puts restored data in the place of what was there, which is kept beside it. Redis' queue belongs to the old data and
 * is kept aside with it: what it held is made again. Dying between two steps is no harm: the next start goes on.
 */
export function takeOverRestored(dataDir: string, log: Log, now = new Date()): void {
  const next = join(dataDir, restoredFolder)
  if (!existsSync(join(next, 'PG_VERSION'))) return
  const before = `before-${now.toISOString().replaceAll(':', '')}`
  for (const name of ['redis', 'postgres']) {
    const folder = join(dataDir, name)
    if (existsSync(folder)) renameSync(folder, `${folder}.${before}`)
  }
  renameSync(next, join(dataDir, 'postgres'))
  log.warn(
    { kept: `postgres.${before}` },
    'restored data has been taken over; remove what is kept once all is well',
  )
}
