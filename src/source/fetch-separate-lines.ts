import type { SeparateLines } from '../domain/separate-lines.ts'
import type { BloblessMirror } from '../git/mirror/blobless-mirror.ts'
import { baseRefName, fetchBases, readBases } from '../git/mirror/fetch-heads.ts'
import { isSafeRef } from '../git/names.ts'
import { loadTips } from './locate-pulls.ts'
import { readSeparateLines } from './separate-lines.ts'

/**
 * Fetches some branches, commits and trees alone, and finds those that go their own way; null where their history is
 * the one that `known` names.
 */
export async function fetchSeparateLines(
  mirror: BloblessMirror,
  branches: readonly string[],
  known: string | null,
  signal: AbortSignal,
): Promise<SeparateLines | null> {
  const options = { gitDir: mirror.gitDir, signal }
  await fetchBases(mirror, branches, signal)
  const bases = await readBases(mirror, branches, signal)
  const trunk = bases.get(baseRefName(null)) ?? ''
  const tips = branches.map(
    (name) => [name, isSafeRef(name) ? bases.get(baseRefName(name)) : undefined] as const,
  )
  const lines = new Map(tips.filter((tip): tip is [string, string] => tip[1] !== undefined))
  // Our own mirror is never shallow.
  return readSeparateLines(trunk, lines, '', known, () => loadTips([trunk, ...lines.values()], options))
}
