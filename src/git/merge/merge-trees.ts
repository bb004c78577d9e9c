import { type MergeResult, mostConflictFiles } from '../../domain/what-if.ts'
import { AppError, describeError } from '../../errors.ts'
import { detach } from '../../triage/index.ts'
import { GitFailure, type GitOptions, runGit, startGit } from '../git.ts'
import { mergeMemoryMb } from '../limits.ts'
import { isObjectId } from '../names.ts'
import { type MergeFolder, openMergeFolder } from './merge-folder.ts'

/** Two commits to merge, the first one being merged into. */
export interface MergePair {
  into: string
  head: string
  /** The head that `into` was made of; null: it is the branch itself. */
  after: string | null
}

/** What a merge came to, and the tree that it made where there is no conflict. */
export interface TreeMerge extends MergeResult {
  tree: string | null
}

/** A merge of what people review takes some ten milliseconds. */
const mergeDeadlineMs = 20_000
/** What each further one of a process may add. */
const furtherMergeMs = 1_000
/** Few enough that a process which is ended loses little, many enough that its start costs little for each. */
const mostPerProcess = 24
/** What merges may write before they are ended: conflicts of large files would fill the disk. */
const mostWrittenMb = 128
const measureEveryMs = 250
/** One that took more than it may so often, with different partners, is tried with no other. */
const mostOverruns = 2
/** Characters of a path that are kept, and bytes that are read of one: trees may hold a path of any length. */
const longestPath = 500
const longestToken = 4_096

/** The first git that merges many in one process. */
const leastVersion = [2, 39] as const

/** Why this git cannot merge trees; null when it can. */
export async function findMergeObstacle(options: GitOptions): Promise<string | null> {
  const printed = (await runGit(['version'], options)).toString('utf8')
  const [, major = 0, minor = 0] = (/(\d{1,9})\.(\d{1,9})/.exec(printed) ?? []).map(Number)
  return major > leastVersion[0] || (major === leastVersion[0] && minor >= leastVersion[1])
    ? null
    : `it needs git ${leastVersion.join('.')} or later, and this is ${major}.${minor}`
}

/**
 * Merges pairs of commits as `git merge` would, renames included, and yields what each comes to, in order. What git
 * cannot do of one (no history in common, an object that is missing, too much memory, time or disk) is its outcome,
 * UNKNOWN with the reason, and the others go on. What is written on the way is removed.
 * @param from where the commits are: see openMergeFolder.
 * @param deadlineAt milliseconds since 1970; what is not tried by then is unknown too.
 */
export async function* mergeTrees(
  from: readonly string[],
  pairs: readonly MergePair[],
  deadlineAt: number,
  signal: AbortSignal,
): AsyncGenerator<TreeMerge> {
  let done = 0
  /** How many the next process is given: after a failure only the one that it may have failed at. */
  let size = mostPerProcess
  const overruns = new Map<string, number>()
  const isHeavy = ({ head, after }: MergePair) =>
    [head, after ?? ''].some((one) => (overruns.get(one) ?? 0) >= mostOverruns)
  while (done < pairs.length) {
    if (Date.now() > deadlineAt || isHeavy(pairs[done]!)) {
      yield unknown(isHeavy(pairs[done++]!) ? tooMuch : 'trying all of them takes too long')
      continue
    }
    const batch = pairs.slice(done, done + size)
    const folder = await openMergeFolder(from, batch[0]!.into.length)
    try {
      for await (const merge of mergeBatch(folder, batch, deadlineAt, signal)) {
        done++
        yield merge
      }
      size = mostPerProcess
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof GitFailure) && !(error instanceof AppError)) throw error
      // What a process had to say of others when it was ended is lost with it, so the one is known only when it is
      // alone.
      if (batch.length === 1) {
        const { head, after } = batch[0]!
        if (isOverrun(error))
          for (const one of after === null ? [head] : [head, after])
            overruns.set(one, (overruns.get(one) ?? 0) + 1)
        done++
        yield unknown(explain(error))
        size = mostPerProcess
      } else size = 1
    } finally {
      await folder.remove()
    }
  }
}

/**
 * Merges within a folder, which keeps what is written. @throws GitFailure, AppError at the first that cannot be done.
 */
export async function* mergeBatch(
  folder: MergeFolder,
  pairs: readonly MergePair[],
  deadlineAt: number,
  signal: AbortSignal,
): AsyncGenerator<TreeMerge> {
  const git = startGit(['merge-tree', '--write-tree', '--stdin', '--name-only', '--no-messages'], {
    gitDir: folder.gitDir,
    signal,
    deadlineMs: Math.max(
      1,
      Math.min(mergeDeadlineMs + pairs.length * furtherMergeMs, deadlineAt - Date.now()),
    ),
    memoryMb: mergeMemoryMb(),
    fileMb: mostWrittenMb,
  })
  const watch = setInterval(() => {
    void folder.measure().then((bytes) => {
      if (bytes > mostWrittenMb * 1024 * 1024)
        git.fail(new AppError('TOO_LARGE', `it writes more than ${mostWrittenMb} MiB`))
    })
  }, measureEveryMs)
  git.stdin.end(pairs.map(({ into, head }) => `${into} ${head}\n`).join(''))
  try {
    yield* readMerges(git.stdout as AsyncIterable<Buffer>)
    await git.done
  } finally {
    clearInterval(watch)
    git.stop()
    await git.done.catch(() => {})
  }
}

/**
 * Reads what `merge-tree --stdin` prints: for each merge "1" or "0", its tree, each path in conflict and an empty word,
 * every one ended by NUL.
 */
async function* readMerges(stdout: AsyncIterable<Buffer>): AsyncGenerator<TreeMerge> {
  let clean = false
  let tree: string | null = null
  let files: string[] = []
  let fileCount = 0
  let at: 'status' | 'tree' | 'path' = 'status'
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of stdout) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let begin = 0
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, begin)) {
      const word = bytes.subarray(begin, end)
      begin = end + 1
      if (at === 'status') {
        clean = word.toString('latin1') === '1'
        at = 'tree'
      } else if (at === 'tree') {
        tree = detach(word.toString('latin1'))
        if (!isObjectId(tree)) throw new AppError('UNAVAILABLE', 'git merge-tree printed no tree')
        at = 'path'
      } else if (word.length > 0) {
        if (files.length < mostConflictFiles) files.push(showPath(word))
        fileCount++
      } else {
        yield clean
          ? { outcome: 'CLEAN', files: [], fileCount: 0, reason: null, tree }
          : { outcome: 'CONFLICT', files, fileCount, reason: null, tree: null }
        files = []
        fileCount = 0
        at = 'status'
      }
    }
    rest = bytes.subarray(begin)
    // Without a bound each piece of a long path would be joined with all that came before.
    if (rest.length > longestToken) rest = rest.subarray(0, longestToken)
  }
}

function showPath(word: Buffer): string {
  const path = word.subarray(0, longestToken).toString('utf8')
  return detach(path.length > longestPath ? `${path.slice(0, longestPath).toWellFormed()}…` : path)
}

function unknown(reason: string): TreeMerge {
  return { outcome: 'UNKNOWN', files: [], fileCount: 0, reason, tree: null }
}

const tooMuch = 'it takes more memory or room than a merge may take here'

/**
 * Memory, disk and time: what is too much once is too much again. What git says of the commits themselves costs
 * nothing.
 */
const isOverrun = (error: GitFailure | AppError): boolean =>
  !(error instanceof GitFailure) || error.outOfMemory

/** One sentence for a person; git's own words name ids that say nothing to a reader. */
function explain(error: GitFailure | AppError): string {
  if (!(error instanceof GitFailure)) return describeError(error)
  if (isOverrun(error)) return tooMuch
  if (/unrelated histories/.test(error.stderr)) return 'it shares no history with the branch'
  if (
    /unable to read|could not (?:parse|read)|not something we can merge|bad object|missing/i.test(
      error.stderr,
    )
  )
    return 'the mirror lacks something of it'
  return describeError(error)
}
