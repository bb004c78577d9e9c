import { detach, isLockFile } from '../../triage/index.ts'
import { GitFailure, type GitOptions, readGitLines } from '../git.ts'
import { diffMemoryMb } from '../limits.ts'
import { classifyObjects } from '../objects.ts'
import { type DiffPair, describePairs } from './diff-pair.ts'
import { openLockAttributes } from './lock-attributes.ts'

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
const entry = /^:(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])/

/** What a pair's diff is made of. */
export interface PairFiles {
  /** The blobs that git reads to compare them. */
  blobs: string[]
  /** Lock files and nothing else: their lines are asked for as well. */
  isLocksAlone: boolean
}

/** The blobs that the diff of each pair would read, as `readPairFiles` finds them. */
export async function readChangedBlobs(
  pairs: readonly DiffPair[],
  options: GitOptions,
): Promise<(string[] | null)[]> {
  const files = await readPairFiles(await describePairs(pairs, options), options)
  return files.map((found) => found?.blobs ?? null)
}

/**
 * What the diff of each pair would read, without reading any of it: from the trees alone. Null for a pair that changes
 * too many files, or whose trees git cannot compare in the memory that it may take.
 * @param lines as `describePairs` gives them.
 * @param isLenient null as well for a pair that cannot be read for any other reason.
 * @throws GitFailure when a tree is missing, unless lenient.
 */
export async function readPairFiles(
  lines: readonly string[],
  options: GitOptions,
  isLenient = false,
): Promise<(PairFiles | null)[]> {
  const found: (PairFiles | null)[] = []
  let killedAt = -1
  while (found.length < lines.length) {
    const asked = lines.slice(found.length)
    try {
      await readEntries(asked, found, options)
    } catch (error) {
      options.signal.throwIfAborted()
      if (!(error instanceof GitFailure) || !(error.outOfMemory || isLenient)) throw error
      if (error.isKilled && killedAt !== found.length) {
        killedAt = found.length
        continue
      }
      // The first that is not answered is the one; the others go on in a new process.
      found.push(null)
    }
  }
  return found
}

/** Adds the answer for each pair, up to the first that is too large: that one's is null, and git is stopped. */
async function readEntries(
  lines: readonly string[],
  found: (PairFiles | null)[],
  options: GitOptions,
): Promise<void> {
  const end = 'end'
  const input = lines.map((line) => `${line}\n${end}\n`).join('')
  let current = new Entries()
  // Paths are quoted (core.quotePath) and come last, so none can look like a line of its own.
  for await (const printed of readGitLines(rawArguments, { ...options, input, memoryMb: diffMemoryMb }))
    for (const line of printed) {
      if (line === end) {
        found.push(current.finish())
        current = new Entries()
        continue
      }
      current.add(line)
      if (current.count > mostBlobs) {
        found.push(null)
        return
      }
    }
}

/** The entries of one pair. */
class Entries {
  readonly #blobs: string[] = []
  /** Of lock files that are there before and after. */
  readonly #ofLocks: string[] = []
  #locks = 0
  #others = 0

  get count(): number {
    return this.#blobs.length + this.#ofLocks.length
  }

  add(line: string): void {
    const match = entry.exec(line.slice(0, longestEntry))
    if (match === null) return
    const [, oldMode, newMode, oldId, newId, status] = match
    const isLock = isLockFile(unquoteEnd(line.slice(line.lastIndexOf('\t') + 1)))
    if (isLock) this.#locks++
    else this.#others++
    // What is added or removed is read to see whether it was renamed.
    const list = isLock && status === 'M' ? this.#ofLocks : this.#blobs
    // An id that was cut from the line would hold all of what git printed at once.
    if (oldMode !== submoduleMode && !noObject.test(oldId!)) list.push(detach(oldId!))
    if (newMode !== submoduleMode && !noObject.test(newId!)) list.push(detach(newId!))
  }

  finish(): PairFiles {
    const isLocksAlone = this.#locks > 0 && this.#others === 0
    const areRead = isLocksAlone || openLockAttributes() === undefined
    return { blobs: areRead ? [...this.#blobs, ...this.#ofLocks] : this.#blobs, isLocksAlone }
  }
}

/** A line's end, where the path's is, without the quote that ends it where it is quoted. */
const unquoteEnd = (line: string) => (line.endsWith('"') ? line.slice(0, -1) : line)

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
