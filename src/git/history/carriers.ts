import type { ChangeRange } from './change-range.ts'
import type { CommitGraph } from './commit-graph.ts'

/**
 * Counts for each commit the pull requests that carry it: one that several carry says little about any of them. Counted
 * for all of them when it is first asked for.
 */
export function openCarriers(
  graph: CommitGraph,
  pulls: readonly { number: number; head: number }[],
  deriveRange: (head: number, number: number) => ChangeRange,
): (commit: number) => number {
  let carriers: Uint16Array | undefined
  return (commit) => {
    if (carriers === undefined) {
      carriers = new Uint16Array(graph.commits.size)
      for (const { head, number } of pulls)
        for (const carried of deriveRange(head, number).commits)
          if (carriers[carried]! < 0xffff) carriers[carried]!++
    }
    return carriers[commit]!
  }
}
