import { readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'
import { openLog } from '../src/log.ts'
import { onParentGone } from '../src/supervise/announce.ts'
import { makeReadyCluster, wantsReadyCluster } from '../src/supervise/make-ready-cluster.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'

const usage = `usage: node ready-cluster.js

Makes the files that a new data folder begins with, once for this machine and
this Postgres. The image has them; a service makes them when it has time.
`

/** No command: run by the Dockerfile, and by src/supervise/ready-cluster-later.ts. */
async function main(argv: string[]): Promise<number> {
  if (argv.includes('--help')) {
    process.stdout.write(usage)
    return 0
  }
  if (argv.length > 0) throw new AppError('USAGE', 'ready-cluster takes no arguments (try --help)')
  const stopping = onInterruption()
  const gone = new AbortController()
  onParentGone(() => gone.abort(new AppError('UNAVAILABLE', 'parent gone')))
  const config = readConfig({ LOG_LEVEL: 'fatal', ...process.env })
  if (!wantsReadyCluster(config, process.env)) return 0
  await makeReadyCluster({
    config,
    env: process.env,
    log: openLog('ready-cluster', config.logLevel, 2),
    signal: AbortSignal.any([stopping, gone.signal]),
  })
  return 0
}

await runProgram('ready-cluster', main)
