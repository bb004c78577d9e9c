import type { Changes } from '../comparison/changes.ts'
import type { Config } from '../config.ts'
import type { ScanIdentity } from '../domain/scan.ts'
import type { Log } from '../log.ts'
import type { Pool } from '../postgres/pool.ts'
import type { Delivery } from '../queue/deliveries.ts'
import type { EnqueuedScan } from '../queue/enqueue-scan.ts'
import type { WhatIfJob } from '../queue/what-if.ts'
import type { Access } from './access.ts'
import type { Health } from './health.ts'

/** What the API is handed. */
export interface ApiPorts {
  config: Config
  pool: Pool
  access: Access
  changes: Changes
  checkHealth(): Promise<Health>
  /** Accepts a scan of an allowed repository, no matter how often it is asked for. */
  acceptScan(
    identity: ScanIdentity,
    options: { maxOpenPrs: number | undefined; actor: string | null },
  ): Promise<EnqueuedScan>
  /** Takes a webhook delivery, once; null in public mode. @returns whether it is new. */
  enqueueDelivery: ((id: string, facts: Delivery) => Promise<boolean>) | null
  /** Lets maintainers' words count in the sets, and tells the listeners. */
  reapplyVerdicts(repositoryId: number, repository: { owner: string; repo: string }): Promise<void>
  /** Tells the listeners; nothing is lost with it. */
  publish(event: { type: string; owner: string; repo: string; [fact: string]: unknown }): void
  /** Has merges tried, once however often it is asked. @returns false when too many wait already. */
  enqueueWhatIf(job: WhatIfJob): Promise<boolean>
  /** What workers tell: see redis/event-hub.ts. */
  events: {
    subscribe(listener: { event(event: { type: string }): void; end(): void }): () => void
  }
  /** How many jobs each queue holds, in Prometheus' text format, one text a queue. */
  exportQueues(): Promise<string[]>
  log: Log
  version: string
  now(): Date
  /** The dashboard's build; null when there is none. */
  publicFolder: string | null
}
