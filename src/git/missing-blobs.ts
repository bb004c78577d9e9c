import { type DiffPair, describePairs } from './diff-pair.ts'
import { GitFailure, type GitOptions, readGitLines } from './git.ts'
import { classifyObjects } from './objects.ts'

/** Mode of a submodule: its "content" is a commit of another repository. */
const submoduleMode = '160000'
/** git's id for "there is no file on this side". */
const noObject = /^0+$/

/**
 * The blobs that the diff of each pair would read, without reading any: from the trees alone.
 * @throws GitFailure when a tree is missing too.
 */
export async function readChangedBlobs(pairs: readonly DiffPair[], options: GitOptions): Promise<string[][]> {
  if (pairs.length === 0) return []
  const end = 'end'
  const args = [
    'diff-tree',
    '--stdin',
    '-r',
    '--raw',
    '--no-renames',
    '--no-commit-id',
    '--no-abbrev',
  ] as const
  const lines = await describePairs(pairs, options)
  const input = lines.map((line) => `${line}\n${end}\n`).join('')
  const blobs: string[][] = []
  let current: string[] = []
  // Paths are quoted (core.quotePath) and come last, so none can look like a line of its own.
  for await (const printed of readGitLines(args, { ...options, input }))
    for (const line of printed) {
      if (line === end) {
        blobs.push(current)
        current = []
        continue
      }
      const match = /^:(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]/.exec(line)
      if (match === null) continue
      const [, oldMode, newMode, oldId, newId] = match
      if (oldMode !== submoduleMode && !noObject.test(oldId!)) current.push(oldId!)
      if (newMode !== submoduleMode && !noObject.test(newId!)) current.push(newId!)
    }
  return blobs
}

/** Which of the pairs from `from` on lack a blob. */
export async function findIncomplete(
  pairs: readonly DiffPair[],
  from: number,
  options: GitOptions,
): Promise<Set<number>> {
  const incomplete = new Set<number>()
  try {
    const blobs = await readChangedBlobs(pairs.slice(from), options)
    const kinds = await classifyObjects([...new Set(blobs.flat())], options)
    for (const [index, ids] of blobs.entries())
      if (ids.some((id) => kinds.get(id) === 'missing')) incomplete.add(from + index)
  } catch (error) {
    options.signal.throwIfAborted()
    // A tree is missing: then each pair is tried, and tells by itself.
    if (!(error instanceof GitFailure)) throw error
  }
  return incomplete
}
