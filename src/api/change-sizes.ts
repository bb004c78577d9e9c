import type { Pool } from '../postgres/pool.ts'
import { readRules } from '../postgres/repository-rules.ts'
import { streamRevisions } from '../postgres/revisions.ts'
import { algorithmVersion, type ChannelSize, measureChange, parseRepositoryRules } from '../triage/index.ts'

/** What the changes of these pull requests consist of, by number; one that was not read yet is missing. */
export async function readChangeSizes(
  pool: Pool,
  repositoryId: number,
  numbers: readonly number[],
): Promise<Map<number, ChannelSize[]>> {
  const { text } = await readRules(pool, repositoryId)
  const rules = text === null ? undefined : (parseRepositoryRules(text).rules ?? undefined)
  const sizes = new Map<number, ChannelSize[]>()
  for await (const { number, patch } of streamRevisions(pool, repositoryId, algorithmVersion, numbers))
    sizes.set(number, measureChange(patch, rules))
  return sizes
}
