import { CandidateIndex, type IndexedPull, type Signature } from '../triage/index.ts'

/** Names what a signature is of: the index needs no update while it stays the same. */
export interface IndexedHead {
  number: number
  /** Head SHA, what else the signature was derived from, and when it was merged. */
  key: string
  /** Milliseconds since 1970; null or absent when it was not merged. */
  mergedAt?: number | null
}

interface Kept {
  index: CandidateIndex
  heads: readonly IndexedHead[]
  keys: Map<number, string>
}

export interface IndexCache {
  /**
   * Runs `use` with an index of exactly these pull requests: one kept from the last time with what is new put in, or a
   * new one. Both give the same answers.
   * @param heads what it holds; the very array of the last time says that nothing has changed.
   * @param readSignatures pages of the signatures of the given pull requests, null for all.
   */
  withIndex<T>(
    repositoryId: number,
    heads: readonly IndexedHead[],
    readSignatures: (
      numbers: readonly number[] | null,
    ) => AsyncIterable<{ number: number; signature: Signature }[]>,
    yieldLoop: () => Promise<void>,
    use: (index: CandidateIndex) => Promise<T>,
  ): Promise<T>
}

/**
 * Pull requests whose indexes are kept between comparisons in one process: some 4 KB each (docs/accuracy.md), so about
 * 80 MB. A larger repository's index is built for each comparison and given up after it.
 */
const mostKeptPulls = 20_000
/** Beyond this share of changes a new index costs less than bringing the old one up to date. */
const worthKeeping = 1 / 16

/** Keeps the indexes of the repositories compared last, as many as there is room for. */
export function keepIndexes(mostPulls = mostKeptPulls): IndexCache {
  const kept = new Map<number, Kept>()

  return {
    async withIndex(repositoryId, heads, readSignatures, yieldLoop, use) {
      // Taken out while it is used: what breaks off halfway is not kept, and no two use the same.
      const last = kept.get(repositoryId)
      kept.delete(repositoryId)
      if (last?.heads === heads) {
        const result = await use(last.index)
        kept.set(repositoryId, last)
        return result
      }
      const keys = new Map(heads.map(({ number, key }) => [number, key]))
      const mergedAt = new Map(heads.map((head) => [head.number, head.mergedAt]))
      const index =
        (last && (await update(last, keys, mergedAt, readSignatures, yieldLoop))) ?? (await build())
      const result = await use(index)
      kept.set(repositoryId, { index, heads, keys })
      makeRoom(kept, mostPulls)
      return result

      async function build(): Promise<CandidateIndex> {
        const pulls: IndexedPull[] = []
        for await (const page of readSignatures(null))
          for (const pull of page)
            if (keys.has(pull.number)) pulls.push({ ...pull, mergedAt: mergedAt.get(pull.number) })
        return CandidateIndex.build(pulls, yieldLoop)
      }
    },
  }
}

/** Null when so much has changed that a new index costs less. */
async function update(
  { index, keys: before }: Kept,
  keys: ReadonlyMap<number, string>,
  mergedAt: ReadonlyMap<number, number | null | undefined>,
  readSignatures: Parameters<IndexCache['withIndex']>[2],
  yieldLoop: () => Promise<void>,
): Promise<CandidateIndex | null> {
  const gone = [...before.keys()].filter((number) => !keys.has(number))
  const changed = [...keys].filter(([number, key]) => before.get(number) !== key).map(([number]) => number)
  if (gone.length + changed.length > before.size * worthKeeping) return null
  for (const number of gone) index.remove(number)
  if (changed.length > 0)
    for await (const page of readSignatures(changed))
      for (const { number, signature } of page) {
        index.put(number, signature, mergedAt.get(number))
        await yieldLoop()
      }
  await index.settle(yieldLoop)
  return index
}

function makeRoom(kept: Map<number, Kept>, mostPulls: number): void {
  let pulls = 0
  for (const { keys } of kept.values()) pulls += keys.size
  // The least recently used come first.
  for (const [repositoryId, { keys }] of kept) {
    if (pulls <= mostPulls) return
    kept.delete(repositoryId)
    pulls -= keys.size
  }
}
