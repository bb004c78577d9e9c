import { createHash } from 'node:crypto'
import { openYield } from '../concurrency/event-loop.ts'
import { readComparedDigest, readSetMembership, replaceComparison } from '../postgres/comparison.ts'
import type { Pool } from '../postgres/pool.ts'
import {
  type ComparedHead,
  readComparedHeads,
  readSignatures,
  streamRevisions,
} from '../postgres/revisions.ts'
import { readVerdicts } from '../postgres/verdicts.ts'
import {
  algorithmVersion,
  comparePulls,
  decodeSignature,
  factsVersion,
  type PairVerdict,
} from '../triage/index.ts'
import type { IndexCache } from './index-cache.ts'
import { openKnownPairs } from './known-pairs.ts'
import { readUsableRules, refreshSignatures } from './repository-rules.ts'

export interface ComparisonCost {
  /** Pull requests compared. */
  pulls: number
  edges: number
  sets: number
  /** Nothing had changed since the last comparison, so its answer stands. */
  unchanged: boolean
  ms: number
}

/**
 * Compares a repository's analysed pull requests at their current heads, the open ones and those closed since then
 * (null: none), and replaces its edges and sets. Depends on what is stored alone, so repeating it gives the same
 * answer, and where nothing has changed it is not repeated.
 */
export async function compareRepository(
  { pool, indexes }: { pool: Pool; indexes: IndexCache },
  repositoryId: number,
  closedSince: Date | null,
  signal: AbortSignal,
): Promise<ComparisonCost> {
  const began = performance.now()
  const usable = await readUsableRules({ pool }, repositoryId)
  await refreshSignatures({ pool }, repositoryId, usable, signal)
  const pulls = await readComparedHeads(pool, repositoryId, algorithmVersion, closedSince)
  const verdicts = await readVerdicts(pool, repositoryId)
  const digest = digestOf(pulls, verdicts)
  const cost = () => ({ pulls: pulls.length, ms: Math.round(performance.now() - began) })
  const before = await readComparedDigest(pool, repositoryId)
  if (before.digest === digest) return { ...cost(), edges: before.edges, sets: before.sets, unchanged: true }

  const yieldLoop = openYield(signal)
  const knownPairs = openKnownPairs(pool, repositoryId, pulls)
  const { edges, sets } = await indexes.withIndex(
    repositoryId,
    pulls.map(({ number, headSha, derivedFrom, mergedAt }) => ({
      number,
      key: `${headSha}:${derivedFrom}:${mergedAt}`,
      mergedAt: mergedAt === null ? null : Date.parse(mergedAt),
    })),
    async function* (numbers) {
      for await (const page of readSignatures(pool, repositoryId, algorithmVersion, numbers))
        yield page.map(({ number, signature }) => ({ number, signature: decodeSignature(signature) }))
    },
    yieldLoop,
    async (index) =>
      comparePulls(
        pulls,
        index,
        (numbers) => streamRevisions(pool, repositoryId, algorithmVersion, numbers),
        await readSetMembership(pool, repositoryId),
        { rules: usable.rules, verdicts, knownPairs, yieldLoop },
      ),
  )
  await knownPairs.finish()
  const heads = new Map(pulls.map(({ number, headSha }) => [number, headSha]))
  await replaceComparison(pool, repositoryId, { edges, sets, heads, digest })
  return { ...cost(), edges: edges.length, sets: sets.length, unchanged: false }
}

/** Names everything that a comparison looks at; a pull request's texts are in `derivedFrom`. */
function digestOf(pulls: readonly ComparedHead[], verdicts: readonly PairVerdict[]): string {
  const hash = createHash('sha256').update(`${algorithmVersion} ${factsVersion}`)
  for (const { a, b, verdict } of verdicts) hash.update(`\n${a} ${b} ${verdict}`)
  for (const { number, state, headSha, createdAt, createdAtGuessed, mergedAt, baseRef, derivedFrom } of pulls)
    hash.update(
      `\n${JSON.stringify([number, state, headSha, createdAt, createdAtGuessed, mergedAt, baseRef, derivedFrom])}`,
    )
  return hash.digest('hex')
}
