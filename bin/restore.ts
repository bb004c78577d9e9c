import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { type Config, readConfig } from '../src/config.ts'
import { AppError, describeError } from '../src/errors.ts'
import { type Log, openLog } from '../src/log.ts'
import { restoreDatabase } from '../src/postgres/backup.ts'
import { restoredFolder } from '../src/supervise/restored-data.ts'
import { startStack } from '../src/supervise/stack.ts'
import { parseCommandLine, readFileName } from '../src/terminal/command-line.ts'
import { exitCodeOf, renderFailure } from '../src/terminal/program.ts'

const usage = `usage: npm run restore -- FILE [--next-start]

Fills an empty data folder (DATA_DIR) or database (DATABASE_URL) with a backup.

  --next-start   while the app runs: the restored data takes the place of what is there when the app starts the next time; the
                 old data is kept beside it
  --help
`

async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseCommandLine({
    args: argv,
    options: { 'next-start': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const file = readFileName(positionals)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new AppError('USAGE', `${file}: there is no such file`)
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env })
  const log = openLog('restore', config.logLevel, 2)
  if (values['next-start']) await restoreForNextStart(file, config, log)
  else if (config.databaseUrl !== null) await restore(file, config.databaseUrl, log)
  else await restoreInto(file, config, log)
  if (values['next-start'])
    process.stderr.write('the restored data takes over when the app starts the next time\n')
  return 0
}

async function restore(file: string, url: string, log: Log): Promise<void> {
  const content = createReadStream(file)
  const unpacked = createGunzip()
  // A read error must reach whoever reads what is unpacked.
  content.on('error', (error) => unpacked.destroy(error))
  const { takenAt, version } = await restoreDatabase(url, content.pipe(unpacked), log)
  process.stderr.write(`${file}: restored what version ${version} knew at ${takenAt}\n`)
}

async function restoreInto(file: string, config: Config, log: Log): Promise<void> {
  const stack = await startStack({ config, log, programs: [], output: 'stderr' })
  try {
    await restore(file, stack.databaseUrl, log)
  } finally {
    await stack.stop()
  }
}

async function restoreForNextStart(file: string, config: Config, log: Log): Promise<void> {
  if (config.databaseUrl !== null)
    throw new AppError('USAGE', '--next-start is for the embedded database, and DATABASE_URL is set')
  const next = join(config.dataDir, restoredFolder)
  if (existsSync(next))
    throw new AppError('CONFLICT', `${next} is waiting already: start the app once, or remove it`)
  const aside = join(config.dataDir, 'restoring')
  try {
    rmSync(aside, { recursive: true, force: true })
    mkdirSync(aside, { recursive: true })
  } catch (error) {
    throw new AppError('UNAVAILABLE', `${aside} cannot be made: ${describeError(error)}`)
  }
  try {
    await restoreInto(file, { ...config, dataDir: aside, redisUrl: null }, log)
    renameSync(join(aside, 'postgres'), next)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

try {
  process.exit(await main(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(renderFailure('restore', error))
  process.exit(exitCodeOf(error))
}
