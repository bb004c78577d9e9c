import { openAccept } from '../src/composition/accept.ts'
import { AppError } from '../src/errors.ts'
import type { Log } from '../src/log.ts'
import { openPool, type Pool } from '../src/postgres/pool.ts'
import { readScan, type ScanRow } from '../src/postgres/scans.ts'
import type { SourceChoice } from '../src/queue/jobs.ts'
import { openQueues } from '../src/queue/queues.ts'
import { openClaims } from '../src/redis/claims.ts'
import { openRedis } from '../src/redis/connection.ts'
import type { Stack } from '../src/supervise/stack.ts'
import { openProgress } from '../src/terminal/progress.ts'
import { phaseOf } from '../src/terminal/scan-phase.ts'

/**
 * How often the scan's row is looked at while it runs: the sooner, the shorter it has taken, since one that finds
 * nothing new takes a second; then often enough for a bar to move.
 */
const firstPollMs = 50
const lastPollMs = 250
const pollGrowth = 1.1

export interface WantedScan {
  owner: string
  repo: string
  source: SourceChoice
  maxOpenPrs: number | undefined
  all: boolean
  snapshot: string | undefined
}

/**
 * Asks a stack's worker for a scan, follows it to its end and hands over to `read` what it left.
 * @param onFailure answers in the place of a scan that failed; without it the failure is thrown.
 */
export async function scanOnce<T>(
  stack: Stack,
  options: WantedScan,
  log: Log,
  signal: AbortSignal,
  read: (pool: Pool, row: ScanRow, snapshot: string) => Promise<T>,
  onFailure?: (pool: Pool, error: unknown) => Promise<T>,
): Promise<T> {
  const pool = openPool(stack.databaseUrl, { application: 'clawtriage-scan', max: 2, log })
  const redis = openRedis(stack.redisUrl, 'worker', log)
  const queues = openQueues(redis)
  try {
    // A scan that a person starts by hand is a scan of its own, unless it is given a name.
    const snapshot = options.snapshot ?? `manual-${new Date().toISOString()}`
    const identity = { owner: options.owner, repo: options.repo, snapshot }
    // A person is waiting: the client's own retries (14 s) are patience enough.
    const { source, maxOpenPrs, all } = options
    await openAccept(
      pool,
      openClaims(redis),
      queues,
    )(identity, {
      source,
      actor: null,
      maxOpenPrs,
      all,
      attempts: 1,
      patienceMs: 0,
    })
    const row = await Promise.race([followScan(pool, identity, signal), stackFailure(stack)])
    return await read(pool, row, snapshot)
  } catch (error) {
    if (onFailure === undefined) throw error
    return await onFailure(pool, error)
  } finally {
    await queues.close()
    redis.disconnect()
    await pool.end()
  }
}

async function followScan(
  pool: Pool,
  identity: { owner: string; repo: string; snapshot: string },
  signal: AbortSignal,
): Promise<ScanRow> {
  const view = await openProgress(process.stderr)
  try {
    for (let pollMs = firstPollMs; ; pollMs = Math.min(lastPollMs, pollMs * pollGrowth)) {
      signal.throwIfAborted()
      const row = await readScan(pool, identity)
      if (row?.state === 'done') return row
      if (row?.state === 'failed') throw new AppError('UNAVAILABLE', row.error ?? 'the scan failed')
      if (row !== null) view.show(row, phaseOf({ ...row, progress: row }))
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
  } finally {
    view.end()
  }
}

/** A scan cannot go on without its servers and its worker. */
async function stackFailure(stack: Stack): Promise<never> {
  throw new AppError('UNAVAILABLE', await stack.exited)
}
