import { type GitOptions, readGitLines } from '../git.ts'
import { ObjectIndex } from './object-index.ts'

/** The commits that some tips reach, as git tells them, numbered as they are first named. */
export interface History {
  readonly commits: ObjectIndex
  /** Parents of commit c: `parents[parentsFrom[c] .. parentsUntil[c])`. */
  readonly parentsFrom: Int32Array
  readonly parentsUntil: Int32Array
  readonly parents: Int32Array
  /** Committer dates, in seconds since 1970; NaN where a commit is named and not there. */
  readonly committedAt: Float64Array
}

/** More of each commit than the graph: what is asked of git (one line, never empty), and who takes it. */
export interface MoreOfCommits {
  format: string
  take(commit: number, text: string): void
}

/** What git calls a commit by before it tells more of it. */
const heading = 'commit '
/** Else the repository's own settings say how a subject's letters are written. */
const encoding = ['i18n.logOutputEncoding', 'UTF-8'] as const

/**
 * Reads in one process what `tips` reach: commits, or tags of them. Neither git nor we hold more of it than this: git
 * tells each commit when it has read it, and putting them in order is ours (commit-order.ts).
 */
export async function readHistory(
  tips: Iterable<string>,
  options: GitOptions,
  more?: MoreOfCommits,
): Promise<History> {
  const commits = new ObjectIndex()
  let parentsFrom: Int32Array = new Int32Array(1 << 12)
  let parentsUntil: Int32Array = new Int32Array(1 << 12)
  let committedAt: Float64Array = new Float64Array(1 << 12).fill(Number.NaN)
  let parents: Int32Array = new Int32Array(1 << 12)
  let parentCount = 0
  const input = [...tips].map((tip) => `${tip}\n`).join('')
  const format = more === undefined ? [] : [`--format=${more.format}`]
  // "date id parent parent …"; with more of it "date commit id parent parent …", and the next line is that.
  const args = ['rev-list', '--stdin', '--timestamp', '--parents', ...format] as const
  const batches = input === '' ? [] : readGitLines(args, { ...options, input, settings: [encoding] })
  /** The commit that the next line says more of; -1: the next line is another commit's. */
  let told = -1
  for await (const lines of batches)
    for (const line of lines) {
      if (told !== -1) {
        more!.take(told, line)
        told = -1
        continue
      }
      const space = line.indexOf(' ')
      const ids = line.slice(space + (more === undefined ? 1 : 1 + heading.length)).split(' ')
      const commit = commits.add(ids[0]!)
      for (const parentId of ids.slice(1)) {
        if (parentCount === parents.length) parents = widen(parents, new Int32Array(parentCount * 2))
        parents[parentCount++] = commits.add(parentId)
      }
      if (commits.size > committedAt.length) {
        const wider = Math.max(commits.size, committedAt.length * 2)
        parentsFrom = widen(parentsFrom, new Int32Array(wider))
        parentsUntil = widen(parentsUntil, new Int32Array(wider))
        committedAt = widen(committedAt, new Float64Array(wider).fill(Number.NaN))
      }
      parentsFrom[commit] = parentCount - (ids.length - 1)
      parentsUntil[commit] = parentCount
      committedAt[commit] = Number(line.slice(0, space))
      if (more !== undefined) told = commit
    }
  return { commits, parentsFrom, parentsUntil, parents, committedAt }
}

export function widen<T extends Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from)
  return into
}
