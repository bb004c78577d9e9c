import { type CommitGraph, parentsOf } from './commit-graph.ts'

/** What so many tips reach is kept: of a million commits, 8 MB. */
const mostKept = 64

/**
 * Gives whether a tip reaches a commit. What a tip reaches is gone over once and kept, a bit for each commit of the
 * graph; of the tips that were asked for longest ago it is forgotten, since a repository may have branches without end
 * and titles may name them all.
 */
export function openAncestry(graph: CommitGraph): (commit: number, tip: number) => boolean {
  const known = new Map<number, Uint8Array>()
  return (commit, tip) => {
    const reached = known.get(tip) ?? reach(graph, tip)
    known.delete(tip)
    known.set(tip, reached)
    const [oldest] = known.keys()
    if (known.size > mostKept) known.delete(oldest!)
    return has(reached, commit)
  }
}

function reach(graph: CommitGraph, tip: number): Uint8Array {
  const reached = new Uint8Array((tip >> 3) + 1)
  add(reached, tip)
  // Parents have smaller numbers than their children.
  for (let commit = tip; commit >= 0; commit--)
    if (has(reached, commit)) for (const parent of parentsOf(graph, commit)) add(reached, parent)
  return reached
}

const has = (bits: Uint8Array, at: number): boolean => ((bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0

function add(bits: Uint8Array, at: number): void {
  bits[at >> 3]! |= 1 << (at & 7)
}
