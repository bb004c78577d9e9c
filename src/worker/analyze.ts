import { readUsableRules, type UsableRules } from '../comparison/repository-rules.ts'
import type { FetchedChange } from '../domain/pull-request.ts'
import { AppError } from '../errors.ts'
import { encodeOwn, encodePatch } from '../postgres/patch-codec.ts'
import { inTransaction } from '../postgres/pool.ts'
import { readPulls, type StoredPull } from '../postgres/pulls.ts'
import { insertRevisions, type NewRevision, readAnalyzedNumbers } from '../postgres/revisions.ts'
import { type PullOutcome, updateOutcomes } from '../postgres/scan-pulls.ts'
import { addGithubRequests } from '../postgres/scans.ts'
import type { AnalysisJob } from '../queue/jobs.ts'
import { algorithmVersion } from '../triage/index.ts'
import { deriveRevision } from './derive.ts'
import type { Ports } from './ports.ts'

/**
 * Rows are written when there are so many, or their patches come to so much as they are stored: one statement is far
 * cheaper than many.
 */
const revisionsPerWrite = 16
const bytesPerWrite = 512 * 1024
/** Changes of one job in hand: while one is analysed the next is fetched. Each may have a diff of 4 MiB. */
const changesAtATime = 2

/**
 * Analyses some pull requests of a scan: fetches their changes, derives their signatures, stores both. Safe to repeat:
 * a head that is stored already is passed over. A change that cannot be had or read fails that pull request alone.
 */
export async function analyzePulls(ports: Ports, job: AnalysisJob, signal: AbortSignal): Promise<void> {
  const { pool, openSource, log } = ports
  const began = performance.now()
  const usable = await readUsableRules(ports, job.repositoryId)
  const { source, takeRequests } = openSource(job.source, job)
  const done = await readAnalyzedNumbers(pool, job.repositoryId, algorithmVersion, job.numbers)
  const pulls = new Map(
    (await readPulls(pool, job.repositoryId, job.numbers)).map((pull) => [pull.number, pull]),
  )
  await updateOutcomes(
    pool,
    job.scanId,
    [...done].map((number) => ({
      number,
      headSha: pulls.get(number)?.headSha ?? '',
      outcome: 'analyzed',
      reason: null,
    })),
  )

  let revisions: NewRevision[] = []
  let outcomes: PullOutcome[] = []
  let bytes = 0
  const write = async () => {
    // Both or none: a revision without its outcome would count as known before, when this scan itself has analysed it.
    // In the order of their numbers, so that two that write the same ones never wait for each other.
    revisions.sort((a, b) => a.number - b.number)
    await inTransaction(pool, async (db) => {
      await insertRevisions(db, job.repositoryId, algorithmVersion, revisions)
      await updateOutcomes(db, job.scanId, outcomes)
    })
    revisions = []
    outcomes = []
    bytes = 0
  }
  const keep = async ({ revision, outcome }: Analysis) => {
    if (revision) revisions.push(revision)
    outcomes.push(outcome)
    bytes += (revision?.patch.length ?? 0) + (revision?.own?.length ?? 0)
    if (outcomes.length >= revisionsPerWrite || bytes >= bytesPerWrite) await write()
  }
  const inHand: Promise<Analysis>[] = []
  const wanted = [...pulls.values()].filter((pull) => !done.has(pull.number))
  try {
    for await (const change of source.fetchChanges(wanted, signal)) {
      const pull = pulls.get(change.number)
      if (pull === undefined)
        throw new AppError('INTERNAL', `the source answered #${change.number}, which was not asked`)
      const analysis = analyze(ports, `${job.owner}/${job.repo}`, pull, change, usable, signal)
      // A failure is thrown when its turn comes; until then it is not "unhandled".
      analysis.catch(() => {})
      inHand.push(analysis)
      if (inHand.length >= changesAtATime) await keep(await inHand.shift()!)
    }
    while (inHand.length > 0) await keep(await inHand.shift()!)
  } finally {
    for (const left of await Promise.allSettled(inHand))
      if (left.status === 'fulfilled') await keep(left.value)
    await write()
    await addGithubRequests(pool, job.scanId, takeRequests())
  }
  log.debug(
    { repo: `${job.owner}/${job.repo}`, pulls: wanted.length, ms: Math.round(performance.now() - began) },
    'analysed',
  )
}

interface Analysis {
  revision?: NewRevision
  outcome: PullOutcome
}

/** Puts one change through the thread, where there is one; it is compressed beside that. */
async function analyze(
  { thread }: Ports,
  repository: string,
  pull: StoredPull,
  change: FetchedChange,
  { text, digest }: UsableRules,
  signal: AbortSignal,
): Promise<Analysis> {
  const { number, headSha } = change
  const failed = (reason: string) => ({ outcome: { number, headSha, outcome: 'failed' as const, reason } })
  if (!change.ok) return failed(change.reason)
  const { own: ownCommits, ...read } = change
  const job = {
    repository: repository.toLowerCase(),
    pull,
    change: read,
    rulesText: text,
    rulesDigest: digest,
  }
  const [derived, patch, own] = await Promise.all([
    thread === undefined ? deriveRevision(job) : thread.derive(job, signal),
    encodePatch(change.patch),
    ownCommits == null ? null : encodeOwn(ownCommits),
  ])
  if (!derived.ok) return failed(derived.reason)
  return {
    revision: { ...derived.revision, patch, own },
    outcome: { number, headSha, outcome: 'analyzed', reason: change.degraded },
  }
}
