import { setTimeout as sleep } from 'node:timers/promises'
import { openAccept } from '../src/composition/accept.ts'
import { AppError } from '../src/errors.ts'
import { openLog } from '../src/log.ts'
import { openPool } from '../src/postgres/pool.ts'
import { readScan } from '../src/postgres/scans.ts'
import { openQueues } from '../src/queue/queues.ts'
import { openClaims } from '../src/redis/claims.ts'
import { openRedis } from '../src/redis/connection.ts'
import type { Stack } from '../src/supervise/stack.ts'

/** Has a stack's worker scan a mirror under the name acme/REPO, once, and waits for the end. */
export async function scanMirror({ databaseUrl, redisUrl }: Stack, repo: string, dir: string): Promise<void> {
  const log = openLog('bench', 'fatal', 2)
  const pool = openPool(databaseUrl, { application: 'bench', max: 1, log })
  const redis = openRedis(redisUrl, 'worker', log)
  const queues = openQueues(redis)
  const identity = { owner: 'acme', repo, snapshot: 'bench' }
  try {
    await openAccept(
      pool,
      openClaims(redis),
      queues,
    )(identity, { source: { kind: 'mirror', dir }, actor: null })
    for (;;) {
      const row = await readScan(pool, identity)
      if (row?.state === 'done') return
      if (row?.state === 'failed') throw new AppError('UNAVAILABLE', row.error ?? 'the scan failed')
      await sleep(250)
    }
  } finally {
    await queues.close()
    redis.disconnect()
    await pool.end()
  }
}
