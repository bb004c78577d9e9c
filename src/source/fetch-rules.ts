import { rulesPath } from '../domain/repository.ts'
import { findFileAt, readBlobText } from '../git/file-at.ts'
import type { GitOptions } from '../git/git.ts'
import type { BloblessMirror } from '../git/mirror/blobless-mirror.ts'
import { fetchAllowed } from '../git/mirror/fetch-allowed.ts'
import { baseRefName, fetchBases } from '../git/mirror/fetch-heads.ts'
import { classifyObjects } from '../git/objects.ts'

/** The text of the repository's rules at the tip of its default branch; null when there is none. */
export async function fetchRules(mirror: BloblessMirror, signal: AbortSignal): Promise<string | null> {
  const options: GitOptions = { gitDir: mirror.gitDir, signal }
  await fetchBases(mirror, [], signal)
  const id = await findFileAt(baseRefName(null), rulesPath, options)
  if (id === null) return null
  const kind = (await classifyObjects([id], options)).get(id)
  if (kind === 'missing') await fetchAllowed(mirror, [id], signal)
  return readBlobText(id, options)
}
