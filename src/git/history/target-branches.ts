import { isReleaseLine } from '../../triage/index.ts'
import type { MirrorRefs } from '../refs.ts'
import { parentsOf } from './commit-graph.ts'
import { addBranch, type Containment, isOnBranch, removeBranch } from './containment.ts'

/** Branches that are no line of releases by name, and that pull requests are made to as well. */
const sharedLine = /^(?:beta|canary|next|develop|development|trunk)$/i

/** Whether a branch is called as those are that pull requests are made to. */
export function isTargetName(name: string): boolean {
  return isReleaseLine(name) || sharedLine.test(name)
}

/**
 * Adds the branches that pull requests are made to. A mirror does not say which: a maintenance branch must end a pull
 * request's walk, a contributor's branch must not. A branch counts when a pull request was merged into it, when
 * GitHub's test merge (`refs/pull/N/merge`) of one stands on it, or when it is called as a line of releases is.
 */
export function addTargetBranches(containment: Containment, refs: MirrorRefs): void {
  const { graph } = containment
  const find = (id: string) => graph.commits.find(id)
  const heads = new Set([...refs.heads.values()].map(find))
  const targets = new Set([...readTargets(containment, refs).values()])
  // Branches that are themselves a pull request's head come last: what they share with others is not theirs.
  const tips = [...refs.branches]
    .map(([name, id]) => ({ name, tip: find(id) }))
    .filter(({ tip }) => tip !== -1)
    // What several branches contain is called by the line of releases among them.
    .sort(
      (a, b) =>
        Number(heads.has(a.tip)) - Number(heads.has(b.tip)) ||
        Number(isTargetName(b.name)) - Number(isTargetName(a.name)),
    )
  for (const { name, tip } of tips) {
    const added = addBranch(containment, tip, name)
    const merged = added.some((commit) => heads.has(commit) && !isOnBranch(containment, commit))
    const aimedAt = isTargetName(name) || added.some((commit) => targets.has(commit))
    if (!merged && (heads.has(tip) || !aimedAt)) removeBranch(containment, added)
  }
}

/**
 * Where the target branch stood when GitHub last tried to merge each pull request: the first parent of its test merge,
 * which is of use only while that merge is one of the present head.
 */
export function readTargets({ graph }: Containment, refs: MirrorRefs): Map<number, number> {
  const targets = new Map<number, number>()
  for (const [number, id] of refs.merges) {
    const merge = graph.commits.find(id)
    if (merge === -1) continue
    const [target, head] = parentsOf(graph, merge)
    if (target !== undefined && head === graph.commits.find(refs.heads.get(number) ?? ''))
      targets.set(number, target)
  }
  return targets
}
