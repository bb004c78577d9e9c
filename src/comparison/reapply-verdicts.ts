import { readSetMembership, replaceSets } from '../postgres/comparison.ts'
import { inTransaction, type Pool } from '../postgres/pool.ts'
import { readEdgeMembers, readEdges, replaceVerdictsOfEdges } from '../postgres/read-pairs.ts'
import { readVerdicts } from '../postgres/verdicts.ts'
import {
  applyVerdicts,
  deriveDuplicateSets,
  openOwnVerdicts,
  withoutOwnVerdicts,
  withoutVerdicts,
} from '../triage/index.ts'

/**
 * Lets a maintainer's verdict count at once: puts the verdicts that stand in the place of what the last comparison
 * found, and derives the sets anew. Nothing is compared again; the next scan comes to the same. Comparisons of one
 * repository wait for each other.
 */
export async function reapplyVerdicts(pool: Pool, repositoryId: number): Promise<void> {
  await inTransaction(pool, async (db) => {
    // Holds the row against a comparison, and says that what is stored is no comparison's own answer any more.
    await db.query(
      'UPDATE repositories SET compared_digest = NULL, edges_version = edges_version + 1 WHERE id = $1',
      [repositoryId],
    )
    const stored = await readEdges(db, repositoryId)
    const judged = applyVerdicts(
      withoutVerdicts(stored).map(withoutOwnVerdicts),
      await readVerdicts(db, repositoryId),
    )
    const edges = judged.map(openOwnVerdicts(judged))
    await replaceVerdictsOfEdges(db, repositoryId, stored, edges)
    const members = await readEdgeMembers(db, repositoryId, edges)
    const sets = await deriveDuplicateSets(edges, members, await readSetMembership(db, repositoryId))
    await replaceSets(db, repositoryId, sets)
  })
}
