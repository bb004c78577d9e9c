import { type Job, UnrecoverableError, WaitingChildrenError } from 'bullmq'
import { compareRepository } from '../comparison/compare.ts'
import { upgradeRevisions } from '../comparison/repository-rules.ts'
import type { ListCursor } from '../domain/scan.ts'
import { AppError } from '../errors.ts'
import { forgetEarlierHeads } from '../postgres/revisions.ts'
import {
  forgetScanPulls,
  markUnchanged,
  readPendingNumbers,
  updateScanProgress,
} from '../postgres/scan-pulls.ts'
import { markScanDone, readScanById } from '../postgres/scans.ts'
import { type AnalysisJob, readScanJob, type ScanJob } from '../queue/jobs.ts'
import { algorithmVersion } from '../triage/index.ts'
import { refreshBranchFiles } from './branch-files.ts'
import { refreshIssueLinks } from './issue-links.ts'
import { refreshLandings } from './landings.ts'
import { deriveComparedSince, listRepository } from './list.ts'
import type { Ports } from './ports.ts'
import { refreshPullFacts } from './pull-facts.ts'
import { refreshSeparateLines } from './separate-lines.ts'
import { waitForTurn } from './turns.ts'

/**
 * Pull requests of one analysis job. Large enough that git's start costs little for each, small enough that several
 * workers share a scan and a worker that dies repeats little.
 */
const pullsPerAnalysis = 200

/**
 * One pass over a repository: list, analyse what is new (child jobs), compare, write the duplicate sets. Each step may
 * run twice; which step comes next is kept in the job, so a restart goes on where the last one stopped.
 */
export async function runScan(
  ports: Ports,
  job: Job<ScanJob>,
  token: string,
  signal: AbortSignal,
): Promise<void> {
  const scan = readScanJob(job.data)
  await waitForTurn(ports, job, scan.scanId, token)
  if (scan.step === 'list') {
    const hasNews = await listPulls(ports, job, scan, signal)
    const { cursor: _, opened: __, outage: ___, ...rest } = scan
    await job.updateData({ ...rest, step: 'compare', hasNews, listing: job.attemptsStarted })
  }
  // Throwing this leaves the job in the queue until its last child ends; then it is called again, at `compare`.
  if (await job.moveToWaitingChildren(token)) throw new WaitingChildrenError()
  await requireRead(ports, job)
  await finishScan(ports, readScanJob(job.data), signal)
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
  // It is asked as soon as the list is there.
  ports.thread?.begin()
  const { id, isPushed } = await listRepository(
    ports,
    scan,
    {
      onPage: () => publishProgress(ports, scan, 'active'),
      // A list that gets on has not met the same outage all the time.
      saveCursor: (cursor) =>
        job.updateData({
          ...job.data,
          cursor,
          outage: isAhead(cursor, scan.cursor) ? undefined : scan.outage,
        }),
      saveOpened: (opened) => job.updateData({ ...job.data, opened }),
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

const isAhead = (to: ListCursor, from: ListCursor | undefined): boolean =>
  from === undefined || to.part !== from.part || to.page !== from.page

/**
 * Adds the analyses as children of the scan. Their ids carry the scan's attempt: after a failure the same pull requests
 * get new jobs (BullMQ would silently ignore an id that it has seen), which pass over what is already stored.
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
        patienceMs: scan.patienceMs,
      } satisfies AnalysisJob,
      opts: {
        jobId: `${batchPrefix(scan.scanId, job.attemptsStarted)}${batch}`,
        parent,
        // Scans take turns: the first batches of all of them come before the second of any.
        priority: batch + 1,
        // A batch that fails for good must not keep the scan waiting: what it left undone is looked at in the end.
        ignoreDependencyOnFailure: true,
      },
    })),
  )
}

const batchPrefix = (scanId: number, listing: number): string => `scan-${scanId}-${listing}-`

/**
 * A scan that could not fetch what it is about is not done, however much of it was known before: it fails, and begins
 * anew when it is asked for again. What was analysed stays. A batch that fails for another reason fails alone, with its
 * pull requests named, unless nothing but that came of the scan.
 * @throws UnrecoverableError that says why; Error when analyses were lost, which counts an attempt and lists anew.
 */
async function requireRead({ pool }: Ports, job: Job<ScanJob>): Promise<void> {
  const scan = readScanJob(job.data)
  const { listed, analyzed, unchanged, failed } = await updateScanProgress(pool, scan.scanId)
  const left = listed - analyzed - unchanged - failed
  if (left === 0 && (failed === 0 || analyzed > 0)) return
  const prefix = `:${batchPrefix(scan.scanId, scan.listing ?? 0)}`
  const reasons = Object.entries(await job.getIgnoredChildrenFailures())
    .filter(([key]) => key.includes(prefix))
    .map(([, reason]) => reason)
  const [reason] = reasons
  if (reason !== undefined)
    throw new UnrecoverableError(`${left + failed} of ${listed} pull requests could not be read: ${reason}`)
  if (left === 0) return
  await job.updateData({ ...scan, step: 'list' })
  throw new Error(`${left} of ${listed} pull requests were not analysed: the queue has lost their jobs`)
}

async function finishScan(ports: Ports, scan: ScanJob, signal: AbortSignal): Promise<void> {
  const { pool, log } = ports
  const row = await readScanById(pool, scan.scanId)
  if (row?.repositoryId == null) throw new AppError('INTERNAL', `scan ${scan.scanId} has lost its repository`)
  const { source } = ports.openSource(scan.source, scan)
  // First, since what has landed is what the comparison takes for merged.
  if (scan.hasNews !== false) await refreshLandings(ports, scan, row.repositoryId, source, signal)
  await refreshSeparateLines(ports, row.repositoryId, source, scan.hasNews !== false, signal)
  const closedSince = await deriveComparedSince(ports, scan, row.repositoryId)
  // What the history left is as much as the comparison needs, and this thread does next to nothing meanwhile.
  if (scan.hasNews !== false) await ports.giveBack?.()
  const [{ sets, ...cost }] = await together(
    ports.thread === undefined
      ? compareRepository(ports, row.repositoryId, closedSince, signal)
      : ports.thread.compare(row.repositoryId, closedSince, signal),
    // Nothing of this is compared.
    scan.hasNews === false ? null : refreshBranchFiles(ports, row.repositoryId, source, signal),
    refreshIssueLinks(ports, row.repositoryId, signal),
  )
  await refreshPullFacts(ports, scan, row.repositoryId, signal)
  // Before it is done, since the next scan of this repository may begin then.
  await source.tidy?.(signal)
  await forgetOld(ports, row.repositoryId)
  await markScanDone(pool, scan.scanId, sets)
  const progress = await publishProgress(ports, scan, 'done')
  ports.publish({ type: 'sets', owner: scan.owner, repo: scan.repo })
  await ports.refreshChecks?.({ repositoryId: row.repositoryId, owner: scan.owner, repo: scan.repo })
  log.info(
    { repo: `${scan.owner}/${scan.repo}`, snapshot: scan.snapshot, ...progress, sets, ...cost },
    'scanned',
  )
}

/** All to their ends, so that none is left running for a job that is tried again. @throws what the first has thrown. */
async function together<Works extends readonly unknown[]>(
  ...works: Works
): Promise<{ [At in keyof Works]: Awaited<Works[At]> }> {
  await Promise.allSettled(works)
  return Promise.all(works) as Promise<{ [At in keyof Works]: Awaited<Works[At]> }>
}

/** Counts the scan's outcomes, keeps the counts with it and tells the listeners. */
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

/** What is not forgotten now is forgotten after the next scan: it is no reason to fail one. */
async function forgetOld({ pool, log }: Ports, repositoryId: number): Promise<void> {
  try {
    await forgetScanPulls(pool, repositoryId)
    await forgetEarlierHeads(pool, repositoryId)
  } catch (error) {
    log.warn({ err: error, repositoryId }, 'what is old could not be forgotten; the next scan tries again')
  }
}
