import { AppError } from '../../errors.ts'
import type { GitOptions } from '../git.ts'
import type { MirrorRefs } from '../refs.ts'
import { openAncestry } from './ancestry.ts'
import type { BroughtPulls } from './brought-pulls.ts'
import { openCarriers } from './carriers.ts'
import { type ChangeRange, openRanges } from './change-range.ts'
import { type CommitGraph, parentsOf } from './commit-graph.ts'
import { plausibleSeconds } from './commits.ts'
import { addBranch, branchOf, introducedBy, isContained, openContainment } from './containment.ts'
import type { Merge } from './describe-pull.ts'
import { readExisting } from './existing-history.ts'
import { type KeptHistory, noneKept } from './kept-history.ts'
import { findSaidTarget, openNamedTargets } from './said-target.ts'
import { addTargetBranches, isTargetName, readTargets } from './target-branches.ts'

/** What a plain mirror says about its pull requests, from its refs and its commit graph alone. */
export interface MirrorHistory {
  graph: CommitGraph
  /** How many of its commits, and of the tags', git told: the others were kept. */
  told: number
  defaultBranch: string
  /** Its tip. */
  defaultCommit: string
  /** Pull requests whose head is a commit that the mirror has, highest number first. */
  pulls: { number: number; headSha: string; head: number }[]
  /** Whether the default branch lacks the head. */
  isOpen(head: number): boolean
  /** What the head was merged by; null when it counts as open. */
  findMerge(head: number, nowSeconds: number): Merge | null
  /** The commit that merged the head itself, with nothing on top of it; null where there is none. */
  findOwnMerge(head: number): string | null
  /** What brought those whose heads the default branch and the lines of releases lack. */
  brought: BroughtPulls
  deriveRange(head: number, number: number): ChangeRange
  /** The branch that a pull request was made to, as its base tells; null where it shares no history with any. */
  findTarget(range: ChangeRange, number: number): string | null
  /**
   * The branch that its words say it was made to; null where they say none that there is, or one that lacks its base.
   */
  findSaidTarget(title: string, messages: readonly string[], base: number | null): string | null
  /** How many of the mirror's pull requests carry a commit. */
  countCarriers(commit: number): number
}

/**
 * Reads the commit graph of a bare mirror and what its refs make of it.
 * @param kept what an earlier scan read, of which git tells nothing again.
 * @throws AppError USAGE with one line that says what is wrong with it.
 */
export async function readMirrorHistory(
  dir: string,
  refs: MirrorRefs,
  nowSeconds: number,
  signal: AbortSignal,
  kept: KeptHistory = noneKept,
): Promise<MirrorHistory> {
  const options: GitOptions = { gitDir: dir, signal }
  if (refs.branches.size === 0 && refs.heads.size === 0)
    throw new AppError('USAGE', `${dir} is an empty repository: it has no branch and no pull request`)
  if (refs.heads.size === 0)
    throw new AppError(
      'USAGE',
      `${dir} has no pull requests (refs/pull/N/head): make the mirror with git clone --mirror, or fetch '+refs/pull/*/head:refs/pull/*/head'`,
    )
  const { history, subjects, graph, places, named, told } = await readExisting(
    refs,
    nowSeconds,
    options,
    kept,
  )
  const find = (id: string | undefined) => (id === undefined ? -1 : graph.commits.find(id))
  const branch = find(refs.branches.get(refs.defaultBranch))
  if (branch === -1)
    throw new AppError(
      'USAGE',
      `${dir} lacks its default branch ${refs.defaultBranch}: choose one with git symbolic-ref HEAD refs/heads/NAME`,
    )

  // The default branch comes first, so that what it contains is told apart from what only another branch does.
  const containment = openContainment(graph)
  const inDefault = addBranch(containment, branch, refs.defaultBranch).length
  const lines = addTargetBranches(containment, refs)
  const isNamedTarget = openNamedTargets(refs)
  const isAncestor = openAncestry(graph)
  const targets = readTargets(containment, refs)
  const derive = openRanges(containment)
  const isOpen = (head: number) => !isContained(containment, head) || containment.order[head]! > inDefault
  const pulls = [...refs.heads]
    .map(([number, headSha]) => ({ number, headSha, head: find(headSha) }))
    .filter(({ head }) => head !== -1)
    .sort((a, b) => b.number - a.number)
  const deriveRange = (head: number, number: number) => derive(head, targets.get(number))
  const brought = subjects.findBrought(history, named, (commit) => {
    const place = places[commit]!
    return place !== -1 && isContained(containment, place)
  })
  return {
    graph,
    told,
    defaultBranch: refs.defaultBranch,
    defaultCommit: graph.commits.id(branch),
    pulls,
    isOpen,
    findMerge(head, nowSeconds) {
      if (isOpen(head)) return null
      const merge = introducedBy(containment, head)
      return { sha: graph.commits.id(merge), at: plausibleSeconds(graph.committedAt[merge]!, nowSeconds) }
    },
    findOwnMerge(head) {
      if (!isContained(containment, head)) return null
      const merge = introducedBy(containment, head)
      return parentsOf(graph, merge).indexOf(head) > 0 ? graph.commits.id(merge) : null
    },
    brought,
    deriveRange,
    findTarget({ base }, number) {
      const commit = targets.get(number) ?? base
      const name = commit === null ? null : branchOf(containment, commit)
      // A base that only a contributor's topic branch contains says nothing of what was aimed at.
      return name === refs.defaultBranch || (name !== null && (isTargetName(name) || lines.has(name)))
        ? name
        : null
    },
    findSaidTarget(title, messages, base) {
      const said = findSaidTarget(title, messages, isNamedTarget, refs.defaultBranch)
      const tip = said === null ? -1 : find(refs.branches.get(said))
      return tip !== -1 && base !== null && !isAncestor(base, tip) ? null : said
    },
    countCarriers: openCarriers(graph, pulls, deriveRange),
  }
}
