import { keeperOf } from '../domain/keeper.ts'
import type { Pool } from '../postgres/pool.ts'
import { findSetsOf, readDuplicateSet } from '../postgres/read-duplicate-sets.ts'
import { writeDecision } from '../postgres/set-decisions.ts'
import { findJudged } from '../postgres/verdicts.ts'

/**
 * Verdicts decide a set when each open member but the keeper has one on its pair with the keeper. A decision that
 * stands is left as it is.
 * @returns the ids of the sets that are decided by it now.
 */
export async function settleSets(pool: Pool, repositoryId: number, a: number, b: number): Promise<string[]> {
  const settled: string[] = []
  for (const id of await findSetsOf(pool, repositoryId, [a, b])) {
    const set = await readDuplicateSet(pool, repositoryId, id)
    if (set === null || set.decision.state !== 'open') continue
    const keeper = keeperOf(set).number
    const others = set.members.filter(({ number, state }) => number !== keeper && state === 'OPEN')
    const numbers = others.map(({ number }) => number)
    if (numbers.length === 0) continue
    const judged = await findJudged(pool, repositoryId, keeper, numbers)
    if (judged.length < numbers.length) continue
    const decision = { keeper, waits: false, until: null, note: null, byWords: true }
    const { outcome } = await writeDecision(pool, repositoryId, id, decision, set.decision.version)
    if (outcome === 'written') settled.push(id)
  }
  return settled
}
