import { type CommitGraph, firstParentOf, parentsOf } from './commit-graph.ts'

/**
 * In which order commits came into some branches, following first parents: the oldest commit of a branch first, and
 * before each merge what it merged, in the same manner (so a merge inside a merged branch counts as a merge too).
 *
 *      A---B---M---C   branch         order: A B x y M C
 *       \     /                       x and y came in as one chain, merged by M, which began after B.
 *        x---y         pull request   The base of a pull request with head y is where its walk leaves that chain: A.
 */
export interface Containment {
  readonly graph: CommitGraph
  /** When the commit came in, from 1; 0 when no branch contains it. */
  readonly order: Int32Array
  /** The order at which the chain that it belongs to began: what is earlier was there before it. */
  readonly chainStart: Int32Array
  /** The merge that brought the chain in; -1 for a commit that lies on a branch itself. */
  readonly mergedBy: Int32Array
  /** How many commits have come in. */
  count: number
  /** The branches, in the order in which they were added, each with the order of its last commit. */
  readonly branches: { name: string; last: number }[]
}

interface Chain {
  /** Newest first; taken from its end. */
  commits: number[]
  mergedBy: number
  start: number
}

export function openContainment(graph: CommitGraph): Containment {
  const { size } = graph.commits
  return {
    graph,
    order: new Int32Array(size),
    chainStart: new Int32Array(size),
    mergedBy: new Int32Array(size).fill(-1),
    count: 0,
    branches: [],
  }
}

/** Adds what `tip` reaches and no branch before it did, and returns those commits. Linear in their number. */
export function addBranch(containment: Containment, tip: number, name = ''): number[] {
  const { graph, order, chainStart, mergedBy } = containment
  const added: number[] = []
  const follow = (from: number, merge: number): Chain => {
    const commits: number[] = []
    for (let commit = from; commit !== -1 && order[commit] === 0; commit = firstParentOf(graph, commit))
      commits.push(commit)
    return { commits, mergedBy: merge, start: containment.count + 1 }
  }

  const chains = [follow(tip, -1)]
  for (let chain = chains.at(-1); chain !== undefined; chain = chains.at(-1)) {
    const commit = chain.commits.at(-1)
    if (commit === undefined) {
      chains.pop()
      continue
    }
    // On a branch itself each commit is a step of its own.
    if (chain.mergedBy === -1 && chainStart[commit] === 0) chain.start = containment.count + 1
    chainStart[commit] = chain.start
    const merged = parentsOf(graph, commit)
      .subarray(1)
      .find((parent) => order[parent] === 0)
    if (merged !== undefined) {
      chains.push(follow(merged, commit))
      continue
    }
    order[commit] = ++containment.count
    mergedBy[commit] = chain.mergedBy
    added.push(commit)
    chain.commits.pop()
  }
  containment.branches.push({ name, last: containment.count })
  return added
}

/** Takes back what the last `addBranch` added. */
export function removeBranch(containment: Containment, added: readonly number[]): void {
  for (const commit of added) {
    containment.order[commit] = 0
    containment.chainStart[commit] = 0
    containment.mergedBy[commit] = -1
  }
  containment.count -= added.length
  containment.branches.pop()
}

/** The first branch that contains a commit; null when none does. */
export function branchOf({ order, branches }: Containment, commit: number): string | null {
  const at = order[commit]!
  return at === 0 ? null : (branches.find(({ last }) => at <= last)?.name ?? null)
}

export function isContained({ order }: Containment, commit: number): boolean {
  return order[commit] !== 0
}

/** Whether a commit lies on a branch's own chain of first parents, not in something that was merged into it. */
export function isOnBranch({ order, mergedBy }: Containment, commit: number): boolean {
  return order[commit] !== 0 && mergedBy[commit] === -1
}

/** The commit that brought `head` in: the merge, or `head` itself when it lies on the branch. */
export function introducedBy({ mergedBy }: Containment, head: number): number {
  return mergedBy[head] === -1 ? head : mergedBy[head]!
}
