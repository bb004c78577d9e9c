import { constants, getPriority, setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { usualPauseMs } from '../src/checks/write-checks.ts'
import { keepIndexes } from '../src/comparison/index-cache.ts'
import { readConfig } from '../src/config.ts'
import { publicSite } from '../src/domain/public-site.ts'
import { AppError } from '../src/errors.ts'
import { openAppAuth } from '../src/github/app-auth.ts'
import { deriveUserAgent } from '../src/github/user-agent.ts'
import { openIdleMemory } from '../src/idle-memory.ts'
import { openLog } from '../src/log.ts'
import { threadMemoryMb } from '../src/machine-memory.ts'
import { openEtags } from '../src/postgres/listings.ts'
import { migrateDatabase } from '../src/postgres/migrate.ts'
import { openPool } from '../src/postgres/pool.ts'
import type { CheckJob } from '../src/queue/deliveries.ts'
import type { SourceChoice } from '../src/queue/jobs.ts'
import { openQueues } from '../src/queue/queues.ts'
import { releaseOrphans } from '../src/queue/release-orphans.ts'
import { openClaims } from '../src/redis/claims.ts'
import { openRedis } from '../src/redis/connection.ts'
import { openEvents } from '../src/redis/events.ts'
import { answerPings } from '../src/redis/ping.ts'
import { openSource } from '../src/source/open-source.ts'
import { announceReady, isSupervised, onParentGone } from '../src/supervise/announce.ts'
import { programCommand, soleWorker } from '../src/supervise/program.ts'
import { untilStopped } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { enqueueChecks, startChecks } from '../src/worker/checks.ts'
import { startDeliveries } from '../src/worker/deliveries.ts'
import { startHousekeeping } from '../src/worker/housekeeping.ts'
import { recoverScans } from '../src/worker/recover.ts'
import { startRedelivery } from '../src/worker/redeliver.ts'
import { cacheSources } from '../src/worker/source-cache.ts'
import { startWorker } from '../src/worker/start.ts'
import { openAnalysisThread } from '../src/worker/thread.ts'
import { startWhatIfs } from '../src/worker/what-if.ts'

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
  const config = readConfig(process.env)
  const log = openLog('worker', config.logLevel)
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

  const pool = openPool(databaseUrl, {
    application: 'clawtriage-worker',
    max: connections,
    log,
  })
  const blocking = openRedis(redisUrl, 'worker', log)
  const redis = openRedis(redisUrl, 'worker', log)
  const pings = openRedis(redisUrl, 'worker', log)
  const queues = openQueues(redis)
  const events = openEvents(redis, log)
  const claims = openClaims(redis)
  const now = () => new Date()
  const { app } = config.github
  const auth = app === null ? null : openAppAuth(app, config.github.apiUrl, deriveUserAgent(config.publicUrl))
  const memory = openIdleMemory()
  const openOwn = (choice: SourceChoice, repository: { owner: string; repo: string }) =>
    openSource(
      choice,
      repository,
      config,
      log,
      openEtags(pool, `${repository.owner}/${repository.repo}`),
      auth,
    )
  const thread = openAnalysisThread({
    program: programCommand('analysis-thread').args,
    data: { databaseUrl, logLevel: config.logLevel },
    memoryMb: threadMemoryMb(),
    log,
  })
  const ports = {
    pool,
    queues,
    log,
    publish(event: Parameters<typeof events.publish>[0]) {
      memory.later()
      events.publish(event)
    },
    indexes: keepIndexes(),
    thread,
    openSource: cacheSources(openOwn),
    historyDays: config.scanHistoryDays,
    allowedRepos: config.publicScanAllowedRepos,
    now,
    refreshChecks: auth === null ? undefined : (job: CheckJob) => enqueueChecks(queues, job),
  }
  // Before the first job is taken, so that a scan that was lost keeps its place.
  if (process.env[soleWorker] === '1') {
    const released = await releaseOrphans(redis, [
      queues.scans,
      queues.analyses,
      queues.deliveries,
      queues.checks,
      queues.whatIfs,
    ])
    if (released > 0) log.warn({ jobs: released }, 'left by a worker that died; they go on')
  }
  await recoverScans(ports)
  const worker = await startWorker(ports, blocking, config.workerConcurrency)
  const whatIfs = await startWhatIfs({ pool, openSource: openOwn, log, now }, blocking)
  const answers = await answerPings(pings, redis)
  const housekeeping = startHousekeeping({
    ...ports,
    redis,
    claims,
    config,
  })

  const appWork =
    auth === null || app === null
      ? []
      : [
          await startDeliveries({ ...ports, claims, source: config.scanSource }, blocking),
          await startChecks(
            {
              pool,
              auth,
              appId: app.id,
              when: config.github.checkRunWhen,
              publicUrl: publicSite(config),
              pause: () => sleep(usualPauseMs),
              log,
            },
            blocking,
          ),
          startRedelivery({ auth, claims, log, now }),
        ]

  const stopped = Promise.race([
    untilStopped(),
    new Promise<string>((resolve) => onParentGone(() => resolve('parent gone'))),
  ])
  announceReady({})
  memory.later()
  log.info({ concurrency: config.workerConcurrency }, 'ready')
  log.info({ reason: await stopped }, 'stopping')
  memory.stop()
  answers.stop()
  const left = Promise.all([
    worker.stop(),
    whatIfs.stop(),
    housekeeping.stop(),
    ...appWork.map((work) => work.stop()),
  ])
    .then(() => thread.close())
    .then(() => queues.close())
  // A starved machine, or a Redis that is gone: what is in hand then is found by the next worker.
  const isLeft = await Promise.race([left.then(() => true), sleep(stopDeadlineMs, false, { ref: false })])
  if (!isLeft) {
    log.warn({ ms: stopDeadlineMs }, 'work in hand did not end in time; it is left to the next worker')
    return 0
  }
  for (const connection of [pings, redis, blocking]) connection.disconnect()
  await pool.end()
  return 0
}

await runProgram('worker', main)
