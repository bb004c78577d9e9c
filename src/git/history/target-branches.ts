import type { MirrorRefs } from '../refs.ts'
import { parentsOf } from './commit-graph.ts'
import { addBranch, type Containment, isOnBranch, removeBranch } from './containment.ts'

/**
 * How projects call the branches that releases are made from, and to which fixes are carried: "v1.6", "2.x",
 * "release-3", "stable/1.0", "lts-4-8".
 */
const releaseLine =
  /^(?:v?\d{1,6}(?:[._-](?:\d{1,6}|x)){0,4}(?:[._-](?:stable|maintenance|dev|beta\d*|rc\d*))?|(?:releases?|stable|maint|maintenance|support|lts)(?:[-/_.][\w./-]{1,100})?|beta|canary|next|develop|development|trunk)$/i

export function isReleaseLine(name: string): boolean {
  return releaseLine.test(name.slice(0, 200))
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
        Number(releaseLine.test(b.name)) - Number(releaseLine.test(a.name)),
    )
  for (const { name, tip } of tips) {
    const added = addBranch(containment, tip, name)
    const merged = added.some((commit) => heads.has(commit) && !isOnBranch(containment, commit))
    const aimedAt = releaseLine.test(name) || added.some((commit) => targets.has(commit))
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
