import { type CommitGraph, parentsOf } from './commit-graph.ts'
import type { Containment } from './containment.ts'

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
 * Finds bases and commits of pull requests by walking from the head to what the branch had before. Since the branch's side
 * is marked beforehand, a walk sees the pull request's own commits only, and a head that was merged by a merge commit is
 * compared with what was there before that merge, never with itself.
 */
export function openRanges(graph: CommitGraph, { order, chainStart }: Containment) {
  // A walk marks the commits it has seen with its own number, so nothing needs clearing between walks.
  const seen = new Int32Array(graph.commits.size)
  let walk = 0

  return function deriveRange(head: number): ChangeRange {
    walk++
    const limit = order[head] === 0 ? Number.POSITIVE_INFINITY : chainStart[head]!
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
    // Parents have larger numbers than their children: the largest is the oldest.
    own.sort((a, b) => b - a)
    return { base: chooseBase(frontier), commits: own.slice(0, mostCommits) }
  }

  /** Of the commits where the walk left the branch, the newest that is no ancestor of another: git's first merge base. */
  function chooseBase(frontier: number[]): number | null {
    if (frontier.length <= 1) return frontier[0] ?? null
    frontier.sort((a, b) => a - b)
    const oldest = frontier.at(-1)!
    walk++
    const best: number[] = []
    for (const commit of frontier) {
      if (seen[commit] === walk) continue
      best.push(commit)
      const reached = [commit]
      for (let next = reached.pop(); next !== undefined; next = reached.pop())
        for (const parent of parentsOf(graph, next)) {
          if (parent > oldest || seen[parent] === walk) continue
          seen[parent] = walk
          reached.push(parent)
        }
    }
    return best.reduce((a, b) => (graph.committedAt[b]! > graph.committedAt[a]! ? b : a))
  }
}
