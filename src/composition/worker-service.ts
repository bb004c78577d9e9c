import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { usualPauseMs } from '../checks/write-checks.ts'
import { keepIndexes } from '../comparison/index-cache.ts'
import type { Config } from '../config.ts'
import { publicSite } from '../domain/public-site.ts'
import { openAppAuth } from '../github/app-auth.ts'
import { deriveUserAgent } from '../github/user-agent.ts'
import type { Log } from '../log.ts'
import { openEtags } from '../postgres/listings.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import type { SourceChoice } from '../queue/jobs.ts'
import { openQueues, type Queues } from '../queue/queues.ts'
import { releaseOrphans } from '../queue/release-orphans.ts'
import { openClaims } from '../redis/claims.ts'
import { openRedis } from '../redis/connection.ts'
import { openEvents } from '../redis/events.ts'
import { answerPings } from '../redis/ping.ts'
import { openSource, type RetryPauses } from '../source/open-source.ts'
import type { PullSource } from '../source/source.ts'
import { enqueueChecks, startChecks } from '../worker/checks.ts'
import { startDeliveries } from '../worker/deliveries.ts'
import { startHousekeeping } from '../worker/housekeeping.ts'
import type { Accept, Ports } from '../worker/ports.ts'
import type { ReadAhead } from '../worker/read-ahead.ts'
import { recoverScans } from '../worker/recover.ts'
import { startRedelivery } from '../worker/redeliver.ts'
import { cacheSources } from '../worker/source-cache.ts'
import { type During, startWorker } from '../worker/start.ts'
import type { AnalysisThread } from '../worker/thread.ts'
import { startWhatIfs } from '../worker/what-if.ts'
import { openAccept } from './accept.ts'

export interface WorkerServiceOptions {
  databaseUrl: string
  redisUrl: string
  config: Config
  log: Log
  /** Postgres' name for the connections, and how many there are at most. */
  pool?: { application: string; max: number }
  now?: () => Date
  /** Where heavy work is done; absent: in this thread. It is closed with the service. */
  thread?: AnalysisThread
  /** A mirror that is being read already, for the scan that will ask for it. */
  ahead?: ReadAhead | null
  /** Stands between a scan and its source: the tests let sources fail. */
  wrapSource?: (source: PullSource, choice: SourceChoice, repository: Repository) => PullSource
  /** Between the tries of one request; unset: as suits GitHub. */
  pauses?: RetryPauses
  /** Runs each scan and analysis; by default it only does that. */
  during?: During
  /** As of the ports. */
  giveBack?: () => Promise<void>
}

interface Repository {
  owner: string
  repo: string
}

/** A worker with all that it needs, in this process: what the program runs, and the tests. */
export interface WorkerService {
  pool: Pool
  redis: Redis
  queues: Queues
  ports: Ports
  accept: Accept
  /**
   * Takes jobs, until it is closed.
   * @param concurrency analyses side by side.
   */
  runScans(concurrency: number): Promise<void>
  /**
   * Everything that a worker does: scans and merges that are tried, deliveries and check runs of a GitHub App, pings,
   * and what is lost or overdue.
   * @param isSole no other worker has jobs: what is active is a dead one's.
   */
  run(concurrency: number, isSole: boolean): Promise<void>
  /** Lets jobs in hand end, as far as they do within their deadline, and lets go of everything. */
  close(): Promise<void>
}

const usualPool = { application: 'clawtriage-worker', max: 10 }

/** Connects, and does nothing yet. */
export function openWorkerService({
  databaseUrl,
  redisUrl,
  config,
  log,
  pool: { application, max } = usualPool,
  now = () => new Date(),
  thread,
  ahead,
  wrapSource = (source) => source,
  pauses,
  during = (work) => work(),
  giveBack,
}: WorkerServiceOptions): WorkerService {
  const pool = openPool(databaseUrl, { application, max, log })
  const redis = openRedis(redisUrl, 'worker', log)
  const connections: Redis[] = [redis]
  const connect = () => {
    const connection = openRedis(redisUrl, 'worker', log)
    connections.push(connection)
    return connection
  }
  const queues = openQueues(redis)
  const events = openEvents(redis, log)
  const claims = openClaims(redis)
  const accept = openAccept(pool, claims, queues)
  const { app, apiUrl, checkRunWhen } = config.github
  const auth = app === null ? null : openAppAuth(app, apiUrl, deriveUserAgent(config.publicUrl))
  const open = (choice: SourceChoice, repository: Repository) => {
    const etags = openEtags(pool, `${repository.owner}/${repository.repo}`)
    const source =
      ahead?.take(choice, repository) ?? openSource(choice, repository, config, log, etags, auth, pauses)
    return wrapSource(source, choice, repository)
  }
  const ports: Ports = {
    pool,
    queues,
    log,
    publish: (event) => events.publish(event),
    indexes: keepIndexes(),
    thread,
    giveBack,
    ...cacheSources(open),
    historyDays: config.scanHistoryDays,
    allowedRepos: config.publicScanAllowedRepos,
    now,
    refreshChecks: auth === null ? undefined : (job) => enqueueChecks(queues, job),
  }
  const parts: { stop(): Promise<void> | void }[] = []

  const runScans = async (concurrency: number) => {
    parts.push(await startWorker(ports, connect(), concurrency, during))
  }
  return {
    pool,
    redis,
    queues,
    ports,
    accept,
    runScans,
    async run(concurrency, isSole) {
      // Before the first job is taken, so that a scan that was lost keeps its place.
      if (isSole) {
        const { scans, analyses, deliveries, checks, whatIfs } = queues
        const released = await releaseOrphans(redis, [scans, analyses, deliveries, checks, whatIfs])
        if (released > 0) log.warn({ jobs: released }, 'left by a worker that died; they go on')
      }
      await recoverScans(ports)
      await runScans(concurrency)
      const blocking = connect()
      parts.push(await startWhatIfs({ pool, openSource: open, log, now }, blocking))
      parts.push(await answerPings(connect(), redis))
      parts.push(startHousekeeping({ ...ports, redis, accept, config }))
      if (auth === null || app === null) return
      parts.push(await startDeliveries({ ...ports, accept, source: config.scanSource }, blocking))
      const publicUrl = publicSite(config)
      const pause = () => sleep(usualPauseMs)
      parts.push(
        await startChecks({ pool, auth, appId: app.id, when: checkRunWhen, publicUrl, pause, log }, blocking),
        startRedelivery({ auth, claims, log, now }),
      )
    },
    async close() {
      await Promise.all(parts.splice(0).map((part) => part.stop()))
      await thread?.close()
      await queues.close()
      for (const connection of connections) connection.disconnect()
      await pool.end()
    },
  }
}
