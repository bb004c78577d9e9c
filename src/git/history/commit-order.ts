import type { History } from './read-history.ts'

/**
 * Commits that some tips reach in the order in which `git log` tells them: the newest of those that are known next, a
 * commit is known when a child of it has been told; of one date whichever was known first.
 * @param most so many alone.
 */
export function orderByDate(
  { commits, committedAt, parentsFrom, parentsUntil, parents }: History,
  tips: readonly number[],
  most = Number.POSITIVE_INFINITY,
): {
  order: number[]
  /** By commit: the place, counted from 1, of the tip that first led to it. */
  ledBy: Int32Array
} {
  const ledBy = new Int32Array(commits.size)
  /** By commit: how many were known before it. */
  const known = new Int32Array(commits.size)
  let knownCount = 0
  for (const [at, tip] of tips.entries()) if (ledBy[tip] === 0) ledBy[tip] = at + 1
  const first = [...new Set(tips)].sort((a, b) => committedAt[b]! - committedAt[a]!)
  const heap: number[] = []
  const isBefore = (a: number, b: number) =>
    committedAt[a] === committedAt[b] ? known[a]! < known[b]! : committedAt[a]! > committedAt[b]!
  const add = (commit: number) => {
    known[commit] = ++knownCount
    let at = heap.push(commit) - 1
    for (let above = (at - 1) >> 1; at > 0 && isBefore(commit, heap[above]!); above = (at - 1) >> 1) {
      heap[at] = heap[above]!
      at = above
    }
    heap[at] = commit
  }
  const take = (): number | undefined => {
    const [top] = heap
    const last = heap.pop()
    if (heap.length === 0 || last === undefined) return top
    let at = 0
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++
      if (!isBefore(heap[below]!, last)) break
      heap[at] = heap[below]!
      at = below
    }
    heap[at] = last
    return top
  }

  for (const tip of first) add(tip)
  const order: number[] = []
  for (let commit = take(); commit !== undefined && order.length < most; commit = take()) {
    order.push(commit)
    for (let at = parentsFrom[commit]!; at < parentsUntil[commit]!; at++) {
      const parent = parents[at]!
      // A shallow repository names parents that it does not have.
      if (Number.isNaN(committedAt[parent])) continue
      if (ledBy[parent] === 0) ledBy[parent] = ledBy[commit]!
      if (known[parent] === 0) add(parent)
    }
  }
  return { order, ledBy }
}

/** Commits that some tips reach, parents before children: the order of `git rev-list --topo-order --reverse`. */
export function orderTopologically(history: History, tips: readonly number[]): number[] {
  const { commits, committedAt, parentsFrom, parentsUntil, parents } = history
  const { order: listed } = orderByDate(history, tips)
  /** By commit: as how many commits' parent it is still to be told; what is named and not there never is. */
  const children = new Int32Array(commits.size)
  for (let commit = 0; commit < commits.size; commit++)
    if (Number.isNaN(committedAt[commit])) children[commit] = 1
  for (const commit of listed)
    for (let at = parentsFrom[commit]!; at < parentsUntil[commit]!; at++) children[parents[at]!]!++
  const next = listed.filter((commit) => children[commit] === 0).reverse()
  const order: number[] = []
  for (let commit = next.pop(); commit !== undefined; commit = next.pop()) {
    order.push(commit)
    for (let at = parentsFrom[commit]!; at < parentsUntil[commit]!; at++)
      if (--children[parents[at]!]! === 0) next.push(parents[at]!)
  }
  return order.reverse()
}
