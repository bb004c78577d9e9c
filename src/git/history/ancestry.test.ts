import { expect, test } from 'vitest'
import { seededRandom } from '../../testing/seeded-random.ts'
import { openAncestry } from './ancestry.ts'
import type { CommitGraph } from './commit-graph.ts'

/** Commits by their parents, each of which has a smaller number. */
function graphOf(parentsOf: readonly (readonly number[])[]): CommitGraph {
  const firstParent = [0]
  for (const parents of parentsOf) firstParent.push(firstParent.at(-1)! + parents.length)
  return {
    firstParent: Int32Array.from(firstParent),
    parents: Int32Array.from(parentsOf.flat()),
  } as unknown as CommitGraph
}

test('a tip reaches itself, what it follows and what was merged into it, and nothing else', () => {
  // 0 ── 1 ── 3 ── 4, with 2 from 0 merged in 3; 5 follows 1.
  const isAncestor = openAncestry(graphOf([[], [0], [0], [1, 2], [3], [1]]))
  const reached = (tip: number) => [0, 1, 2, 3, 4, 5].filter((commit) => isAncestor(commit, tip))
  expect([4, 5, 2, 0].map(reached)).toEqual([[0, 1, 2, 3, 4], [0, 1, 5], [0, 2], [0]])
})

test('of more tips than are kept each is answered as ever', () => {
  const random = seededRandom(7)
  const parents = Array.from({ length: 300 }, (_, at) =>
    at === 0 ? [] : [Math.floor(random() * at), Math.floor(random() * at)],
  )
  const isAncestor = openAncestry(graphOf(parents))
  const reaches = (tip: number, seen = new Set<number>()): Set<number> => {
    if (seen.has(tip)) return seen
    seen.add(tip)
    for (const parent of parents[tip]!) reaches(parent, seen)
    return seen
  }
  for (const round of [0, 1])
    for (let tip = 299; tip > 150; tip--) {
      const expected = reaches(tip)
      for (let commit = round; commit < 300; commit += 7)
        expect(isAncestor(commit, tip)).toBe(expected.has(commit))
    }
})
