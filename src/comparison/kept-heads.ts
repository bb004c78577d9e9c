import { randomInt } from 'node:crypto'
import { digestIndexableHeads, type IndexableHead, readIndexableHeads } from '../postgres/indexed-heads.ts'
import type { Pool } from '../postgres/pool.ts'
import { algorithmVersion } from '../triage/index.ts'

/** Some hundred bytes each. */
const mostKeptHeads = 40_000

export interface KeptHeads {
  /** In order of number; the very same array as long as no head has changed. */
  heads: readonly IndexableHead[]
  open: number
}

/** Reads what a repository's index should hold; what has not changed since the last question is not sent again. */
export function keepHeads(pool: Pool): (repositoryId: number) => Promise<KeptHeads> {
  const seed = randomInt(2 ** 47)
  const kept = new Map<number, KeptHeads & { digest: string }>()
  return async (repositoryId) => {
    const last = kept.get(repositoryId)
    if (
      last !== undefined &&
      last.digest === (await digestIndexableHeads(pool, repositoryId, algorithmVersion, seed))
    )
      return last
    const { heads, digest } = await readIndexableHeads(pool, repositoryId, algorithmVersion, seed)
    const read = { heads, digest, open: heads.filter(({ isOpen }) => isOpen).length }
    kept.delete(repositoryId)
    kept.set(repositoryId, read)
    makeRoom(kept)
    return read
  }
}

function makeRoom(kept: Map<number, KeptHeads>): void {
  let heads = 0
  for (const one of kept.values()) heads += one.heads.length
  // The least recently read come first.
  for (const [repositoryId, one] of kept) {
    if (heads <= mostKeptHeads) return
    kept.delete(repositoryId)
    heads -= one.heads.length
  }
}
