import type { DiffPair } from '../diff/diff-pair.ts'
import { readChangedBlobs } from '../diff/missing-blobs.ts'
import { classifyObjects } from '../objects.ts'
import type { BloblessMirror } from './blobless-mirror.ts'
import { fetchAllowed } from './fetch-allowed.ts'

/**
 * Fetches every blob that the pairs' diffs will read and the mirror lacks, all in one fetch. Returns the indexes of
 * pairs that change too many files to be fetched.
 */
export async function fetchBlobs(
  mirror: BloblessMirror,
  pairs: readonly DiffPair[],
  signal: AbortSignal,
): Promise<Set<number>> {
  const options = { gitDir: mirror.gitDir, signal }
  const tooMany = new Set<number>()
  const wanted = new Set<string>()
  for (const [index, blobs] of (await readChangedBlobs(pairs, options)).entries())
    if (blobs === null) tooMany.add(index)
    else for (const blob of blobs) wanted.add(blob)
  const kinds = await classifyObjects([...wanted], options)
  const missing = [...wanted].filter((blob) => kinds.get(blob) === 'missing')
  await fetchAllowed(mirror, missing, signal)
  return tooMany
}
