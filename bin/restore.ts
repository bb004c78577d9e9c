import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { type Config, readConfig } from '../src/config.ts'
import { AppError, describeError } from '../src/errors.ts'
import { type Log, openLog } from '../src/log.ts'
import { restoreDatabase } from '../src/postgres/backup.ts'
import { type DataLock, lockData } from '../src/supervise/data-lock.ts'
import { openChildRecord } from '../src/supervise/orphans.ts'
import { restoredFolder } from '../src/supervise/restored-data.ts'
import { startStack } from '../src/supervise/stack.ts'
import { parseCommandLine, readFileName } from '../src/terminal/command-line.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'

const usage = `usage: npm run restore -- FILE [--next-start]

Fills an empty data folder (DATA_DIR) or database (DATABASE_URL) with a
backup.

  --next-start   while the app runs: the restored data takes the place of
                 what is there when the app starts the next time; the old
                 data is kept beside it
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
  const run: Run = { file, log, signal: onInterruption() }
  if (values['next-start']) await restoreForNextStart(run, config)
  else if (config.databaseUrl !== null) await restore(run, config.databaseUrl)
  else await restoreInto(run, config)
  if (values['next-start'])
    process.stderr.write('the restored data takes over when the app starts the next time\n')
  return 0
}

interface Run {
  file: string
  log: Log
  signal: AbortSignal
}

async function restore({ file, log, signal }: Run, url: string): Promise<void> {
  signal.throwIfAborted()
  const content = createReadStream(file)
  const unpacked = createGunzip()
  // A read error must reach the reader of what is unpacked.
  content.on('error', (error) => unpacked.destroy(error))
  const interrupt = () => content.destroy(signal.reason)
  signal.addEventListener('abort', interrupt, { once: true })
  const { takenAt, version } = await restoreDatabase(url, content.pipe(unpacked), log).catch((error) => {
    signal.throwIfAborted()
    throw error
  })
  process.stderr.write(`${file}: restored what version ${version} knew at ${takenAt}\n`)
}

async function restoreInto(run: Run, config: Config): Promise<void> {
  const { log, signal } = run
  const stack = await startStack({ config, log, programs: [], signal, output: 'stderr' })
  try {
    await restore(run, stack.databaseUrl)
  } finally {
    await stack.stop()
  }
}

async function restoreForNextStart(run: Run, config: Config): Promise<void> {
  if (config.databaseUrl !== null)
    throw new AppError('USAGE', '--next-start is for the embedded database, and DATABASE_URL is set')
  const next = join(config.dataDir, restoredFolder)
  if (existsSync(next))
    throw new AppError('CONFLICT', `${next} is waiting already: start the app once, or remove it`)
  const aside = join(config.dataDir, 'restoring')
  const lock = claimFolder(aside)
  try {
    const fresh = join(aside, 'data')
    // What a restore that was killed left: its servers, then its files.
    await openChildRecord(fresh).endOrphans(run.log)
    rmSync(fresh, { recursive: true, force: true })
    await restoreInto(run, { ...config, dataDir: fresh, redisUrl: null })
    renameSync(join(fresh, 'postgres'), next)
  } finally {
    rmSync(aside, { recursive: true, force: true })
    lock.release()
  }
}

/** One restore at a time: a second one is refused while the first is at work. */
function claimFolder(folder: string): DataLock {
  try {
    mkdirSync(folder, { recursive: true })
    return lockData(folder)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('UNAVAILABLE', `${folder} cannot be made: ${describeError(error)}`)
  }
}

await runProgram('restore', main)
