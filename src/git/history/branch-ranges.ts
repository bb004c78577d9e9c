import { type ChangeRange, openRanges } from './change-range.ts'
import { type CommitGraph, firstParentOf } from './commit-graph.ts'
import { addBranch, type Containment, introducedBy, isContained, openContainment } from './containment.ts'

/** Branches whose containment is kept, the last used ones: each takes 16 bytes a commit and milliseconds to derive. */
const keptBranches = 8

/** Finds the ranges of pull requests that target several branches, each against its own. */
export function openBranchRanges(graph: CommitGraph) {
  const kept = new Map<number, { containment: Containment; rangeOf: ReturnType<typeof openRanges> }>()

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
    return { containment, rangeOf: openRanges(containment) }
  }

  /**
   * `branchSha` is the tip of the target branch; `mergeSha`, when the pull request was merged, the commit that it
   * became. GitHub's lists no longer say it: then it is the commit of the branch itself that brought the head in, which
   * the history tells. Null when head or branch are not in the graph.
   */
  return function deriveRange(
    headSha: string,
    branchSha: string,
    mergeSha: string | null,
  ): ChangeRange | null {
    const head = graph.commits.find(headSha)
    const branch = graph.commits.find(branchSha)
    if (head === -1 || branch === -1) return null
    const { containment, rangeOf } = rangesOf(branch)
    const known = mergeSha === null ? -1 : graph.commits.find(mergeSha)
    const merge = known === -1 ? findMerge(containment, head) : known
    const before = merge === -1 || merge === head ? -1 : firstParentOf(graph, merge)
    return rangeOf(head, before === -1 ? null : before)
  }
}

/**
 * The commit of the branch itself that brought `head` in, perhaps within another branch that was merged; -1 when none
 * has.
 */
function findMerge(containment: Containment, head: number): number {
  if (!isContained(containment, head)) return -1
  let merge = head
  for (let by = introducedBy(containment, merge); by !== merge; by = introducedBy(containment, merge))
    merge = by
  return merge
}
