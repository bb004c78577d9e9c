import { type GitOptions, readGitLines } from '../git.ts'
import { ObjectIndex } from './object-index.ts'

/**
 * The commits that some tips reach, read from git once and kept in typed arrays (about 60 bytes a commit), so that
 * bases of tens of thousands of pull requests cost no process each. A commit is a number here; parents come before
 * children (git's topological order, reversed), so a smaller number is never a descendant's.
 */
export interface CommitGraph {
  readonly commits: ObjectIndex
  /** Parents of commit c: `parents[firstParent[c] .. firstParent[c + 1])`. */
  readonly firstParent: Int32Array
  readonly parents: Int32Array
  /** Committer dates, in seconds since 1970. */
  readonly committedAt: Float64Array
}

/** Reads the graph that `tips` reach. Tips must be commits that exist (see `classifyObjects`). */
export async function loadCommitGraph(tips: Iterable<string>, options: GitOptions): Promise<CommitGraph> {
  const commits = new ObjectIndex()
  let firstParent: Int32Array = new Int32Array(1 << 12)
  let committedAt: Float64Array = new Float64Array(1 << 12)
  let parents: Int32Array = new Int32Array(1 << 12)
  let parentCount = 0
  const input = [...tips].map((tip) => `${tip}\n`).join('')
  // One line a commit: "date id parent parent …".
  const args = ['rev-list', '--topo-order', '--reverse', '--stdin', '--timestamp', '--parents'] as const
  const batches = input === '' ? [] : readGitLines(args, { ...options, input })
  for await (const lines of batches)
    for (const line of lines) {
      const [date, id, ...ids] = line.split(' ')
      const commit = commits.add(id!)
      if (commit + 2 > firstParent.length) {
        firstParent = widen(firstParent, new Int32Array(firstParent.length * 2))
        committedAt = widen(committedAt, new Float64Array(committedAt.length * 2))
      }
      firstParent[commit] = parentCount
      committedAt[commit] = Number(date)
      for (const parentId of ids) {
        const parent = commits.find(parentId)
        // A shallow repository names parents that it does not have.
        if (parent === -1) continue
        if (parentCount === parents.length) parents = widen(parents, new Int32Array(parentCount * 2))
        parents[parentCount++] = parent
      }
    }
  firstParent[commits.size] = parentCount
  return { commits, firstParent, parents, committedAt }
}

/** The parents of a commit, the first one first. */
export function parentsOf({ firstParent, parents }: CommitGraph, commit: number): Int32Array {
  return parents.subarray(firstParent[commit], firstParent[commit + 1])
}

/** The first parent of a commit, -1 when it has none. */
export function firstParentOf({ firstParent, parents }: CommitGraph, commit: number): number {
  const at = firstParent[commit]!
  return at < firstParent[commit + 1]! ? parents[at]! : -1
}

function widen<T extends Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from)
  return into
}
