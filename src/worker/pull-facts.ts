import { describeError } from '../errors.ts'
import { inTransaction } from '../postgres/pool.ts'
import { noteFactsAsked, readUnknownFacts, upsertPullFacts } from '../postgres/pull-facts.ts'
import { readRepositoryName } from '../postgres/repositories.ts'
import { addGithubRequests } from '../postgres/scans.ts'
import type { ScanJob } from '../queue/jobs.ts'
import { classifyOutage } from './outage.ts'
import type { Ports } from './ports.ts'

/** Pull requests asked for in one scan: 40 requests of some points each. What is left over comes with the next one. */
const mostAsked = 1_000

/**
 * Asks GitHub what a maintainer chooses by, of the open pull requests that stand in a set or a group and have changed
 * since, where there is a token for it. A failure is noted with the scan and logged; what was known before stays as it
 * was, and the scan goes on.
 */
export async function refreshPullFacts(
  ports: Pick<Ports, 'pool' | 'openSource' | 'now' | 'log'>,
  scan: ScanJob,
  repositoryId: number,
  signal: AbortSignal,
): Promise<void> {
  const { pool, log, now } = ports
  const { source, takeRequests } = ports.openSource(scan.source, scan)
  if (source.fetchPullFacts === undefined) return
  try {
    const wanted = await readUnknownFacts(pool, repositoryId, now(), mostAsked)
    const home = await readRepositoryName(pool, repositoryId)
    const { pulls, points, problem } = await source.fetchPullFacts(wanted, home, signal)
    await inTransaction(pool, (db) => upsertPullFacts(db, repositoryId, now(), pulls))
    await noteFactsAsked(pool, scan.scanId, { points, problem })
    if (problem !== null)
      log.warn(
        { repo: home, asked: wanted.length, answered: pulls.length, problem },
        'checks and reviews of some pull requests stay unknown, or as they were',
      )
  } catch (error) {
    signal.throwIfAborted()
    if (classifyOutage(error) === 'ours') throw error
    log.warn({ repositoryId, error: describeError(error) }, 'checks and reviews could not be asked for')
    await noteFactsAsked(pool, scan.scanId, { points: 0, problem: describeError(error) })
  } finally {
    await addGithubRequests(pool, scan.scanId, takeRequests())
  }
}
