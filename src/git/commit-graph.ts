import { type GitOptions, readGitLines } from './git.ts'
import { ObjectIndex } from './object-index.ts'

/**
 * The commits that some tips reach, read from git once and kept in typed arrays (about 60 bytes a commit), so that bases of
 * tens of thousands of pull requests cost no process each. A commit is a number here; children come before parents
 * (git's topological order), so a smaller number is never an ancestor's.
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
  let committedAt = new Float64Array(1 << 14)
  let parentIds: string[][] = []
  const firstParent: number[] = [0]
  const parents: number[] = []
  const input = `${[...tips].join('\n')}\n`
  if (input !== '\n') {
    const args = ['rev-list', '--topo-order', '--stdin', '--format=%ct %P'] as const
    let commit = -1
    for await (const lines of readGitLines(args, { ...options, input })) {
      for (const line of lines) {
        if (line.startsWith('commit ')) {
          commit = commits.add(line.slice(7))
          continue
        }
        const [date, ...ids] = line.trimEnd().split(' ')
        if (commit >= committedAt.length) {
          const wider = new Float64Array(committedAt.length * 2)
          wider.set(committedAt)
          committedAt = wider
        }
        committedAt[commit] = Number(date)
        parentIds[commit] = ids
      }
    }
  }
  // Parents follow their children, so they have numbers only now.
  for (let commit = 0; commit < commits.size; commit++) {
    for (const id of parentIds[commit]!) {
      const parent = commits.find(id)
      // A shallow repository names parents that it does not have.
      if (parent !== -1) parents.push(parent)
    }
    firstParent.push(parents.length)
  }
  parentIds = []
  return {
    commits,
    firstParent: Int32Array.from(firstParent),
    parents: Int32Array.from(parents),
    committedAt,
  }
}

/** The parents of a commit, the first one first. */
export function parentsOf({ firstParent, parents }: CommitGraph, commit: number): Int32Array {
  return parents.subarray(firstParent[commit], firstParent[commit + 1])
}

export function firstParentOf({ firstParent, parents }: CommitGraph, commit: number): number {
  const at = firstParent[commit]!
  return at < firstParent[commit + 1]! ? parents[at]! : -1
}
