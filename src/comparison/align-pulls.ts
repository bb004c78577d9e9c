import type { Queryable } from '../postgres/pool.ts'
import { readRules } from '../postgres/repository-rules.ts'
import { streamRevisions } from '../postgres/revisions.ts'
import {
  algorithmVersion,
  alignChanges,
  type ChannelSize,
  measureChange,
  parseRepositoryRules,
} from '../triage/index.ts'

/** Two pull requests' changes beside each other. */
export interface AlignedPulls {
  /** What each consists of. */
  a: ChannelSize[]
  b: ChannelSize[]
  /**
   * The Alignment (triage/change/align.ts) as JSON, UTF-8: it may have megabytes, which are written where no one else
   * waits.
   */
  alignment: Uint8Array
}

/** @returns the number of the first that was not read yet, where there is one. */
export async function alignPulls(
  db: Queryable,
  repositoryId: number,
  [first, second]: readonly [number, number],
): Promise<AlignedPulls | { unread: number }> {
  const patches = new Map<number, string>()
  for await (const { number, patch } of streamRevisions(db, repositoryId, algorithmVersion, [first, second]))
    patches.set(number, patch)
  const [patchA, patchB] = [patches.get(first), patches.get(second)]
  if (patchA === undefined) return { unread: first }
  if (patchB === undefined) return { unread: second }
  const rules = await readPathRules(db, repositoryId)
  return {
    a: measureChange(patchA, rules),
    b: measureChange(patchB, rules),
    alignment: new TextEncoder().encode(JSON.stringify(alignChanges(patchA, patchB, rules))),
  }
}

/** What the changes of these pull requests consist of, by number; one that was not read yet is missing. */
export async function measurePulls(
  db: Queryable,
  repositoryId: number,
  numbers: readonly number[],
): Promise<Map<number, ChannelSize[]>> {
  const rules = await readPathRules(db, repositoryId)
  const sizes = new Map<number, ChannelSize[]>()
  for await (const { number, patch } of streamRevisions(db, repositoryId, algorithmVersion, numbers))
    sizes.set(number, measureChange(patch, rules))
  return sizes
}

/** What the repository says that its paths are for; undefined when it says nothing, or nothing that can be read. */
export async function readPathRules(db: Queryable, repositoryId: number) {
  const { text } = await readRules(db, repositoryId)
  return text === null ? undefined : (parseRepositoryRules(text).rules ?? undefined)
}
