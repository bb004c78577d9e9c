import { type ChangeRange, openRanges } from './change-range.ts'
import { type CommitGraph, firstParentOf } from './commit-graph.ts'
import { addBranch, openContainment } from './containment.ts'

/** Branches whose containment is kept, the last used ones: each takes 16 bytes a commit and milliseconds to derive. */
const keptBranches = 8

/** Finds the ranges of pull requests that target several branches, each against its own. */
export function openBranchRanges(graph: CommitGraph) {
  const kept = new Map<number, ReturnType<typeof openRanges>>()

  const rangesOf = (tip: number) => {
    const found = kept.get(tip) ?? derive(tip)
    kept.delete(tip)
    kept.set(tip, found)
    for (const oldest of kept.keys()) {
      if (kept.size <= keptBranches) break
      kept.delete(oldest)
    }
    return found
  }

  const derive = (tip: number) => {
    const containment = openContainment(graph)
    addBranch(containment, tip)
    return openRanges(containment)
  }

  /**
   * `branchSha` is the tip of the target branch; `mergeSha`, when the pull request was merged, the commit that it became. Null
   * when head or branch are not in the graph.
   */
  return function deriveRange(
    headSha: string,
    branchSha: string,
    mergeSha: string | null,
  ): ChangeRange | null {
    const head = graph.commits.find(headSha)
    const branch = graph.commits.find(branchSha)
    if (head === -1 || branch === -1) return null
    const merge = mergeSha === null ? -1 : graph.commits.find(mergeSha)
    const before = merge === -1 || merge === head ? null : firstParentOf(graph, merge)
    return rangesOf(branch)(head, before === -1 ? null : before)
  }
}
