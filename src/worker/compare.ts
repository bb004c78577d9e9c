import { readSetMembership, replaceComparison } from '../postgres/comparison.ts'
import { readRevisions, readSignatures } from '../postgres/revisions.ts'
import { algorithmVersion, type ComparedPull, comparePulls, decodeSignature } from '../triage/index.ts'
import type { Ports } from './ports.ts'
import { applyRules, readUsableRules } from './repository-rules.ts'

/**
 * Compares a repository's analysed pull requests at their current heads and replaces its edges and sets. Depends on what is stored
 * alone, so repeating it gives the same answer.
 */
export async function compareRepository(
  { pool }: Pick<Ports, 'pool'>,
  repositoryId: number,
  signal: AbortSignal,
): Promise<{ pulls: number; edges: number; sets: number; ms: number }> {
  const began = performance.now()
  const usable = await readUsableRules({ pool }, repositoryId)
  await applyRules({ pool }, repositoryId, usable, signal)
  const pulls: ComparedPull[] = []
  const heads = new Map<number, string>()
  for await (const page of readSignatures(pool, repositoryId, algorithmVersion))
    for (const { number, state, createdAt, headSha, signature } of page) {
      pulls.push({ number, state, createdAt, signature: decodeSignature(signature) })
      heads.set(number, headSha)
    }
  const { edges, sets } = await comparePulls(
    pulls,
    (numbers) => readRevisions(pool, repositoryId, algorithmVersion, numbers),
    await readSetMembership(pool, repositoryId),
    { rules: usable.rules, signal },
  )
  await replaceComparison(pool, repositoryId, { edges, sets, heads })
  return {
    pulls: pulls.length,
    edges: edges.length,
    sets: sets.length,
    ms: Math.round(performance.now() - began),
  }
}
