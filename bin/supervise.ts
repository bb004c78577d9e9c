import { closedOutputCode } from '../src/closed-output.ts'
import { readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'
import { openIdleMemory } from '../src/idle-memory.ts'
import { openLog } from '../src/log.ts'
import { makeReadyClusterLater } from '../src/supervise/ready-cluster-later.ts'
import { startStack } from '../src/supervise/stack.ts'
import { untilStopped } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'

const usage = `usage: npm start

Starts Postgres, Redis, the migrations, the API with the dashboard, and the
worker; stops them in reverse order on SIGTERM or SIGINT. Settings come from
the environment (docs/settings.md).
`

/** The whole service. Ends with 0 when it is told to stop, with 1 when one of its children dies. */
async function main(argv: string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usage)
    return 0
  }
  if (argv.length > 0) throw new AppError('USAGE', 'npm start takes no arguments (try --help)')
  const config = readConfig(process.env)
  const log = openLog('supervise', config.logLevel)
  const stopping = new AbortController()
  const told = untilStopped()
  void told.then((name) => stopping.abort(new AppError('UNAVAILABLE', `stopped by ${name} while starting`)))

  const began = performance.now()
  const { signal } = stopping
  const stack = await startStack({ config, log, programs: ['api', 'worker'], signal }).catch((error) => {
    // Told to stop, and stopped: that is no failure, however far the start had come.
    if (signal.aborted && error === signal.reason) return null
    throw error
  })
  if (stack === null) {
    log.info('stopped while starting')
    return 0
  }
  log.info({ url: stack.apiUrl, dataDir: config.dataDir, ms: Math.round(performance.now() - began) }, 'ready')
  // From here on it waits, and keeps no more than that takes.
  openIdleMemory().later()
  const ready = makeReadyClusterLater(config)
  const end = await Promise.race([
    told.then((signal) => ({ signal, failed: false })),
    // A child that writes to our stdout may be the first to find that its reader has gone.
    stack.exited.then((sentence) => ({
      signal: sentence,
      failed: !sentence.endsWith(` exited with code ${closedOutputCode}`),
    })),
  ])
  log[end.failed ? 'fatal' : 'info'](
    { reason: end.signal },
    end.failed ? 'a child has ended; stopping' : 'stopping',
  )
  await Promise.all([ready.stop(), stack.stop()])
  log.info('stopped')
  return end.failed ? 1 : 0
}

await runProgram('supervise', main)
