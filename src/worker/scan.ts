import { DelayedError, type Job, WaitingChildrenError } from 'bullmq'
import { AppError } from '../errors.ts'
import { failPending, markUnchanged, readPendingNumbers, updateScanProgress } from '../postgres/scan-pulls.ts'
import { markScanDone, readScanById, takeTurn } from '../postgres/scans.ts'
import { scanJobId } from '../queue/identity.ts'
import { type AnalysisJob, readScanJob, type ScanJob } from '../queue/jobs.ts'
import { algorithmVersion } from '../triage/index.ts'
import { compareRepository } from './compare.ts'
import { refreshLandings } from './landings.ts'
import { deriveComparedSince, listRepository } from './list.ts'
import type { Ports } from './ports.ts'
import { upgradeRevisions } from './repository-rules.ts'

/**
 * Pull requests of one analysis job. Large enough that git's start costs little for each, small enough that several
 * workers share a scan and a worker that dies repeats little.
 */
const pullsPerAnalysis = 200

/**
 * One pass over a repository: list, analyse what is new (child jobs), compare, write the duplicate sets. Each step may run
 * twice; which step comes next is kept in the job, so a restart goes on where the last one stopped.
 */
export async function runScan(
  ports: Ports,
  job: Job<ScanJob>,
  token: string,
  signal: AbortSignal,
): Promise<void> {
  const scan = readScanJob(job.data)
  if (!(await hasTurn(ports, scan))) {
    await job.moveToDelayed(Date.now() + turnMs, token)
    throw new DelayedError()
  }
  if (scan.step === 'list') {
    const hasNews = await listPulls(ports, job, scan, signal)
    const { cursor: _, ...rest } = scan
    await job.updateData({ ...rest, step: 'compare', hasNews })
  }
  // Throwing this leaves the job in the queue until its last child ends; then it is called again, at `compare`.
  if (await job.moveToWaitingChildren(token)) throw new WaitingChildrenError()
  await finishScan(ports, readScanJob(job.data), signal)
}

/** How soon a scan that waits for another one of its repository looks again. */
const turnMs = 1_000

/**
 * Scans of one repository run one after the other: side by side they would fetch and analyse the same twice. One whose job the queue
 * has lost is waited for by nobody.
 */
async function hasTurn({ pool, queues }: Ports, { scanId }: ScanJob): Promise<boolean> {
  const blockers = await takeTurn(pool, scanId)
  if (blockers.length === 0) return true
  for (const { owner, name, snapshot } of blockers) {
    const job = await queues.scans.getJob(scanJobId({ owner, repo: name, snapshot }))
    if (job !== undefined && !(await job.isFailed()) && !(await job.isCompleted())) return false
  }
  return (
    (
      await takeTurn(
        pool,
        scanId,
        blockers.map(({ id }) => id),
      )
    ).length === 0
  )
}

/** @returns whether there is anything that the last scan did not know. */
async function listPulls(
  ports: Ports,
  job: Job<ScanJob>,
  scan: ScanJob,
  signal: AbortSignal,
): Promise<boolean> {
  const { pool, queues, log } = ports
  const began = performance.now()
  const { id, isPushed } = await listRepository(
    ports,
    scan,
    {
      onPage: () => publishProgress(ports, scan, 'active'),
      saveCursor: (cursor) => job.updateData({ ...scan, cursor }),
    },
    signal,
  )
  await (ports.thread?.upgrade(id, signal) ?? upgradeRevisions(ports, id, signal))
  await markUnchanged(pool, scan.scanId, id, algorithmVersion)
  const pending = await readPendingNumbers(pool, scan.scanId)
  await addAnalyses(queues, job, scan, id, pending)
  const progress = await publishProgress(ports, scan, 'active')
  log.info(
    {
      repo: `${scan.owner}/${scan.repo}`,
      snapshot: scan.snapshot,
      ...progress,
      ms: Math.round(performance.now() - began),
    },
    'listed',
  )
  return isPushed || pending.length > 0
}

/**
 * Adds the analyses as children of the scan. Their ids carry the scan's attempt: after a failure the same pull requests get
 * new jobs (BullMQ would silently ignore an id that it has seen), which pass over what is already stored.
 */
async function addAnalyses(
  queues: Ports['queues'],
  job: Job<ScanJob>,
  scan: ScanJob,
  repositoryId: number,
  pending: readonly number[],
): Promise<void> {
  const parent = { id: job.id!, queue: job.queueQualifiedName }
  const batches: number[][] = []
  for (let from = 0; from < pending.length; from += pullsPerAnalysis)
    batches.push(pending.slice(from, from + pullsPerAnalysis))
  await queues.analyses.addBulk(
    batches.map((numbers, batch) => ({
      name: 'analyze',
      data: {
        scanId: scan.scanId,
        repositoryId,
        owner: scan.owner,
        repo: scan.repo,
        snapshot: scan.snapshot,
        source: scan.source,
        numbers,
      } satisfies AnalysisJob,
      opts: {
        jobId: `scan-${scan.scanId}-${job.attemptsStarted}-${batch}`,
        parent,
        // Scans take turns: the first batches of all of them come before anybody's second.
        priority: batch + 1,
        // A batch that fails for good must not keep the scan waiting: what it left undone is named at the end.
        ignoreDependencyOnFailure: true,
      },
    })),
  )
}

async function finishScan(ports: Ports, scan: ScanJob, signal: AbortSignal): Promise<void> {
  const { pool, log } = ports
  const row = await readScanById(pool, scan.scanId)
  if (row?.repositoryId == null) throw new AppError('INTERNAL', `scan ${scan.scanId} has lost its repository`)
  await failPending(pool, scan.scanId, 'its analysis did not finish: the worker stopped or failed repeatedly')
  const { source } = ports.openSource(scan.source, scan)
  // First, since what has landed is what the comparison takes for merged.
  if (scan.hasNews !== false) await refreshLandings(ports, scan, row.repositoryId, source, signal)
  const closedSince = await deriveComparedSince(ports, scan, row.repositoryId)
  const { sets, ...cost } = await (ports.thread === undefined
    ? compareRepository(ports, row.repositoryId, closedSince, signal)
    : ports.thread.compare(row.repositoryId, closedSince, signal))
  // Before it is done, since the next scan of this repository may begin then.
  await source.tidy?.(signal)
  await markScanDone(pool, scan.scanId, sets)
  const progress = await publishProgress(ports, scan, 'done')
  ports.publish({ type: 'sets', owner: scan.owner, repo: scan.repo })
  await ports.refreshChecks?.({ repositoryId: row.repositoryId, owner: scan.owner, repo: scan.repo })
  log.info(
    { repo: `${scan.owner}/${scan.repo}`, snapshot: scan.snapshot, ...progress, sets, ...cost },
    'scanned',
  )
}

/** Counts the scan's outcomes, keeps the counts with it and tells whoever listens. */
export async function publishProgress(
  ports: Ports,
  scan: ScanJob | AnalysisJob,
  state: string,
  resumesAt: Date | null = null,
) {
  const progress = await updateScanProgress(ports.pool, scan.scanId)
  ports.publish({
    type: 'scan',
    owner: scan.owner,
    repo: scan.repo,
    snapshot: scan.snapshot,
    state,
    resumesAt: resumesAt?.toISOString() ?? null,
    progress,
  })
  return progress
}
