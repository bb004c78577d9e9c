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

/** A history that was read before, and all that each of its commits reaches. */
export interface KnownHistory {
  history: History
  /** Commits of it that the repository still has: of what they reach git tells nothing, or a little of it again. */
  tips: Iterable<string>
}

/**
 * Reads in one process what `tips` reach: commits, or tags of them. Neither git nor we hold more of it than this: git
 * tells each commit when it has read it, and putting them in order is ours (commit-order.ts).
 * @param known what is read is added to it, in its own index.
 */
export async function readHistory(
  tips: Iterable<string>,
  options: GitOptions,
  more?: MoreOfCommits,
  known: KnownHistory = { history: emptyHistory(), tips: [] },
): Promise<History> {
  const { commits } = known.history
  let { parentsFrom, parentsUntil, parents, committedAt } = known.history
  let parentCount = countParents(known.history)
  const asked = [...tips].map((tip) => `${tip}\n`).join('')
  const input = asked === '' ? '' : asked + [...known.tips].map((tip) => `^${tip}\n`).join('')
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
      if (more !== undefined) told = commit
      // Where clocks went wrong git tells some of what is known again.
      if (commit < committedAt.length && !Number.isNaN(committedAt[commit])) continue
      for (const parentId of ids.slice(1)) {
        if (parentCount === parents.length)
          parents = widen(parents, new Int32Array(Math.max(1 << 12, parentCount * 2)))
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
    }
  return { commits, parentsFrom, parentsUntil, parents, committedAt }
}

function emptyHistory(): History {
  return {
    commits: new ObjectIndex(),
    parentsFrom: new Int32Array(1 << 12),
    parentsUntil: new Int32Array(1 << 12),
    parents: new Int32Array(1 << 12),
    committedAt: new Float64Array(1 << 12).fill(Number.NaN),
  }
}

/** How many of `parents` are used. */
export function countParents({ commits, parentsUntil }: History): number {
  let count = 0
  for (let commit = 0; commit < commits.size; commit++) count = Math.max(count, parentsUntil[commit]!)
  return count
}

export function widen<T extends Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from)
  return into
}
