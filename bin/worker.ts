import { constants, getPriority, setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { openRenewalWish, type RenewalWish } from '../src/composition/renewal-wish.ts'
import { openWorkerService } from '../src/composition/worker-service.ts'
import { readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'
import { openIdleMemory } from '../src/idle-memory.ts'
import { openLog } from '../src/log.ts'
import { threadMemoryMb, threadSemiSpaceMb } from '../src/machine-memory.ts'
import { migrateDatabase } from '../src/postgres/migrate.ts'
import { hasUnfinishedJobs } from '../src/queue/unfinished.ts'
import {
  announceReady,
  askForRenewal,
  awaitServers,
  isSupervised,
  onParentGone,
} from '../src/supervise/announce.ts'
import { programCommand, soleWorker } from '../src/supervise/program.ts'
import { isRenewed } from '../src/supervise/renewal.ts'
import { untilStopped } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { readsAhead } from '../src/worker/ahead-mirror.ts'
import { readAhead } from '../src/worker/read-ahead.ts'
import { openAnalysisThread } from '../src/worker/thread.ts'

/**
 * Statements are short beside what git and the signatures take, so jobs share these; each costs Postgres some 10 MB.
 * The thread has one more.
 */
const connections = 2

/** Of the 9 s that the supervisor gives it (stack.ts), a second is for its end. */
const stopDeadlineMs = 8_500

/** A worker: takes scans and analyses from the queue until it is told to stop. */
async function main(argv: string[]): Promise<number> {
  if (argv.includes('--help')) {
    process.stdout.write('usage: npm run worker   (with DATABASE_URL and REDIS_URL)\n')
    return 0
  }
  if (argv.length > 0) throw new AppError('USAGE', 'worker takes no arguments (try --help)')
  const { logLevel, dataDir } = readConfig(process.env)
  const log = openLog('worker', logLevel)
  const leaving = new AbortController()
  // One that stands in another's place is asked for no first scan.
  const isFirst = process.env[isRenewed] !== '1'
  const ahead = isFirst ? readAhead(process.env[readsAhead], dataDir, log, leaving.signal) : null
  const loadedMs = performance.now()
  const config = readConfig(await awaitServers())
  const givenMs = performance.now()
  const { databaseUrl, redisUrl } = config
  if (databaseUrl === null || redisUrl === null)
    throw new AppError(
      'USAGE',
      'a worker alone needs DATABASE_URL and REDIS_URL (npm start brings its own servers)',
    )
  if (!isSupervised()) await migrateDatabase(databaseUrl, log)
  // Who reads a page goes before a scan: this process, its threads and its gits take what others leave. Not where
  // programs of other people run, who would get all of it.
  const { PRIORITY_BELOW_NORMAL: behind } = constants.priority
  if (config.production && getPriority() < behind) setPriority(behind)

  const memory = openIdleMemory()
  let wish: RenewalWish | null = null
  const service = openWorkerService({
    databaseUrl,
    redisUrl,
    config,
    log,
    pool: { application: 'clawtriage-worker', max: connections },
    ahead,
    thread: openAnalysisThread({
      program: programCommand('analysis-thread').args,
      data: { databaseUrl, logLevel: config.logLevel },
      memoryMb: threadMemoryMb(),
      semiSpaceMb: threadSemiSpaceMb(),
      log,
    }),
    during: (work) => memory.during(() => wish?.during(work) ?? work()),
    giveBack: memory.now,
  })
  if (isSupervised() && process.versions.bun === undefined)
    wish = openRenewalWish({
      startMs: loadedMs + performance.now() - givenMs,
      isNeeded: () => hasUnfinishedJobs(service.queues),
      ask: askForRenewal,
      log,
    })
  await service.run(config.workerConcurrency, process.env[soleWorker] === '1')

  const stopped = Promise.race([
    untilStopped(),
    new Promise<string>((resolve) => onParentGone(() => resolve('parent gone'))),
  ])
  announceReady({})
  memory.later()
  log.info({ concurrency: config.workerConcurrency }, 'ready')
  log.info({ reason: await stopped }, 'stopping')
  memory.stop()
  wish?.stop()
  const left = service.close().then(() => true)
  // After the close: a scan that reads what was begun here would begin it anew.
  void left.finally(() => leaving.abort(new Error('the worker is stopping'))).catch(() => {})
  // A starved machine, or a Redis that is gone: what is in hand then is found by the next worker.
  if (!(await Promise.race([left, sleep(stopDeadlineMs, false, { ref: false })])))
    log.warn({ ms: stopDeadlineMs }, 'work in hand did not end in time; it is left to the next worker')
  return 0
}

await runProgram('worker', main)
