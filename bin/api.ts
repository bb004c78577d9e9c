import { openAccess } from '../src/api/access.ts'
import { buildApi } from '../src/api/app.ts'
import { openHealth, silenceMs } from '../src/api/health.ts'
import { listen } from '../src/api/serve.ts'
import { openChanges } from '../src/comparison/changes.ts'
import { reapplyVerdicts } from '../src/comparison/reapply-verdicts.ts'
import { readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'
import { openIdleMemory } from '../src/idle-memory.ts'
import { openLog } from '../src/log.ts'
import { threadMemoryMb } from '../src/machine-memory.ts'
import { insertEndedSession, isSessionEnded } from '../src/postgres/ended-sessions.ts'
import { migrateDatabase } from '../src/postgres/migrate.ts'
import { askPostgres, openPool } from '../src/postgres/pool.ts'
import { recordScan } from '../src/postgres/scans.ts'
import { acceptScan } from '../src/queue/accept-scan.ts'
import { enqueueDelivery } from '../src/queue/enqueue-delivery.ts'
import { openQueues } from '../src/queue/queues.ts'
import { enqueueWhatIf } from '../src/queue/what-if.ts'
import { openClaims } from '../src/redis/claims.ts'
import { askRedis, openRedis } from '../src/redis/connection.ts'
import { openEventHub } from '../src/redis/event-hub.ts'
import { openEvents } from '../src/redis/events.ts'
import { openWorkerPing } from '../src/redis/ping.ts'
import { publicFolder } from '../src/root.ts'
import { announceReady, isSupervised, onParentGone } from '../src/supervise/announce.ts'
import { programCommand } from '../src/supervise/program.ts'
import { untilStopped } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { readVersion } from '../src/version.ts'

/** A reader gives up sooner than a person does, and not because the machine has a sixteenth of a processor. */
const queryDeadlineMs = 20_000
const connections = 8
const closeDeadlineMs = 5_000

/** The API and the dashboard on one port, until it is told to stop. */
async function main(argv: string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write('usage: npm run api   (with DATABASE_URL and REDIS_URL)\n')
    return 0
  }
  if (argv.length > 0) throw new AppError('USAGE', 'api takes no arguments (try --help)')
  const config = readConfig(process.env)
  const log = openLog('api', config.logLevel)
  const { databaseUrl, redisUrl } = config
  if (databaseUrl === null || redisUrl === null)
    throw new AppError(
      'USAGE',
      'the API alone needs DATABASE_URL and REDIS_URL (npm start brings its own servers)',
    )
  if (!isSupervised()) await migrateDatabase(databaseUrl, log)

  const pool = openPool(databaseUrl, {
    application: 'clawtriage-api',
    max: connections,
    deadlineMs: queryDeadlineMs,
    log,
  })
  const redis = openRedis(redisUrl, 'request', log)
  const subscriber = openRedis(redisUrl, 'worker', log)
  const queues = openQueues(redis)
  const claims = openClaims(redis)
  const listener = openRedis(redisUrl, 'worker', log)
  const events = openEventHub(listener, log)
  const publisher = openEvents(redis, log)
  const pingWorker = openWorkerPing(subscriber, redis)
  const changes = openChanges({
    program: programCommand('reading-thread').args,
    data: { databaseUrl, logLevel: config.logLevel, queryDeadlineMs },
    memoryMb: threadMemoryMb(),
  })
  const version = readVersion(config.release)
  const source = { kind: config.scanSource } as const

  const handle = await buildApi({
    config,
    pool,
    access: openAccess(config, Date.now, {
      insert: (id, expiresAt) => insertEndedSession(pool, id, expiresAt),
      has: (id) => isSessionEnded(pool, id),
    }),
    changes,
    checkHealth: openHealth({
      postgres: { ask: () => askPostgres(databaseUrl, silenceMs) },
      redis: { ask: () => askRedis(redis) },
      worker: pingWorker,
    }),
    acceptScan: (identity, { maxOpenPrs, actor }) =>
      acceptScan({ claims, queues, recordScan: (scan, again) => recordScan(pool, scan, again) }, identity, {
        source,
        maxOpenPrs,
        actor,
      }),
    enqueueDelivery:
      config.github.app === null ? null : (id, facts) => enqueueDelivery({ claims, queues }, id, facts),
    async reapplyVerdicts(repositoryId, repository) {
      await reapplyVerdicts(pool, repositoryId)
      publisher.publish({ type: 'sets', ...repository })
    },
    publish: (event) => publisher.publish(event),
    enqueueWhatIf: (job) => enqueueWhatIf(queues, job),
    events,
    exportQueues: queues.exportMetrics,
    log,
    version,
    now: () => new Date(),
    publicFolder,
  })
  const server = await listen(handle, config)
  const stopped = Promise.race([
    untilStopped(),
    new Promise<string>((resolve) => onParentGone(() => resolve('parent gone'))),
  ])
  announceReady({ port: server.port })
  const memory = openIdleMemory()
  memory.later()
  log.info({ port: server.port, host: config.host }, 'listening')
  log.info({ reason: await stopped }, 'stopping')
  memory.stop()
  events.close()
  await server.close(closeDeadlineMs)
  await changes.close()
  await queues.close().catch(() => {})
  for (const connection of [redis, subscriber, listener]) connection.disconnect()
  await pool.end()
  return 0
}

await runProgram('api', main)
