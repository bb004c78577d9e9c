import { detach } from '../../triage/index.ts'
import { GitFailure, type GitOptions, readGitLines } from '../git.ts'
import { diffMemoryMb } from '../limits.ts'
import { classifyObjects } from '../objects.ts'
import { type DiffPair, describePairs } from './diff-pair.ts'

/** Mode of a submodule: its "content" is a commit of another repository. */
const submoduleMode = '160000'
/** Two modes, two ids and a letter: the path follows. */
const longestEntry = 160
/** git's id for "there is no file on this side". */
const noObject = /^0+$/

/**
 * Files that one pull request may change before its blobs are not looked for: GitHub itself lists 3,000. Two for each.
 */
const mostBlobs = 40_000
const rawArguments = [
  'diff-tree',
  '--stdin',
  '-r',
  '--raw',
  '--no-renames',
  '--no-commit-id',
  '--no-abbrev',
] as const
const entry = /^:(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]/

/**
 * The blobs that the diff of each pair would read, without reading any: from the trees alone. Null for a pair that
 * changes too many files, or whose trees git cannot compare in the memory that it may take.
 * @throws GitFailure when a tree is missing.
 */
export async function readChangedBlobs(
  pairs: readonly DiffPair[],
  options: GitOptions,
): Promise<(string[] | null)[]> {
  const lines = await describePairs(pairs, options)
  const blobs: (string[] | null)[] = []
  let killedAt = -1
  while (blobs.length < lines.length) {
    const asked = lines.slice(blobs.length)
    try {
      await readEntries(asked, blobs, options)
    } catch (error) {
      options.signal.throwIfAborted()
      if (!(error instanceof GitFailure) || !error.outOfMemory) throw error
      if (error.isKilled && killedAt !== blobs.length) {
        killedAt = blobs.length
        continue
      }
      // The first that is not answered is the one; the others go on in a new process.
      blobs.push(null)
    }
  }
  return blobs
}

/** Adds the answer for each pair, up to the first that is too large: that one's is null, and git is stopped. */
async function readEntries(
  lines: readonly string[],
  blobs: (string[] | null)[],
  options: GitOptions,
): Promise<void> {
  const end = 'end'
  const input = lines.map((line) => `${line}\n${end}\n`).join('')
  let current: string[] = []
  // Paths are quoted (core.quotePath) and come last, so none can look like a line of its own.
  for await (const printed of readGitLines(rawArguments, { ...options, input, memoryMb: diffMemoryMb }))
    for (const line of printed) {
      if (line === end) {
        blobs.push(current)
        current = []
        continue
      }
      const match = entry.exec(line.slice(0, longestEntry))
      if (match === null) continue
      const [, oldMode, newMode, oldId, newId] = match
      // An id that was cut from the line would hold all of what git printed at once.
      if (oldMode !== submoduleMode && !noObject.test(oldId!)) current.push(detach(oldId!))
      if (newMode !== submoduleMode && !noObject.test(newId!)) current.push(detach(newId!))
      if (current.length > mostBlobs) {
        blobs.push(null)
        return
      }
    }
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
    const kinds = await classifyObjects([...new Set(blobs.flatMap((ids) => ids ?? []))], options)
    for (const [index, ids] of blobs.entries())
      if (ids?.some((id) => kinds.get(id) === 'missing')) incomplete.add(from + index)
  } catch (error) {
    options.signal.throwIfAborted()
    // A tree is missing: then each pair is tried, and tells by itself.
    if (!(error instanceof GitFailure)) throw error
  }
  return incomplete
}
