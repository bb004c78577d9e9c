import type { Queryable } from '../postgres/pool.ts'
import { streamRevisions } from '../postgres/revisions.ts'
import { algorithmVersion, deriveOutcomes, parsePatch } from '../triage/index.ts'

/** What pull requests leave behind, at the heads that were read. */
export type DerivedOutcomes = {
  number: number
  headSha: string
  outcomes: ReturnType<typeof deriveOutcomes>
}[]

/** Reads stored patches, which takes long where one is made for that. */
export async function readOutcomes(
  db: Queryable,
  repositoryId: number,
  numbers: readonly number[],
): Promise<DerivedOutcomes> {
  const derived: DerivedOutcomes = []
  for await (const { number, headSha, patch } of streamRevisions(db, repositoryId, algorithmVersion, numbers))
    derived.push({ number, headSha, outcomes: deriveOutcomes(parsePatch(patch)) })
  return derived
}
