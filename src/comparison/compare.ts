import { createHash } from 'node:crypto'
import { openYield } from '../concurrency/event-loop.ts'
import { sideBytes } from '../machine-memory.ts'
import { countCompared, EdgesMoved, readSetMembership, replaceComparison } from '../postgres/comparison.ts'
import { readEdgesState } from '../postgres/comparison-memory.ts'
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
  noMemory,
  type PairVerdict,
} from '../triage/index.ts'
import type { IndexCache } from './index-cache.ts'
import { nameHead, openKnownPairs } from './known-pairs.ts'
import { keepMemory, memoryVersion, openMemory } from './memory.ts'
import { reapplyVerdicts } from './reapply-verdicts.ts'
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

interface Comparing {
  pool: Pool
  indexes: IndexCache
}

/**
 * So often a comparison is begun anew when verdicts or another comparison have come between; the last time from
 * nothing.
 */
const mostTries = 5

/**
 * Compares a repository's analysed pull requests at their current heads, the open ones and those closed since then
 * (null: none), and replaces its edges and sets. Depends on what is stored alone, so repeating it gives the same
 * answer, and where nothing has changed it is not repeated. It goes on from what the last one has kept, whatever
 * process that was in: what has not changed since is not judged again.
 */
export async function compareRepository(
  comparing: Comparing,
  repositoryId: number,
  closedSince: Date | null,
  signal: AbortSignal,
): Promise<ComparisonCost> {
  const began = performance.now()
  for (let tries = 1; ; tries++)
    try {
      // A maintainer who says one thing after the other would keep it from ever ending: edges that are all written
      // anew may be moved meanwhile.
      const cost = await compareOnce(comparing, repositoryId, closedSince, tries < mostTries, signal)
      return { ...cost, ms: Math.round(performance.now() - began) }
    } catch (error) {
      if (!(error instanceof EdgesMoved) || tries === mostTries) throw error
    }
}

async function compareOnce(
  { pool, indexes }: Comparing,
  repositoryId: number,
  closedSince: Date | null,
  goesOn: boolean,
  signal: AbortSignal,
): Promise<Omit<ComparisonCost, 'ms'>> {
  const usable = await readUsableRules({ pool }, repositoryId)
  await refreshSignatures({ pool }, repositoryId, usable, signal)
  // First: a verdict that comes between writes edges, too.
  const state = await readEdgesState(pool, repositoryId, memoryVersion)
  const verdicts = await readVerdicts(pool, repositoryId)
  const pulls = await readComparedHeads(pool, repositoryId, algorithmVersion, closedSince)
  const digest = digestOf(pulls, verdicts)
  if (state.digest === digest)
    return { pulls: pulls.length, ...(await countCompared(pool, repositoryId)), unchanged: true }

  const memory = await openMemory(pool, repositoryId, state, verdicts)
  const yieldLoop = openYield(signal)
  const knownPairs = openKnownPairs(pool, repositoryId, pulls)
  const { kept, ...found } = await indexes.withIndex(
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
    async (index) => {
      const contexts = index.contexts()
      const names = pulls.map((pull) => ({
        number: pull.number,
        head: digestHead(pull),
        context: contexts.get(pull.number) ?? '',
      }))
      if (!index.hasLists) {
        const kept = await memory.readLists(names)
        if (kept !== null) index.recallLists(kept.lists, kept.changed)
      }
      const compared = await comparePulls(
        pulls,
        index,
        (numbers) => streamRevisions(pool, repositoryId, algorithmVersion, numbers),
        await readSetMembership(pool, repositoryId),
        {
          rules: usable.rules,
          verdicts,
          knownPairs,
          memory: goesOn ? memory.hold(names) : noMemory,
          heldBytes: sideBytes(),
          yieldLoop,
        },
      )
      return { ...compared, kept: keepMemory(names, compared, index.keepLists()) }
    },
  )
  await knownPairs.finish(found.looked)
  const heads = new Map(pulls.map(({ number, headSha }) => [number, headSha]))
  const { isMoved } = await replaceComparison(pool, repositoryId, {
    edges: found.edges,
    sets: found.sets,
    heads,
    digest,
    kept: { keys: found.recalled, version: state.version },
    memory: kept,
  })
  // What a maintainer has said meanwhile counts at once.
  if (isMoved) await reapplyVerdicts(pool, repositoryId)
  return { pulls: pulls.length, edges: found.edges.length, sets: found.sets.length, unchanged: false }
}

/** Half of a SHA-256: no push can be made to look like the one before it. */
function digestHead(pull: ComparedHead): string {
  return createHash('sha256').update(nameHead(pull)).digest('base64').slice(0, 22)
}

/** Names everything that a comparison looks at; a pull request's texts are in `derivedFrom`. */
function digestOf(pulls: readonly ComparedHead[], verdicts: readonly PairVerdict[]): string {
  const hash = createHash('sha256').update(`${algorithmVersion} ${factsVersion}`)
  for (const { a, b, verdict } of verdicts) hash.update(`\n${a} ${b} ${verdict}`)
  for (const pull of pulls) hash.update(`\n${pull.state} ${nameHead(pull)}`)
  return hash.digest('hex')
}
