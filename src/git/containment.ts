import { type CommitGraph, firstParentOf, parentsOf } from './commit-graph.ts'

/**
 * In which order the commits of some branches came into them, following first parents: the oldest commit of the branch first,
 * and before each merge what it merged, in the same manner (so a merge inside a merged branch counts as a merge too).
 *
 *      A---B---M---C   branch         order: A B x y M C
 *       \     /                       x and y came in as one chain, merged by M, which began after B.
 *        x---y         pull request   The base of a pull request with head y is where its walk leaves that chain: A.
 */
export interface Containment {
  /** When the commit came in, from 1; 0 when no branch contains it. */
  order: Int32Array
  /** The order at which the chain that it belongs to began: whatever is earlier was there before it. */
  chainStart: Int32Array
  /** The merge that brought the chain in; -1 for a commit that lies on a branch itself. */
  mergedBy: Int32Array
}

interface Chain {
  commits: number[]
  mergedBy: number
  start: number
}

/** Sweeps the branches in the order given; a commit belongs to the first one that contains it. Linear in the commits. */
export function deriveContainment(graph: CommitGraph, branches: readonly number[]): Containment {
  const size = graph.commits.size
  const order = new Int32Array(size)
  const chainStart = new Int32Array(size)
  const mergedBy = new Int32Array(size).fill(-1)
  let count = 0

  const follow = (tip: number, merge: number): Chain => {
    const commits: number[] = []
    for (let commit = tip; commit !== -1 && order[commit] === 0; commit = firstParentOf(graph, commit))
      commits.push(commit)
    return { commits, mergedBy: merge, start: count + 1 }
  }

  for (const branch of branches) {
    const chains = [follow(branch, -1)]
    for (let chain = chains.at(-1); chain !== undefined; chain = chains.at(-1)) {
      const commit = chain.commits.at(-1)
      if (commit === undefined) {
        chains.pop()
        continue
      }
      // On a branch itself each commit is a step of its own.
      if (chain.mergedBy === -1 && chainStart[commit] === 0) chain.start = count + 1
      chainStart[commit] = chain.start
      const merged = parentsOf(graph, commit)
        .subarray(1)
        .find((parent) => order[parent] === 0)
      if (merged !== undefined) {
        chains.push(follow(merged, commit))
        continue
      }
      order[commit] = ++count
      mergedBy[commit] = chain.mergedBy
      chain.commits.pop()
    }
  }
  return { order, chainStart, mergedBy }
}
