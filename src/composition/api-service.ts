import { openAccess } from '../api/access.ts'
import { openHealth, silenceMs } from '../api/health.ts'
import type { ApiPorts } from '../api/ports.ts'
import type { Changes } from '../comparison/changes.ts'
import { reapplyVerdicts } from '../comparison/reapply-verdicts.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { insertEndedSession, isSessionEnded } from '../postgres/ended-sessions.ts'
import { askPostgres, openPool, type Pool } from '../postgres/pool.ts'
import { enqueueDelivery } from '../queue/enqueue-delivery.ts'
import { openQueues, type Queues } from '../queue/queues.ts'
import { enqueueWhatIf } from '../queue/what-if.ts'
import { openClaims } from '../redis/claims.ts'
import { askRedis, openRedis } from '../redis/connection.ts'
import { openEventHub } from '../redis/event-hub.ts'
import { openEvents } from '../redis/events.ts'
import { openWorkerPing } from '../redis/ping.ts'
import { openAccept } from './accept.ts'

export interface ApiServiceOptions {
  databaseUrl: string
  redisUrl: string
  config: Config
  log: Log
  version: string
  /** The dashboard's build; null when there is none. */
  publicFolder: string | null
  /** Reads changes for those who ask; it is closed with the service. */
  openChanges(pool: Pool): Changes
  /** Postgres' name for the connections, how many there are at most, and after how long a statement is given up. */
  pool: { application: string; max: number; deadlineMs: number }
  now?: () => Date
}

/** All that the API needs, in this process: what the program answers with, and the tests. */
export interface ApiService {
  pool: Pool
  queues: Queues
  ports: ApiPorts
  /** Ends the streams of events, which would keep their connections open. */
  endStreams(): void
  close(): Promise<void>
}

/** Connects, and answers nothing yet (api/app.ts). */
export function openApiService({
  databaseUrl,
  redisUrl,
  config,
  log,
  version,
  publicFolder,
  openChanges,
  pool: { application, max, deadlineMs },
  now = () => new Date(),
}: ApiServiceOptions): ApiService {
  const pool = openPool(databaseUrl, { application, max, deadlineMs, log })
  const redis = openRedis(redisUrl, 'request', log)
  const subscriber = openRedis(redisUrl, 'worker', log)
  const listener = openRedis(redisUrl, 'worker', log)
  const queues = openQueues(redis)
  const claims = openClaims(redis)
  const accept = openAccept(pool, claims, queues)
  const events = openEventHub(listener, log)
  const { publish } = openEvents(redis, log)
  const changes = openChanges(pool)
  const source = { kind: config.scanSource } as const
  const ports: ApiPorts = {
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
      worker: openWorkerPing(subscriber, redis),
    }),
    acceptScan: (identity, wishes) => accept(identity, { source, ...wishes }),
    enqueueDelivery:
      config.github.app === null ? null : (id, facts) => enqueueDelivery({ claims, queues }, id, facts),
    async reapplyVerdicts(repositoryId, repository) {
      await reapplyVerdicts(pool, repositoryId)
      publish({ type: 'sets', ...repository })
    },
    publish,
    enqueueWhatIf: (job) => enqueueWhatIf(queues, job),
    events,
    exportQueues: queues.exportMetrics,
    log,
    version,
    now,
    publicFolder,
  }
  return {
    pool,
    queues,
    ports,
    endStreams: () => events.close(),
    async close() {
      events.close()
      await changes.close()
      // It may be Redis that is gone.
      await queues.close().catch(() => {})
      for (const connection of [redis, subscriber, listener]) connection.disconnect()
      await pool.end()
    },
  }
}
