import type { GitOptions } from '../git.ts'
import { readPairFiles } from './missing-blobs.ts'

/**
 * Which of the pairs change lock files and nothing else: their lines are what is compared.
 * @param lines as `describePairs` gives them; one of which the repository lacks a tree is none of these.
 */
export async function findLocksAlone(
  lines: readonly string[],
  options: GitOptions,
): Promise<ReadonlySet<number>> {
  const alone = new Set<number>()
  for (const [index, files] of (await readPairFiles(lines, options, true)).entries())
    if (files?.isLocksAlone) alone.add(index)
  return alone
}
