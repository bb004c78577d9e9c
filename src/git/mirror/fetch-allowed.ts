import { GitFailure } from '../git.ts'
import { isObjectId } from '../names.ts'
import type { BloblessMirror } from './blobless-mirror.ts'
import { classifyFetchFailure } from './explain-fetch.ts'

/** Fetches that may be refused while a batch is halved; beyond it the rest counts as refused. */
const mostRefusals = 64

/**
 * Fetches objects by id, as many as the server gives. It names only the first that it refuses, so a refused batch is
 * halved until what is refused stands alone. @throws GitFailure when the server gives no single objects at all.
 */
export async function fetchAllowed(
  mirror: BloblessMirror,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  let refusals = 0
  const batches = [ids.filter(isObjectId)]
  for (let batch = batches.pop(); batch !== undefined && refusals < mostRefusals; batch = batches.pop()) {
    if (batch.length === 0) continue
    try {
      await mirror.fetchObjects(batch, signal)
    } catch (error) {
      if (!(error instanceof GitFailure) || classifyFetchFailure(error) !== 'refused-object') throw error
      refusals++
      const middle = batch.length >> 1
      if (middle > 0) batches.push(batch.slice(middle), batch.slice(0, middle))
    }
  }
}
