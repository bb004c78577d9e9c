import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Config, readConfig } from '../src/config.ts'
import { AppError, describeError } from '../src/errors.ts'
import { checkBareRepository } from '../src/git/refs.ts'
import { openIdleMemory } from '../src/idle-memory.ts'
import { openLog } from '../src/log.ts'
import { readScanLandings } from '../src/postgres/landings.ts'
import { readScanSets } from '../src/postgres/read-scan-sets.ts'
import { readKnownRepository } from '../src/postgres/repositories.ts'
import { readIncomplete } from '../src/postgres/scan-pulls.ts'
import { projectRoot } from '../src/root.ts'
import { holdsDatabase } from '../src/supervise/postgres-server.ts'
import { makeReadyClusterLater } from '../src/supervise/ready-cluster-later.ts'
import { startStack } from '../src/supervise/stack.ts'
import { findCloneRepository, standingFolder } from '../src/terminal/clone-repository.ts'
import { findFreePort, requireFreePort } from '../src/terminal/free-port.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { readScanArguments, scanUsage } from '../src/terminal/scan-arguments.ts'
import { renderJson, renderReport } from '../src/terminal/scan-report.ts'
import { viewOf } from '../src/terminal/view.ts'
import { wordSet } from '../src/words/set-reason.ts'
import { type AheadMirror, readsAhead } from '../src/worker/ahead-mirror.ts'
import { scanOnce } from './scan-once.ts'

/** The main job: boots the stack, scans one repository, prints its duplicate sets, stops the stack. */
async function main(argv: string[]): Promise<number> {
  const config = readConfig({ LOG_LEVEL: 'fatal', ...process.env })
  const { serverUrl } = config.github
  const options = readScanArguments(argv, {
    defaultSource: config.scanSource,
    folder: standingFolder(process.env, process.cwd(), projectRoot),
    serverUrl,
  })
  if (options === null) {
    process.stdout.write(scanUsage)
    return 0
  }
  const log = openLog('scan', config.logLevel, 2)
  const signal = onInterruption()
  // Before the servers start. The words were right; what they name is not there, so it is a failure as it is later.
  if (options.source.kind === 'mirror')
    await checkBareRepository(options.source.dir, signal).catch((error) => {
      throw new AppError('UNAVAILABLE', describeError(error), { cause: error })
    })
  const repository = options.repository ?? (await findCloneRepository(options.folder, serverUrl))
  const name = `${repository.owner}/${repository.repo}`
  process.stderr.write(`${name}: starting Postgres, Redis and a worker\n`)
  const port = options.serve ? await choosePort(config) : config.port
  // The dashboard ends with the command, so its token may too; private repositories and verdicts need one.
  const token = config.dashboardToken ?? randomBytes(16).toString('hex')
  const isMadeUp = options.serve && config.dashboardToken === null && !config.production
  const { source } = options
  // A mirror that is known is read only where it has changed (src/worker/list.ts).
  const isNewFolder = config.databaseUrl === null && !holdsDatabase(join(config.dataDir, 'postgres'))
  const stack = await startStack({
    config: { ...config, port },
    env: {
      ...process.env,
      PORT: String(port),
      ...(source.kind === 'mirror' &&
        isNewFolder && {
          [readsAhead]: JSON.stringify({ dir: source.dir, ...repository } satisfies AheadMirror),
        }),
      ...(isMadeUp && { DASHBOARD_TOKEN: token, DASHBOARD_PUBLIC: 'true' }),
    },
    log,
    programs: options.serve ? ['api', 'worker'] : ['worker'],
    signal,
    output: 'stderr',
  })
  const memory = openIdleMemory()
  // Until the scan is done it only asks how far that is.
  memory.later()
  try {
    const began = performance.now()
    const { isPrivate, ...found } = await scanOnce(
      stack,
      { ...options, ...repository },
      log,
      signal,
      async (pool, row, snapshot) => ({
        repository: name,
        snapshot,
        isPrivate: (await readKnownRepository(pool, repository.owner, repository.repo))?.private ?? false,
        scan: row,
        sets:
          row.repositoryId === null ? [] : (await readScanSets(pool, row.repositoryId, row.id)).map(wordSet),
        incomplete: await readIncomplete(pool, row.id),
        landed: row.repositoryId === null ? [] : await readScanLandings(pool, row.repositoryId, row.id),
      }),
    )
    const report = { ...found, seconds: (performance.now() - began) / 1_000 }
    process.stdout.write(
      options.json ? renderJson(report) : renderReport(report, viewOf(process.stdout, process.env)),
    )
    if (options.serve) {
      process.stderr.write(`dashboard: ${stack.apiUrl}/${report.repository} (Ctrl-C ends it)\n`)
      if (isMadeUp)
        process.stderr.write(
          `log in with ${token} to ${isPrivate ? 'see it, since it is private' : 'give verdicts'}\n`,
        )
      memory.later()
      const ready = makeReadyClusterLater(config)
      await Promise.race([aborted(signal), stack.exited])
      await ready.stop()
    }
    return 0
  } finally {
    await stack.stop()
  }
}

/** Before anything is started. Unless PORT is set, 3000 is only a default, and the next free port does as well. */
function choosePort({ port, host }: Config): Promise<number> {
  return process.env.PORT ? requireFreePort(port, host) : findFreePort(port, host)
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

await runProgram('scan', main)
