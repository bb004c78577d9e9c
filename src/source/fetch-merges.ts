import { AppError } from '../errors.ts'
import { readMergeBlobs } from '../git/merge/merge-blobs.ts'
import type { BloblessMirror } from '../git/mirror/blobless-mirror.ts'
import { fetchAllowed } from '../git/mirror/fetch-allowed.ts'
import { baseRefName, fetchBases, fetchHeads, readBases } from '../git/mirror/fetch-heads.ts'
import { isSafeRef } from '../git/names.ts'
import { classifyObjects } from '../git/objects.ts'
import type { MergeQuestion } from './source.ts'
import { tryAll } from './try-all.ts'

/**
 * Answers a question about merges, having fetched the branch, the heads and the blobs that merging them reads.
 * @param repository `owner/name`, for the error.
 * @throws AppError NOT_FOUND when the branch is gone; what `tryAll` throws.
 */
export async function fetchMerges(
  mirror: BloblessMirror,
  question: MergeQuestion,
  repository: string,
  signal: AbortSignal,
): Promise<void> {
  const { branch, pulls } = question
  const options = { gitDir: mirror.gitDir, signal }
  await fetchBases(mirror, [branch], signal)
  const bases = await readBases(mirror, [branch], signal)
  const tip = branch === null || isSafeRef(branch) ? bases.get(baseRefName(branch)) : undefined
  if (tip === undefined)
    throw new AppError('NOT_FOUND', `the branch that they are made to is gone from ${repository}`)
  await tryAll(question, tip, options, async (heads) => {
    const wanted = pulls.filter(({ headSha }) => heads.includes(headSha))
    await fetchHeads(
      mirror,
      wanted.map((pull) => ({ ...pull, baseRef: branch })),
      signal,
    )
    const there = await classifyObjects(heads, options)
    const commits = heads.filter((head) => there.get(head) === 'commit')
    const blobs = [...(await readMergeBlobs(tip, commits, options))]
    const kinds = await classifyObjects(blobs, options)
    await fetchAllowed(
      mirror,
      blobs.filter((blob) => kinds.get(blob) === 'missing'),
      signal,
    )
  })
}
