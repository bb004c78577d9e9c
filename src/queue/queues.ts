import { type KeepJobs, Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { type CheckJob, checkQueueName, type Delivery, deliveryQueueName } from './deliveries.ts'
import { type AnalysisJob, analysisQueueName, type ScanJob, scanQueueName } from './jobs.ts'
import { type WhatIfJob, whatIfQueueName } from './what-if.ts'

/** A finished scan's job is kept as long as its claim, so that a repeat finds it (the queue forgets removed jobs). */
export const scanRetentionSeconds = 7 * 24 * 60 * 60
/** Analyses are many and their result is in Postgres; an hour is for looking at what went wrong. */
const analysisRetentionSeconds = 60 * 60
/** At most this many finished analyses are kept, so that Redis stays small on a first scan of a large repository. */
const analysisRetentionCount = 1_000

export interface Queues {
  scans: Queue<ScanJob>
  analyses: Queue<AnalysisJob>
  /** What webhooks bring; empty in public mode. */
  deliveries: Queue<Delivery>
  /** Check runs to be written, likewise. */
  checks: Queue<CheckJob>
  /** Merges to be tried for a reader of the matrix. */
  whatIfs: Queue<WhatIfJob>
  /**
   * How many jobs each queue holds by state, and how many it has done: BullMQ's own words for Prometheus, one text a
   * queue.
   */
  exportMetrics(): Promise<string[]>
  close(): Promise<void>
}

/** Opens the queues on `redis`, which the caller opened and closes. */
export function openQueues(redis: Redis): Queues {
  const keptScans: KeepJobs = { age: scanRetentionSeconds }
  const keptBriefly: KeepJobs = { age: analysisRetentionSeconds, count: analysisRetentionCount }
  /** A job that fails is tried again, after twice as long each time. */
  const open = <T>(name: string, attempts: number, firstDelay: number, kept: KeepJobs) =>
    new Queue<T>(name, {
      connection: redis,
      defaultJobOptions: {
        attempts,
        backoff: { type: 'exponential', delay: firstDelay },
        removeOnComplete: kept,
        removeOnFail: kept,
      },
    })
  const scans = open<ScanJob>(scanQueueName, 3, 1_000, keptScans)
  const analyses = open<AnalysisJob>(analysisQueueName, 3, 500, keptBriefly)
  const deliveries = open<Delivery>(deliveryQueueName, 5, 1_000, keptBriefly)
  const checks = open<CheckJob>(checkQueueName, 5, 5_000, keptBriefly)
  // What it came to is in Postgres, and the same may be asked for again at once.
  const whatIfs = open<WhatIfJob>(whatIfQueueName, 2, 1_000, { age: 0, count: 0 })
  // A queue repeats its connection's errors as events; the connection has its own listener and each call its own error.
  const all = [scans, analyses, deliveries, checks, whatIfs]
  for (const queue of all) queue.on('error', () => {})
  return {
    scans,
    analyses,
    deliveries,
    checks,
    whatIfs,
    exportMetrics: () => Promise.all(all.map((queue) => queue.exportPrometheusMetrics())),
    async close() {
      await Promise.all(all.map((queue) => queue.close()))
    },
  }
}
