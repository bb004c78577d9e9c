import { readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'
import { openLog } from '../src/log.ts'
import { migrateDatabase } from '../src/postgres/migrate.ts'
import { runProgram } from '../src/terminal/run-program.ts'

/** Brings the database that DATABASE_URL names up to date, for several machines; a single one does it at start. */
async function main(argv: string[]): Promise<number> {
  if (argv.includes('--help')) {
    process.stdout.write('usage: npm run migrate   (with DATABASE_URL)\n')
    return 0
  }
  if (argv.length > 0) throw new AppError('USAGE', 'migrate takes no arguments (try --help)')
  const config = readConfig(process.env)
  if (config.databaseUrl === null)
    throw new AppError('USAGE', 'DATABASE_URL is not set: the embedded database is migrated by npm start')
  await migrateDatabase(config.databaseUrl, openLog('migrate', config.logLevel))
  return 0
}

await runProgram('migrate', main)
