import { isReleaseLine, projectLineWord } from '../../triage/index.ts'
import type { MirrorRefs } from '../refs.ts'
import { firstParentOf, parentsOf } from './commit-graph.ts'
import { addBranch, type Containment, isOnBranch, removeBranch } from './containment.ts'

/** Branches that are no line of releases by name, and that pull requests are made to as well. */
const sharedLine = /^(?:beta|canary|next|develop|development|trunk)$/i

/** Whether a branch is called as those are that pull requests are made to. */
export function isTargetName(name: string): boolean {
  return isReleaseLine(name) || sharedLine.test(name)
}

/** So many pull requests were merged into a line of releases; one may have been merged into a topic's branch. */
const mergedIntoLine = 2
/** So many branches are called by a project's word for its lines; one that moves to another's version is alone. */
const calledAlike = 2

/** Gives whether a name is a word and a version, and several branches are called by that word and a version. */
export function openCalledAlike({ branches }: Pick<MirrorRefs, 'branches'>): (name: string) => boolean {
  const counts = new Map<string, number>()
  for (const name of branches.keys()) {
    const word = projectLineWord(name)
    if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return (name) => (counts.get(projectLineWord(name) ?? '') ?? 0) >= calledAlike
}

/**
 * Adds the branches that pull requests are made to. A mirror does not say which: a maintenance branch must end a pull
 * request's walk, a contributor's branch must not. A branch counts when a pull request was merged into it, when
 * GitHub's test merge (`refs/pull/N/merge`) of one stands on it, or when it is called as a line of releases is.
 * @returns the names of those that are lines of releases by the project's own word ("yard-17").
 */
export function addTargetBranches(containment: Containment, refs: MirrorRefs): Set<string> {
  const { graph } = containment
  const find = (id: string) => graph.commits.find(id)
  const heads = new Set([...refs.heads.values()].map(find))
  const targets = new Set([...readTargets(containment, refs).values()])
  const isProjectLine = openCalledAlike(refs)
  const standsAlone = openStandsAlone(containment)
  // Branches that are themselves a pull request's head come last: what they share with others is not theirs.
  const tips = [...refs.branches]
    .map(([name, id]) => ({ name, tip: find(id) }))
    .filter(({ tip }) => tip !== -1)
    .map((branch) => ({ ...branch, until: standsAlone(branch.tip) ? graph.committedAt[branch.tip]! : 0 }))
    // What several branches contain is called by the line of releases among them.
    .sort(
      (a, b) =>
        Number(heads.has(a.tip)) - Number(heads.has(b.tip)) ||
        Number(isTargetName(b.name)) - Number(isTargetName(a.name)) ||
        Number(isProjectLine(b.name)) - Number(isProjectLine(a.name)) ||
        b.until - a.until,
    )
  const lines = new Set<string>()
  for (const { name, tip } of tips) {
    const added = addBranch(containment, tip, name)
    const merged = added.filter((commit) => heads.has(commit) && !isOnBranch(containment, commit)).length
    const aimedAt = isTargetName(name) || added.some((commit) => targets.has(commit))
    if (merged === 0 && (heads.has(tip) || !aimedAt)) removeBranch(containment, added)
    else if (merged >= mergedIntoLine && isProjectLine(name)) lines.add(name)
  }
  return lines
}

/**
 * Gives whether a branch has nothing of those in the containment: where the default branch was written anew, lines of
 * releases of before share what was once that branch, and the one that went on longest stands for it.
 */
function openStandsAlone({ graph, order }: Containment): (tip: number) => boolean {
  const begins = new Map<number, boolean>()
  return (tip) => {
    const walked: number[] = []
    let commit = tip
    for (; commit !== -1 && order[commit] === 0 && !begins.has(commit); commit = firstParentOf(graph, commit))
      walked.push(commit)
    const alone = commit === -1 || (begins.get(commit) ?? false)
    for (const one of walked) begins.set(one, alone)
    return alone
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
