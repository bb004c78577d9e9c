import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { type CheckJob, checkQueueName, type Delivery, deliveryQueueName } from './deliveries.ts'
import { type AnalysisJob, analysisQueueName, type ScanJob, scanQueueName } from './jobs.ts'

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
  close(): Promise<void>
}

/** Opens both queues on `redis`, which the caller opened and closes. */
export function openQueues(redis: Redis): Queues {
  const scans = new Queue<ScanJob>(scanQueueName, {
    connection: redis,
    defaultJobOptions: {
      attempts: 3,
      backoff: { type: 'exponential', delay: 1_000 },
      removeOnComplete: { age: scanRetentionSeconds },
      removeOnFail: { age: scanRetentionSeconds },
    },
  })
  const analyses = new Queue<AnalysisJob>(analysisQueueName, {
    connection: redis,
    defaultJobOptions: {
      attempts: 3,
      backoff: { type: 'exponential', delay: 500 },
      removeOnComplete: { age: analysisRetentionSeconds, count: analysisRetentionCount },
      removeOnFail: { age: analysisRetentionSeconds, count: analysisRetentionCount },
    },
  })
  const short = { age: analysisRetentionSeconds, count: analysisRetentionCount }
  const deliveries = new Queue<Delivery>(deliveryQueueName, {
    connection: redis,
    defaultJobOptions: {
      attempts: 5,
      backoff: { type: 'exponential', delay: 1_000 },
      removeOnComplete: short,
      removeOnFail: short,
    },
  })
  const checks = new Queue<CheckJob>(checkQueueName, {
    connection: redis,
    defaultJobOptions: {
      attempts: 5,
      backoff: { type: 'exponential', delay: 5_000 },
      removeOnComplete: short,
      removeOnFail: short,
    },
  })
  // A queue repeats its connection's errors as events; the connection has its own listener and each call its own error.
  for (const queue of [scans, analyses, deliveries, checks]) queue.on('error', () => {})
  return {
    scans,
    analyses,
    deliveries,
    checks,
    async close() {
      await Promise.all([scans, analyses, deliveries, checks].map((queue) => queue.close()))
    },
  }
}
