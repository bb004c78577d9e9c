import { type Config, readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'
import { type Log, openLog } from '../src/log.ts'
import { readScanLandings } from '../src/postgres/landings.ts'
import { openPool, type Pool } from '../src/postgres/pool.ts'
import { readScanSets } from '../src/postgres/read-scan-sets.ts'
import { readIncomplete } from '../src/postgres/scan-pulls.ts'
import { readScan, recordScan, type ScanRow } from '../src/postgres/scans.ts'
import { enqueueScan } from '../src/queue/enqueue-scan.ts'
import { openQueues } from '../src/queue/queues.ts'
import { openClaims } from '../src/redis/claims.ts'
import { openRedis } from '../src/redis/connection.ts'
import { projectRoot } from '../src/root.ts'
import { type Stack, startStack } from '../src/supervise/stack.ts'
import { findCloneRepository, standingFolder } from '../src/terminal/clone-repository.ts'
import { findFreePort, requireFreePort } from '../src/terminal/free-port.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { openProgress } from '../src/terminal/progress.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { readScanArguments, type ScanArguments, scanUsage } from '../src/terminal/scan-arguments.ts'
import { phaseOf } from '../src/terminal/scan-phase.ts'
import { renderJson, renderReport } from '../src/terminal/scan-report.ts'
import { viewOf } from '../src/terminal/view.ts'

/** How often the scan's row is looked at while it runs: often enough for a bar to move, too seldom to cost anything. */
const pollMs = 50

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
  const repository = options.repository ?? (await findCloneRepository(options.folder, serverUrl))
  const name = `${repository.owner}/${repository.repo}`
  process.stderr.write(`${name}: starting Postgres, Redis and a worker\n`)
  const port = options.serve ? await choosePort(config) : config.port
  const stack = await startStack({
    config: { ...config, port },
    env: { ...process.env, PORT: String(port) },
    log,
    programs: options.serve ? ['api', 'worker'] : ['worker'],
    signal,
    output: 'stderr',
  })
  try {
    const began = performance.now()
    const found = await scan(stack, { ...options, ...repository }, log, signal)
    const report = { ...found, seconds: (performance.now() - began) / 1_000 }
    process.stdout.write(
      options.json ? renderJson(report) : renderReport(report, viewOf(process.stdout, process.env)),
    )
    if (options.serve) {
      process.stderr.write(`dashboard: ${stack.apiUrl}/${report.repository} (Ctrl-C ends it)\n`)
      await Promise.race([aborted(signal), stack.exited])
    }
    return 0
  } finally {
    await stack.stop()
  }
}

/** Before anything is started. Unless PORT is set nobody has asked for 3000, and the next one does as well. */
function choosePort({ port, host }: Config): Promise<number> {
  return process.env.PORT ? requireFreePort(port, host) : findFreePort(port, host)
}

/** Asks for the scan, follows it to its end and reads what it found. */
async function scan(
  stack: Stack,
  options: ScanArguments & { owner: string; repo: string },
  log: Log,
  signal: AbortSignal,
) {
  const pool = openPool(stack.databaseUrl, { application: 'clawtriage-scan', max: 1, log })
  const redis = openRedis(stack.redisUrl, 'worker', log)
  const queues = openQueues(redis)
  try {
    // A scan that a person starts by hand is a scan of its own, unless it is given a name.
    const snapshot = options.snapshot ?? `manual-${new Date().toISOString()}`
    const identity = { owner: options.owner, repo: options.repo, snapshot }
    const record = (_: typeof identity, again: readonly ('failed' | 'done')[]) =>
      recordScan(
        pool,
        {
          owner: options.owner,
          name: options.repo,
          snapshot,
          source: options.source.kind,
          actor: null,
          options: {
            maxOpenPrs: options.maxOpenPrs,
            all: options.all,
            mirrorDir: options.source.kind === 'mirror' ? options.source.dir : undefined,
          },
        },
        again,
      )
    // Somebody is waiting: the client's own retries (14 s) are patience enough.
    await enqueueScan({ claims: openClaims(redis), queues, record }, identity, { ...options, attempts: 1 })
    const row = await Promise.race([followScan(pool, identity, signal), stackFailure(stack)])
    return {
      repository: `${options.owner}/${options.repo}`,
      snapshot,
      scan: row,
      sets: row.repositoryId === null ? [] : await readScanSets(pool, row.repositoryId, row.id),
      incomplete: await readIncomplete(pool, row.id),
      landed: row.repositoryId === null ? [] : await readScanLandings(pool, row.repositoryId, row.id),
    }
  } finally {
    await queues.close()
    redis.disconnect()
    await pool.end()
  }
}

async function followScan(
  pool: Pool,
  identity: { owner: string; repo: string; snapshot: string },
  signal: AbortSignal,
): Promise<ScanRow> {
  const view = openProgress(process.stderr)
  try {
    for (;;) {
      signal.throwIfAborted()
      const row = await readScan(pool, identity)
      if (row?.state === 'done') return row
      if (row?.state === 'failed') throw new AppError('UNAVAILABLE', row.error ?? 'the scan failed')
      if (row !== null) view.show(row, phaseOf({ ...row, progress: row }))
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
  } finally {
    view.end()
  }
}

/** A scan cannot go on without its servers and its worker. */
async function stackFailure(stack: Stack): Promise<never> {
  throw new AppError('UNAVAILABLE', await stack.exited)
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

await runProgram('scan', main)
