import { randomUUID } from 'node:crypto'
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { readConfig } from '../src/config.ts'
import { AppError, describeError } from '../src/errors.ts'
import { dumpDatabase } from '../src/postgres/backup.ts'
import { parseCommandLine, readFileName } from '../src/terminal/command-line.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { readVersion } from '../src/version.ts'
import { withDatabase } from './with-database.ts'

const usage = `usage: npm run backup -- FILE

Writes everything that the app knows into one file, as it stands at one
moment, while the app may be running. The file is there only when it is
whole. - writes to stdout (npm run -s backup -- - > FILE: without -s, npm
writes there too). What Redis and the git mirrors hold is made again and is
not in it.
`

async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseCommandLine({
    args: argv,
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const file = readFileName(positionals)
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env })
  const version = readVersion(config.release)
  const signal = onInterruption()
  await withDatabase(config, 'backup', signal, async (url) => {
    const content = dumpDatabase(url, version)
    if (file === '-') return pipeline(content, createGzip(), process.stdout, { signal })
    // Two backups at once do not write into each other's file.
    const aside = `${file}.${randomUUID()}.part`
    try {
      const out = createWriteStream(aside, { mode: 0o600, flags: 'wx', flush: true })
      await pipeline(content, createGzip(), out, { signal })
      renameSync(aside, file)
    } catch (error) {
      rmSync(aside, { force: true })
      signal.throwIfAborted()
      throw error instanceof AppError
        ? error
        : new AppError('UNAVAILABLE', `${file} could not be written: ${describeError(error)}`, {
            cause: error,
          })
    }
  })
  if (file !== '-') process.stderr.write(`${file}: written\n`)
  return 0
}

await runProgram('backup', main)
