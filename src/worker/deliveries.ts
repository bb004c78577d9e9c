import { type Job, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import {
  hasWaitingScan,
  readAppRepository,
  readNamesOf,
  readPullVersion,
  renameRepository,
  setPrivate,
  setRemoved,
} from '../postgres/app-repositories.ts'
import { inTransaction } from '../postgres/pool.ts'
import { upsertPulls } from '../postgres/pulls.ts'
import { type Delivery, deliveryQueueName, readDelivery } from '../queue/deliveries.ts'
import { enqueueRefresh } from '../queue/enqueue-delivery.ts'
import type { Accept, Ports } from './ports.ts'
import { outlast } from './put-back.ts'
import { workerOptions } from './worker-options.ts'

const concurrency = 4

export interface DeliveryPorts extends Pick<Ports, 'pool' | 'queues' | 'log' | 'publish' | 'now'> {
  accept: Accept
  source: 'git' | 'api'
}

/**
 * Does what webhook deliveries say: keeps what is known of pull requests and repositories true, and has repositories
 * looked at again.
 */
export async function startDeliveries(
  ports: DeliveryPorts,
  redis: Redis,
): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const worker = new Worker<Delivery>(
    deliveryQueueName,
    (job: Job<Delivery>, token) =>
      outlast(job, token!, stopping.signal, () => handleDelivery(ports, readDelivery(job.data))),
    { ...workerOptions, connection: redis, concurrency },
  )
  worker.on('error', (error) => ports.log.warn({ err: error }, 'queue connection'))
  worker.on('failed', (job, error) =>
    ports.log.warn({ jobId: job?.id, error: error.message }, 'a webhook delivery could not be handled'),
  )
  await worker.waitUntilReady()
  return {
    async stop() {
      stopping.abort(new Error('the worker is stopping'))
      await worker.close()
    },
  }
}

/** One delivery. Repeating it comes to the same, and what a pull request said before never undoes what it says now. */
async function handleDelivery(ports: DeliveryPorts, delivery: Delivery): Promise<void> {
  const { pool } = ports
  switch (delivery.kind) {
    case 'pull':
      return storePull(ports, delivery)
    case 'refresh':
      return refresh(ports, delivery)
    case 'repositories':
      await hide(ports, delivery.removed)
      return show(ports, delivery.added)
    case 'account': {
      const known = await readNamesOf(pool, delivery.owner)
      return delivery.removed ? hide(ports, known) : show(ports, known)
    }
    case 'account-moved': {
      const known = await readNamesOf(pool, delivery.from)
      return inTransaction(pool, async (db) => {
        for (const name of known) await renameRepository(db, name, { ...name, owner: delivery.to })
      })
    }
    case 'moved':
      return inTransaction(pool, (db) => renameRepository(db, delivery.from, delivery.to))
    case 'visibility':
      return setPrivate(pool, delivery, delivery.private)
  }
}

interface Name {
  owner: string
  repo: string
}

async function hide(ports: DeliveryPorts, names: readonly Name[]): Promise<void> {
  for (const name of names) {
    await setRemoved(ports.pool, name, true)
    ports.publish({ type: 'sets', ...name })
  }
}

async function show(ports: DeliveryPorts, names: readonly Name[]): Promise<void> {
  for (const name of names) {
    await setRemoved(ports.pool, name, false)
    await enqueueRefresh(ports, name)
  }
}

async function storePull(
  ports: DeliveryPorts,
  { owner, repo, pull, refresh }: Extract<Delivery, { kind: 'pull' }>,
): Promise<void> {
  const name = { owner, repo }
  const repository = await readAppRepository(ports.pool, name)
  if (repository !== null) {
    const stored = await readPullVersion(ports.pool, repository.id, pull.number)
    // GitHub's deliveries overtake each other: an older word does not undo a newer one.
    if (stored === null || stored.updatedAt <= new Date(pull.updatedAt)) {
      const hasMoved =
        stored !== null &&
        (stored.headSha !== pull.headSha || stored.state !== pull.state || stored.baseRef !== pull.baseRef)
      // A head that is new is stored by the scan, which must see that it is: only what it says of itself is taken here.
      if (stored !== null)
        await upsertPulls(ports.pool, repository.id, [
          hasMoved && refresh
            ? { ...pull, headSha: stored.headSha, updatedAt: stored.updatedAt.toISOString() }
            : pull,
        ])
      if (!refresh) ports.publish({ type: 'sets', ...name })
    }
  }
  if (repository === null || refresh) await enqueueRefresh(ports, name)
}

/** Has a repository scanned, unless a scan of it waits that will see everything. */
async function refresh(ports: DeliveryPorts, name: Name): Promise<void> {
  const { pool, accept, source, now } = ports
  const known = await readAppRepository(pool, name)
  if (known?.isRemoved || (await hasWaitingScan(pool, name))) return
  const identity = { ...name, snapshot: `webhook-${now().toISOString()}` }
  await accept(identity, { source: { kind: source }, actor: 'webhook' })
}
