import { createHash } from 'node:crypto'
import type { LandingQuery } from '../domain/landing.ts'
import { describeError } from '../errors.ts'
import {
  readLandingQueries,
  readSearched,
  readWithoutOutcomes,
  replaceLandings,
  updateOutcomesOf,
} from '../postgres/landings.ts'
import { inTransaction } from '../postgres/pool.ts'
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
    const keys = new Map(queries.map((query) => [query.number, keyOf(query, branch, since)]))
    const earlier = await readSearched(pool, repositoryId)
    const numbers = [...keys].flatMap(([number, key]) => (earlier.keys.get(number) === key ? [number] : []))
    const known = earlier.tip === null ? undefined : { tip: earlier.tip, numbers: new Set(numbers) }
    const { tip, landings, standing, unsure } = await source.findLandings(queries, since, signal, known)
    const found = new Map(landings.map((landing) => [landing.number, landing]))
    const [stands, isUnsure] = [new Set(standing), new Set(unsure)]
    const searched = queries.flatMap(({ number }) =>
      stands.has(number)
        ? []
        : [{ number, key: isUnsure.has(number) ? null : keys.get(number)!, ...found.get(number) }],
    )
    await inTransaction(pool, (db) => replaceLandings(db, repositoryId, tip, searched, standing))
  } catch (error) {
    signal.throwIfAborted()
    if (classifyOutage(error) === 'ours') throw error
    log.warn({ repositoryId, error: describeError(error) }, 'the default branch could not be searched')
  }
}

/** Names everything that is searched for, and how far back. */
function keyOf({ baseSha, outcomes }: LandingQuery, branch: string, since: Date): string {
  return createHash('sha256')
    .update(JSON.stringify([algorithmVersion, branch, since.getTime(), baseSha, outcomes]))
    .digest('base64')
}
