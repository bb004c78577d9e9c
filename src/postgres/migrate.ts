import pg from 'pg'
import { migrate } from 'postgres-migrations'
import { AppError, describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { sqlFolder } from '../root.ts'

/**
 * Brings the schema up to date with the plain SQL files in `sql/`, each in a transaction of its own. Safe to run from
 * several processes at once: postgres-migrations holds an advisory lock.
 * @throws AppError UNAVAILABLE when there is no database; INTERNAL naming the migration that failed.
 */
export async function migrateDatabase(url: string, log: Log, folder = sqlFolder): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'clawtriage-migrate' })
  client.on('error', (error) => log.warn({ err: error }, 'lost the Postgres connection while migrating'))
  await client.connect().catch((error) => {
    throw new AppError(
      'UNAVAILABLE',
      `the database cannot be reached (${describeError(error)}): does it run, and is DATABASE_URL right?`,
      { cause: error },
    )
  })
  const began = performance.now()
  try {
    // Thirty transactions need not wait for the disk each: what a power cut takes is the last of them, made again then.
    await client.query('SET synchronous_commit = off')
    const applied = await migrate({ client }, folder, { logger: (message) => log.trace(message) })
    if (applied.length > 0)
      log.info(
        { applied: applied.map((file) => file.fileName), ms: Math.round(performance.now() - began) },
        'migrated',
      )
  } catch (error) {
    throw new AppError('INTERNAL', `the database could not be migrated: ${describeError(error)}`, {
      cause: error,
    })
  } finally {
    await client.end()
  }
}
