import { type CommitGraph, firstParentOf, parentsOf } from './commit-graph.ts'

/**
 * Of a fork so many commits lie on either side: fewer tell nothing of what is done with them, as on a branch that is
 * for one feature.
 */
const fewestCommits = 10
/**
 * Of the commits that a line has got since the fork, the default branch holds at most so many, and the other way round:
 * a single merge may have gone the wrong way. Lines that are merged up are held to nine tenths and more.
 */
const mostHeld = 0.1

/**
 * Finds the lines of releases that go their own way: neither are they merged up into the default branch, nor is that
 * merged into them, so each needs a pull request of its own.
 *
 *     A---B---C---D---E   default     separate: x, y, z are held by the line alone, and C, D, E by the branch
 *          \
 *           x---y---z     line
 *
 *     A---B---C---M---N   default     merged up: x and y are held by both, only z is not yet
 *          \     /   /
 *           x---+---y---z line
 *
 * A commit that was picked for the line has an id of its own and counts as the line's.
 * @param trunk the default branch's tip.
 * @param lines tips by name.
 */
export function findSeparateLines(
  graph: CommitGraph,
  trunk: number,
  lines: ReadonlyMap<string, number>,
): string[] {
  const { length, place, held, newest } = readTrunk(graph, trunk)
  return [...lines].flatMap(([name, tip]) => {
    let ofLine = 0
    let heldByTrunk = 0
    let fork = tip
    for (; fork !== -1 && place[fork] === 0; fork = firstParentOf(graph, fork)) {
      ofLine++
      heldByTrunk += held[fork]!
    }
    // Where the two share no commit, all of the default branch has come since.
    const ofTrunk = fork === -1 ? length : place[fork]! - 1
    if (Math.min(ofLine, ofTrunk) < fewestCommits || heldByTrunk > ofLine * mostHeld) return []
    const heldByLine = Math.max(0, ofTrunk + 1 - newest[tip]!)
    return heldByLine > ofTrunk * mostHeld ? [] : [name]
  })
}

/**
 * What the default branch has: for each commit of its chain of first parents its place, the tip's being 1, 0 elsewhere;
 * 1 for each that it holds; and for every commit at all the place of the newest of the chain that it holds, one more
 * than there are where it holds none. Linear in the size of the graph, however many lines there are.
 */
function readTrunk(graph: CommitGraph, trunk: number) {
  const { size } = graph.commits
  const place = new Int32Array(size)
  const held = new Uint8Array(size)
  const newest = new Int32Array(size)
  let length = 0
  for (let commit = trunk; commit !== -1; commit = firstParentOf(graph, commit)) place[commit] = ++length
  held[trunk] = 1
  // Parents have smaller numbers than their children.
  for (let commit = trunk; commit >= 0; commit--)
    if (held[commit] === 1) for (const parent of parentsOf(graph, commit)) held[parent] = 1
  for (let commit = 0; commit < size; commit++) {
    newest[commit] = place[commit]! || length + 1
    for (const parent of parentsOf(graph, commit)) newest[commit] = Math.min(newest[commit]!, newest[parent]!)
  }
  return { length, place, held, newest }
}
