import { randomBytes } from 'node:crypto'
import { AppError, describeError } from '../errors.ts'
import { GitFailure, type GitOptions, startGit } from './git.ts'
import { PatchKeeper } from './patch-keeper.ts'

/** What to compare: the diff from `base` to `head`, both commits that exist. */
export interface DiffPair {
  head: string
  base: string
}

export type Diff = { ok: true; patch: string; degraded: string | null } | { ok: false; reason: string }

/** Renames are looked for among at most this many added times deleted files, since each such pair is compared. */
const renameLimit = 400

const diffArguments = [
  'diff-tree',
  '--stdin',
  '-r',
  '-p',
  '-M',
  `-l${renameLimit}`,
  '--root',
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
 * Streams the diff of each pair, in the order given, from one git process. After each pair git is given a line that is no
 * object id, which it echoes: that line, with a random word in it, ends the pair's diff. No content can forge it: it was
 * drawn after the content was written, and every line of content begins with " ", "+", "-" or "\".
 */
export async function* streamDiffs(pairs: readonly DiffPair[], options: GitOptions): AsyncGenerator<Diff> {
  let from = 0
  while (from < pairs.length) {
    try {
      for await (const diff of streamWhole(pairs.slice(from), options)) {
        from++
        yield diff
      }
      return
    } catch (error) {
      options.signal.throwIfAborted()
      if (!(error instanceof GitFailure) && !(error instanceof AppError && error.code === 'UNAVAILABLE'))
        throw error
      // git gives up at the first object that it lacks: that pair fails, the others go on in a new process.
      from++
      yield { ok: false, reason: describeError(error) }
    }
  }
}

async function* streamWhole(pairs: readonly DiffPair[], options: GitOptions): AsyncGenerator<Diff> {
  const word = `end ${randomBytes(16).toString('hex')}`
  const marker = Buffer.from(`${word}\n`)
  const git = startGit(diffArguments, options)
  git.stdin.end(pairs.map(({ head, base }) => `${head} ${base}\n${word}\n`).join(''))
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
        yield keeper.finish()
        keeper = new PatchKeeper()
      }
      // The marker may be cut in two by the pipe: as much as could begin it waits for the next chunk.
      const whole = Math.max(0, buffer.length - marker.length)
      keeper.add(buffer.subarray(0, whole))
      rest = buffer.subarray(whole)
    }
    await git.done
  } finally {
    git.stop()
  }
  if (answered < pairs.length) throw new GitFailure('diff-tree', 0, 'it ended early')
}
