import { randomBytes } from 'node:crypto'
import { GitFailure, type GitOptions, startGit } from '../git.ts'
import { diffMemoryMb, saysOutOfMemory } from '../limits.ts'
import { type DiffPair, describePairs } from './diff-pair.ts'
import { describeLargeFiles } from './large-files.ts'
import { openLockAttributes } from './lock-attributes.ts'
import { findLocksAlone } from './lock-lines.ts'
import { findIncomplete } from './missing-blobs.ts'
import { type KeptPatch, maxPatchBytes, PatchKeeper } from './patch-keeper.ts'

/** `patch` is in UTF-8. */
export type Diff = { ok: true; patch: Uint8Array; degraded: string | null } | { ok: false; reason: string }

/** Renames are looked for among at most this many added times deleted files, since each such pair is compared. */
const renameLimit = 400
/** A single diff takes milliseconds; one that takes this long is stuck in a pathological file. */
const pairDeadlineMs = 60_000
/** What timeout(1) ends with; git itself never does. */
const timedOut = 124
/** In a diff that is too large, files above this are left out, so that one generated file does not hide the others. */
const largeFile = '512k'
const diffArguments = [
  'diff-tree',
  '--stdin',
  '-r',
  '-p',
  '-M',
  `-l${renameLimit}`,
  '--full-index',
  '--no-commit-id',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--unified=3',
  '--inter-hunk-context=0',
  '--diff-algorithm=myers',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--submodule=short',
  '--ignore-submodules=none',
] as const

/**
 * Streams the diff of each pair, in the order given. The lines of lock files are in those alone that change nothing
 * else (lock-lines.ts), which are rare: these have a git process of their own beside the other one. Nothing but the
 * diffs in hand is held in memory.
 */
export async function* streamDiffs(pairs: readonly DiffPair[], options: GitOptions): AsyncGenerator<Diff> {
  const lines = await describePairs(pairs, options)
  const locksAlone = await findLocksAlone(lines, options)
  const isAlone = (_: unknown, index: number) => locksAlone.has(index)
  const isOther = (_: unknown, index: number) => !locksAlone.has(index)
  const attributes = openLockAttributes()
  const brief = attributes === undefined ? options : { ...options, attributes }
  const lanes = [
    streamLane(pairs.filter(isOther), lines.filter(isOther), brief),
    streamLane(pairs.filter(isAlone), lines.filter(isAlone), options),
  ] as const
  try {
    for (const index of pairs.keys()) yield (await lanes[locksAlone.has(index) ? 1 : 0].next()).value!
  } finally {
    for (const lane of lanes) await lane.return(undefined)
  }
}

/**
 * From one git process; another is started only after a pair that could not be had, or that is so large that git is
 * stopped.
 */
async function* streamLane(
  pairs: readonly DiffPair[],
  lines: readonly string[],
  options: GitOptions,
): AsyncGenerator<Diff, undefined> {
  /** Known after the first failure: pairs whose files' contents the repository lacks. */
  let incomplete: Set<number> | undefined
  /**
   * The pair at which git was killed last: that may have been for any other process's sake, so it is tried once more.
   */
  let killedAt = -1
  for (let from = 0; from < pairs.length; ) {
    if (incomplete?.has(from)) {
      from++
      yield { ok: false, reason: 'the repository lacks the contents of some of its files' }
      continue
    }
    let until = from
    while (until < pairs.length && !incomplete?.has(until)) until++
    try {
      for await (const patch of streamPatches(lines.slice(from, until), options)) {
        const isLarge = patch.arrived > maxPatchBytes
        const diff: Diff = isLarge
          ? await readReducedDiff(lines[from]!, options, tooLarge)
          : { ok: true, patch: patch.bytes, degraded: await describeLargeFiles(patch.bytes, options) }
        // Not before it is whole: a pair that fails until then is the one that is named.
        from++
        yield diff
        if (isLarge) break
      }
    } catch (error) {
      options.signal.throwIfAborted()
      if (!(error instanceof GitFailure)) throw error
      if (error.isKilled && killedAt !== from) {
        killedAt = from
        continue
      }
      // git gives up at the first object that it lacks, or that it has no room for: that pair fails, the others go on
      // in a new process.
      const failing = from++
      if (error.outOfMemory || error.exitCode === timedOut)
        yield await readReducedDiff(lines[failing]!, options, tooMuchMemory)
      else {
        yield { ok: false, reason: error.message }
        incomplete ??= await findIncomplete(pairs, from, options)
      }
    }
  }
}

const tooLarge = `diff larger than ${maxPatchBytes / 1024 / 1024} MiB`
const tooMuchMemory = `diff that git needs more than ${diffMemoryMb} MiB of memory for`

/** A diff above a limit, once more without its large files, cut if it is still too large. */
async function readReducedDiff(
  line: string,
  options: GitOptions,
  limit: string,
  mayRetry = true,
): Promise<Diff> {
  const reduced = { ...options, settings: [['core.bigFileThreshold', largeFile]] as const }
  // To see whether a large file was renamed git reads all of it.
  const more = limit === tooMuchMemory ? ['--no-renames'] : []
  try {
    for await (const patch of streamPatches([line], reduced, more))
      return {
        ok: true,
        patch: patch.bytes,
        degraded:
          patch.arrived > maxPatchBytes
            ? `${tooLarge}: what comes after is left out`
            : `${limit}: files of more than 512 KiB are left out`,
      }
  } catch (error) {
    options.signal.throwIfAborted()
    if (!(error instanceof GitFailure)) throw error
    if (error.isKilled && mayRetry) return readReducedDiff(line, options, limit, false)
    return { ok: false, reason: saysOutOfMemory(error.stderr) ? limit : error.message }
  }
  return { ok: false, reason: limit }
}

/**
 * One git process over several pairs. After each pair git is given a line that is no object id, which it echoes: that
 * line, with a random word in it, ends the pair's diff. No content can forge it: it was drawn after the content was
 * written, and every line of content begins with " ", "+", "-" or "\". The patch after a too large one never comes: git
 * is stopped.
 */
async function* streamPatches(
  lines: readonly string[],
  options: GitOptions,
  more: readonly string[] = [],
): AsyncGenerator<KeptPatch> {
  const word = `end ${randomBytes(16).toString('hex')}`
  const marker = Buffer.from(`${word}\n`)
  const git = startGit([...diffArguments, ...more], { ...options, deadlineMs: null, memoryMb: diffMemoryMb })
  git.stdin.end(lines.map((line) => `${line}\n${word}\n`).join(''))
  const late = () =>
    git.fail(new GitFailure('diff-tree', timedOut, `it took longer than ${pairDeadlineMs / 1_000} s`))
  // Only git's own time counts: while the reader is busy, no clock runs.
  let timer = setTimeout(late, pairDeadlineMs)
  let answered = 0
  let keeper = new PatchKeeper()
  let rest: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      let buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      for (let at = buffer.indexOf(marker); at !== -1; at = buffer.indexOf(marker)) {
        keeper.add(buffer.subarray(0, at))
        buffer = buffer.subarray(at + marker.length)
        answered++
        clearTimeout(timer)
        yield keeper.finish()
        keeper = new PatchKeeper()
        timer = setTimeout(late, pairDeadlineMs)
      }
      // The marker may be cut in two by the pipe: as much as could begin it waits for the next chunk.
      const whole = Math.max(0, buffer.length - marker.length)
      keeper.add(buffer.subarray(0, whole))
      rest = buffer.subarray(whole)
      if (keeper.overflowed) {
        clearTimeout(timer)
        yield keeper.finish()
        return
      }
    }
    await git.done
  } finally {
    clearTimeout(timer)
    git.stop()
  }
  if (answered < lines.length) throw new GitFailure('diff-tree', 0, 'it ended early')
}
