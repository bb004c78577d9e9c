import { createHash } from 'node:crypto'
import { describeError } from '../errors.ts'
import {
  readLandingQueries,
  readLandingsDigest,
  readWithoutOutcomes,
  replaceLandings,
  updateLandingsDigest,
  updateOutcomesOf,
} from '../postgres/landings.ts'
import { readDefaultBranch } from '../postgres/repositories.ts'
import type { ScanJob } from '../queue/jobs.ts'
import type { PullSource } from '../source/source.ts'
import { algorithmVersion } from '../triage/index.ts'
import { deriveClosedSince } from './list.ts'
import { classifyOutage } from './outage.ts'
import { readOutcomes } from './outcomes.ts'
import type { Ports } from './ports.ts'

/** Pull requests whose outcomes are written at a time. */
const revisionsAtATime = 32

/**
 * Looks on the default branch for what open pull requests would change there. It decides nothing else, so when the
 * branch cannot be read what was known stays, and the scan goes on. It is looked for as far back as closed pull
 * requests are; in a mirror, which does not say, to the beginning.
 */
export async function refreshLandings(
  ports: Ports,
  scan: ScanJob,
  repositoryId: number,
  source: PullSource,
  signal: AbortSignal,
): Promise<void> {
  const { pool, log } = ports
  const since = scan.source.kind === 'mirror' ? new Date(0) : deriveClosedSince(ports, scan)
  if (source.findLandings === undefined || since === null) return
  try {
    for (;;) {
      const numbers = await readWithoutOutcomes(pool, repositoryId, algorithmVersion, revisionsAtATime)
      if (numbers.length === 0) break
      const outcomes = await (ports.thread?.outcomes(repositoryId, numbers, signal) ??
        readOutcomes(pool, repositoryId, numbers))
      await updateOutcomesOf(pool, repositoryId, outcomes)
      signal.throwIfAborted()
    }
    const branch = await readDefaultBranch(pool, repositoryId)
    const queries = await readLandingQueries(pool, repositoryId, algorithmVersion, branch)
    const tip = await source.findTip?.(signal)
    const digest = tip === undefined ? null : digestOf(tip, branch, since, queries)
    if (digest !== null && digest === (await readLandingsDigest(pool, repositoryId))) return
    const landings = await source.findLandings(queries, since, signal)
    // What breaks off in between is searched for again.
    await updateLandingsDigest(pool, repositoryId, null)
    await replaceLandings(pool, repositoryId, landings)
    await updateLandingsDigest(pool, repositoryId, digest)
  } catch (error) {
    signal.throwIfAborted()
    if (classifyOutage(error) === 'ours') throw error
    log.warn({ repositoryId, error: describeError(error) }, 'the default branch could not be searched')
  }
}

/** Names everything that a search looks at. */
function digestOf(
  tip: string,
  branch: string,
  since: Date,
  queries: Awaited<ReturnType<typeof readLandingQueries>>,
): string {
  const hash = createHash('sha256').update(JSON.stringify([algorithmVersion, tip, branch, since.getTime()]))
  for (const { number, baseSha, outcomes } of queries)
    hash.update(`\n${JSON.stringify([number, baseSha, outcomes])}`)
  return hash.digest('hex')
}
