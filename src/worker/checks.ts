import { type Job, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { type CheckPorts, writeChecks } from '../checks/write-checks.ts'
import { type CheckJob, checkQueueName, readCheckJob } from '../queue/deliveries.ts'
import type { Queues } from '../queue/queues.ts'
import { outlast } from './put-back.ts'
import { workerOptions } from './worker-options.ts'

/** Asks for a repository's check runs to be brought up to date. While that waits, asking again changes nothing. */
export async function enqueueChecks(queues: Pick<Queues, 'checks'>, job: CheckJob): Promise<void> {
  await queues.checks.add('checks', job, {
    // What comes while one is at work gets its turn afterwards.
    deduplication: { id: `checks ${job.repositoryId}`, keepLastIfActive: true },
  })
}

/** Writes check runs, one repository after the other: nothing else waits for it. */
export async function startChecks(ports: CheckPorts, redis: Redis): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const worker = new Worker<CheckJob>(
    checkQueueName,
    (job: Job<CheckJob>, token) =>
      outlast(job, token!, stopping.signal, async () => {
        const data = readCheckJob(job.data)
        const writes = await writeChecks(ports, data, stopping.signal)
        if (writes > 0) ports.log.info({ repo: `${data.owner}/${data.repo}`, writes }, 'check runs written')
      }),
    { ...workerOptions, connection: redis, concurrency: 1 },
  )
  worker.on('error', (error) => ports.log.warn({ err: error }, 'queue connection'))
  worker.on('failed', (job, error) =>
    ports.log.warn({ jobId: job?.id, error: error.message }, 'check runs could not be written; tried again'),
  )
  await worker.waitUntilReady()
  return {
    async stop() {
      stopping.abort(new Error('the worker is stopping'))
      await worker.close()
    },
  }
}
