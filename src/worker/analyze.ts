import { AppError, describeError } from '../errors.ts'
import { readPulls, type StoredPull } from '../postgres/pulls.ts'
import { insertRevisions, type NewRevision, readAnalyzedNumbers } from '../postgres/revisions.ts'
import { type PullOutcome, updateOutcomes } from '../postgres/scan-pulls.ts'
import { addGithubRequests } from '../postgres/scans.ts'
import { derivedFrom } from '../postgres/stale-signatures.ts'
import type { AnalysisJob } from '../queue/jobs.ts'
import type { FetchedChange } from '../source/source.ts'
import {
  algorithmVersion,
  deriveOutcomes,
  deriveSignature,
  encodeSignature,
  parsePatch,
} from '../triage/index.ts'
import type { Ports } from './ports.ts'
import { readUsableRules, type UsableRules } from './repository-rules.ts'

/** Rows are written when there are so many, or their patches come to so much: one statement is far cheaper than many. */
const revisionsPerWrite = 16
const charactersPerWrite = 1024 * 1024

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
  let characters = 0
  const write = async () => {
    await insertRevisions(pool, job.repositoryId, algorithmVersion, revisions)
    await updateOutcomes(pool, job.scanId, outcomes)
    revisions = []
    outcomes = []
    characters = 0
  }
  const wanted = [...pulls.values()].filter((pull) => !done.has(pull.number))
  try {
    for await (const change of source.fetchChanges(wanted, signal)) {
      const pull = pulls.get(change.number)
      if (pull === undefined)
        throw new AppError('INTERNAL', `the source answered #${change.number}, which was not asked`)
      const analysis = analyze(`${job.owner}/${job.repo}`, pull, change, usable)
      if (analysis.revision) revisions.push(analysis.revision)
      outcomes.push(analysis.outcome)
      characters += analysis.revision?.patch.length ?? 0
      if (outcomes.length >= revisionsPerWrite || characters >= charactersPerWrite) await write()
    }
  } finally {
    await write()
    await addGithubRequests(pool, job.scanId, takeRequests())
  }
  log.debug(
    { repo: `${job.owner}/${job.repo}`, pulls: wanted.length, ms: Math.round(performance.now() - began) },
    'analysed',
  )
}

/** One pull request, from its change to its row. Pure; a patch that cannot be read is a reason, not an exception. */
function analyze(
  repository: string,
  pull: StoredPull,
  change: FetchedChange,
  { rules, digest }: UsableRules,
): { revision?: NewRevision; outcome: PullOutcome } {
  const { number, headSha } = change
  if (!change.ok) return { outcome: { number, headSha, outcome: 'failed', reason: change.reason } }
  const { baseSha, baseAt = null, patch, commits, degraded } = change
  try {
    const files = parsePatch(patch)
    const signature = encodeSignature(
      deriveSignature(
        { ...pull, repository: repository.toLowerCase(), headSha, baseSha, baseAt, patch, commits },
        files,
        rules,
      ),
    )
    return {
      revision: {
        number,
        headSha,
        baseSha,
        baseAt,
        patch,
        commits,
        signature,
        derivedFrom: derivedFrom(digest, pull.textsDigest),
        // Of a change that is not whole nobody can say that it has landed.
        outcomes: degraded === null ? deriveOutcomes(files) : [],
        degraded,
      },
      outcome: { number, headSha, outcome: 'analyzed', reason: degraded },
    }
  } catch (error) {
    return {
      outcome: {
        number,
        headSha,
        outcome: 'failed',
        reason: `its change cannot be read: ${describeError(error)}`,
      },
    }
  }
}
