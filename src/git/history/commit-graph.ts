import type { GitOptions } from '../git.ts'
import { orderTopologically } from './commit-order.ts'
import type { ObjectIndex } from './object-index.ts'
import { type History, readHistory } from './read-history.ts'

/**
 * The commits that some tips reach, read from git once and kept in typed arrays (about 60 bytes a commit), so that
 * bases of tens of thousands of pull requests cost no process each. A commit is a number here; parents come before
 * children (git's topological order, reversed), so a smaller number is never a descendant's.
 */
export interface CommitGraph {
  readonly commits: ObjectIndex
  /** Parents of commit c: `parents[firstParent[c] .. firstParent[c + 1])`. */
  readonly firstParent: Int32Array
  readonly parents: Int32Array
  /** Committer dates, in seconds since 1970. */
  readonly committedAt: Float64Array
}

/** Reads the graph that `tips` reach. Tips must be commits that exist (see `classifyObjects`). */
export async function loadCommitGraph(tips: Iterable<string>, options: GitOptions): Promise<CommitGraph> {
  const wanted = [...tips]
  return buildCommitGraph(await readHistory(wanted, options), wanted).graph
}

/** The part of a history that `tips` reach; one that is not in it reaches nothing. */
export function buildCommitGraph(
  history: History,
  tips: Iterable<string>,
): {
  graph: CommitGraph
  /** By commit of the history: which one it is in the graph; -1: it is not there. */
  places: Int32Array
} {
  const known = [...tips].map((tip) => history.commits.find(tip)).filter((tip) => tip !== -1)
  const order = orderTopologically(history, known)
  const places = new Int32Array(history.commits.size).fill(-1)
  order.forEach((commit, place) => {
    places[commit] = place
  })
  const firstParent = new Int32Array(order.length + 1)
  const committedAt = new Float64Array(order.length)
  const parents = new Int32Array(history.parents.length)
  let parentCount = 0
  order.forEach((commit, place) => {
    firstParent[place] = parentCount
    committedAt[place] = history.committedAt[commit]!
    for (let at = history.parentsFrom[commit]!; at < history.parentsUntil[commit]!; at++) {
      const parent = places[history.parents[at]!]!
      // A shallow repository names parents that it does not have.
      if (parent !== -1) parents[parentCount++] = parent
    }
  })
  firstParent[order.length] = parentCount
  const commits = history.commits.pick(order)
  return { graph: { commits, firstParent, parents: parents.slice(0, parentCount), committedAt }, places }
}

/** The parents of a commit, the first one first. */
export function parentsOf({ firstParent, parents }: CommitGraph, commit: number): Int32Array {
  return parents.subarray(firstParent[commit], firstParent[commit + 1])
}

/** The first parent of a commit, -1 when it has none. */
export function firstParentOf({ firstParent, parents }: CommitGraph, commit: number): number {
  const at = firstParent[commit]!
  return at < firstParent[commit + 1]! ? parents[at]! : -1
}

/** The tip of what a merge brought: the head where it has that among its parents. Null where it is no merge. */
export function findMerged(graph: CommitGraph, broughtBy: string | null, head: number): string | null {
  const merge = broughtBy === null ? -1 : graph.commits.find(broughtBy)
  if (merge === -1) return null
  const [, ...sides] = parentsOf(graph, merge)
  const tip = sides.includes(head) ? head : sides[0]
  return tip === undefined ? null : graph.commits.id(tip)
}
