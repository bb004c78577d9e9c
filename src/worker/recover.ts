import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Pool } from '../postgres/pool.ts'
import { readScanById, readUnfinishedScans, type ScanRow } from '../postgres/scans.ts'
import { scanJobId } from '../queue/identity.ts'
import type { ScanJob } from '../queue/jobs.ts'
import type { Queues } from '../queue/queues.ts'

export interface RecoveryPorts {
  pool: Pool
  queues: Queues
  log: Log
}

/** Children asked about one by one: more than any scan has (200 pull requests in each). */
const mostChildren = 1_000

/**
 * Sees to it that every scan that was accepted and has not ended has a job that will run, no matter what has happened
 * to it: Redis was flushed or restored, its file was damaged, a process died between two writes, attempts were used up
 * while nothing could be written. Postgres says what is to be done, the queue only when; they are compared by what they
 * say, and what has a job that will run is left alone.
 * @returns how many scans were put back.
 */
export async function recoverScans(ports: RecoveryPorts): Promise<number> {
  let recovered = 0
  for (const scan of await readUnfinishedScans(ports.pool))
    try {
      if (await recoverScan(ports, scan)) recovered++
    } catch (error) {
      // One that cannot be mended now (its job was taken a moment ago) keeps none of the others waiting.
      ports.log.warn(
        { repo: `${scan.owner}/${scan.name}`, snapshot: scan.snapshot, error: describeError(error) },
        'a scan could not be compared with the queue; it is looked at again',
      )
    }
  return recovered
}

async function recoverScan({ pool, queues, log }: RecoveryPorts, scan: ScanRow): Promise<boolean> {
  const identity = { owner: scan.owner, repo: scan.name, snapshot: scan.snapshot }
  const jobId = scanJobId(identity)
  const state = await queues.scans.getJobState(jobId)
  if (await willRun(queues, jobId, state)) return false
  // A row is written before the queue is told: read after the queue, it says whether the scan has ended meanwhile.
  const now = await readScanById(pool, scan.id)
  if (now === null || now.state === 'done' || now.state === 'failed') return false
  // Its job is of no use as it is. What was analysed is stored, so nothing is lost with it.
  await (await queues.scans.getJob(jobId))?.remove({ removeChildren: true })
  await queues.scans.add('scan', jobOf(scan), { jobId })
  log.warn(
    { repo: `${scan.owner}/${scan.name}`, snapshot: scan.snapshot, state: scan.state, job: state },
    'the queue would not have gone on with this scan; put back',
  )
  return true
}

/** An active job has a worker, or loses its lock and is put back by the queue. */
async function willRun(queues: Queues, jobId: string, state: string): Promise<boolean> {
  if (state === 'waiting-children') return hasLivingChildren(queues, jobId)
  return state === 'waiting' || state === 'active' || state === 'delayed' || state === 'prioritized'
}

/** Whether each analysis that the scan waits for is one that the queue has, and has not ended. */
async function hasLivingChildren(queues: Queues, jobId: string): Promise<boolean> {
  const awaited = async () =>
    (await (await queues.scans.getJob(jobId))?.getDependencies({ unprocessed: { count: mostChildren } }))
      ?.unprocessed ?? []
  const lost: string[] = []
  for (const key of await awaited()) {
    const state = await queues.analyses.getJobState(key.slice(key.lastIndexOf(':') + 1))
    if (state === 'unknown' || state === 'failed' || state === 'completed') lost.push(key)
  }
  if (lost.length === 0) return true
  // One that has ended in between is no longer waited for.
  const still = new Set(await awaited())
  return !lost.some((key) => still.has(key))
}

function jobOf(scan: ScanRow): ScanJob {
  return {
    scanId: scan.id,
    owner: scan.owner,
    repo: scan.name,
    snapshot: scan.snapshot,
    source: sourceOf(scan.source, scan.options.mirrorDir),
    maxOpenPrs: scan.options.maxOpenPrs,
    all: scan.options.all,
    step: 'list',
  }
}

function sourceOf(kind: string, mirrorDir: string | undefined): ScanJob['source'] {
  if (kind === 'mirror' && mirrorDir !== undefined) return { kind, dir: mirrorDir }
  return { kind: kind === 'api' ? 'api' : 'git' }
}
