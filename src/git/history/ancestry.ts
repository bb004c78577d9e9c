import { type CommitGraph, parentsOf } from './commit-graph.ts'

/**
 * Gives whether a tip reaches a commit. What a tip reaches is gone over once and kept, a byte for each commit of the
 * graph: for the tips of some branches, of which many commits are asked.
 */
export function openAncestry(graph: CommitGraph): (commit: number, tip: number) => boolean {
  const known = new Map<number, Uint8Array>()
  return (commit, tip) => {
    let reached = known.get(tip)
    if (reached === undefined) {
      reached = reach(graph, tip)
      known.set(tip, reached)
    }
    return reached[commit] === 1
  }
}

function reach(graph: CommitGraph, tip: number): Uint8Array {
  // Parents have smaller numbers than their children.
  const reached = new Uint8Array(tip + 1)
  reached[tip] = 1
  for (let commit = tip; commit >= 0; commit--)
    if (reached[commit] === 1) for (const parent of parentsOf(graph, commit)) reached[parent] = 1
  return reached
}
