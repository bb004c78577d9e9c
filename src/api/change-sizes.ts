import { readPathRules } from '../comparison/align-pulls.ts'
import { openYield } from '../concurrency/event-loop.ts'
import { streamRevisions } from '../postgres/revisions.ts'
import { algorithmVersion, type ChannelSize, measureChange } from '../triage/index.ts'
import type { ApiPorts } from './ports.ts'

/** A patch of this many characters is measured within a millisecond or two, for which no thread is started. */
const smallPatch = 64 * 1024

/** What the changes of these pull requests consist of, by number; one that was not read yet is missing. */
export async function readChangeSizes(
  { pool, changes }: Pick<ApiPorts, 'pool' | 'changes'>,
  repositoryId: number,
  numbers: readonly number[],
  signal: AbortSignal,
): Promise<Map<number, ChannelSize[]>> {
  const yieldLoop = openYield(signal)
  const rules = await readPathRules(pool, repositoryId)
  const sizes = new Map<number, ChannelSize[]>()
  const large: number[] = []
  for await (const { number, patch } of streamRevisions(pool, repositoryId, algorithmVersion, numbers)) {
    if (patch.length > smallPatch) large.push(number)
    else sizes.set(number, measureChange(patch, rules))
    await yieldLoop()
  }
  if (large.length > 0)
    for (const [number, size] of await changes.measure(repositoryId, large, signal)) sizes.set(number, size)
  return sizes
}
