import type { Log } from '../log.ts'
import type { Pool } from '../postgres/pool.ts'
import { readUnfinishedScans } from '../postgres/scans.ts'
import { scanJobId } from '../queue/identity.ts'
import type { ScanJob } from '../queue/jobs.ts'
import type { Queues } from '../queue/queues.ts'

/**
 * Puts accepted scans back that the queue has lost (Redis flushed, its file damaged, a crash before the job was added):
 * Postgres keeps every accepted scan until it ends. Scans whose job is still there are left alone.
 * @returns how many were put back.
 */
export async function recoverScans({
  pool,
  queues,
  log,
}: {
  pool: Pool
  queues: Queues
  log: Log
}): Promise<number> {
  let recovered = 0
  for (const scan of await readUnfinishedScans(pool)) {
    const identity = { owner: scan.owner, repo: scan.name, snapshot: scan.snapshot }
    if ((await queues.scans.getJob(scanJobId(identity))) !== undefined) continue
    const data: ScanJob = {
      scanId: scan.id,
      ...identity,
      source: sourceOf(scan.source, scan.options.mirrorDir),
      maxOpenPrs: scan.options.maxOpenPrs,
      all: scan.options.all,
      step: 'list',
    }
    await queues.scans.add('scan', data, { jobId: scanJobId(identity) })
    log.warn(
      { repo: `${scan.owner}/${scan.name}`, snapshot: scan.snapshot },
      'the queue had lost this scan; put back',
    )
    recovered++
  }
  return recovered
}

function sourceOf(kind: string, mirrorDir: string | undefined): ScanJob['source'] {
  if (kind === 'mirror' && mirrorDir !== undefined) return { kind, dir: mirrorDir }
  return { kind: kind === 'api' ? 'api' : 'git' }
}
