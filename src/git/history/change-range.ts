import { parentsOf } from './commit-graph.ts'
import { type Containment, isContained, isOnBranch } from './containment.ts'

/** What a pull request consists of: the commits between its base and its head. */
export interface ChangeRange {
  /** The merge base with the branch; null when they share no history. */
  base: number | null
  /** base..head, oldest first, at most `mostCommits`. */
  commits: number[]
}

/** GitHub lists as many commits of a pull request. */
const mostCommits = 250

/**
 * Finds base and commits of a pull request by walking from its head to what the branch had before it. The branch's side
 * is marked beforehand (`containment`), so a walk sees the pull request's own commits only, and a head that was merged
 * is compared with what was there before, never with itself: squash and rebase leave the head outside the branch, so
 * the walk ends at the plain merge base; a merge commit brings a chain in, and the walk ends where the chain began.
 *
 * `target`, if known, is a commit of the target branch from before the pull request came in (the merge's first parent):
 * it tells where to stop when the branch was simply moved to the head.
 */
export function openRanges(containment: Containment): (head: number, target?: number | null) => ChangeRange {
  const { graph, order, chainStart } = containment
  // A walk marks the commits it has seen with its own number, so nothing needs clearing between walks.
  const seen = new Int32Array(graph.commits.size)
  let walk = 0

  return function deriveRange(head, target = null) {
    walk++
    const limit = limitOf(head, target)
    const own = [head]
    const frontier: number[] = []
    seen[head] = walk
    for (let at = 0; at < own.length; at++) {
      for (const parent of parentsOf(graph, own[at]!)) {
        if (seen[parent] === walk) continue
        seen[parent] = walk
        if (order[parent] === 0 || order[parent]! >= limit) own.push(parent)
        else frontier.push(parent)
      }
    }
    // Parents have smaller numbers than their children: the smallest is the oldest.
    own.sort((a, b) => a - b)
    return { base: chooseBase(frontier), commits: own.slice(0, mostCommits) }
  }

  /** Commits that came in at this order or later are the pull request's own. */
  function limitOf(head: number, target: number | null): number {
    if (!isContained(containment, head)) return Number.POSITIVE_INFINITY
    // What a commit on the branch itself reaches is exactly what came in before it.
    if (target !== null && isOnBranch(containment, target) && order[target]! < order[head]!)
      return order[target]! + 1
    return chainStart[head]!
  }

  /**
   * Of the commits where the walk left the branch, the newest that is no ancestor of another: git's first merge base.
   */
  function chooseBase(frontier: number[]): number | null {
    if (frontier.length <= 1) return frontier[0] ?? null
    frontier.sort((a, b) => b - a)
    const oldest = frontier.at(-1)!
    walk++
    const best: number[] = []
    for (const commit of frontier) {
      if (seen[commit] === walk) continue
      best.push(commit)
      const reached = [commit]
      for (let next = reached.pop(); next !== undefined; next = reached.pop())
        for (const parent of parentsOf(graph, next)) {
          if (parent < oldest || seen[parent] === walk) continue
          seen[parent] = walk
          reached.push(parent)
        }
    }
    return best.reduce((a, b) => (graph.committedAt[b]! > graph.committedAt[a]! ? b : a))
  }
}
