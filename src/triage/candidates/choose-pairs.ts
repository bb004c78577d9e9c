import type { ComparedPull } from '../compare.ts'
import {
  evidenceFloor,
  evidencePerPull,
  followUpFloor,
  followUpHunks,
  followUpsPerPull,
  largestIssueGroup,
} from '../weights.ts'
import type { Alike } from './alike-lists.ts'
import type { CandidateIndex } from './candidate-index.ts'

/** Two numbers, the smaller first. */
export interface Pair {
  a: number
  b: number
}

/**
 * One that was merged before the other began, all of whose smaller change lies in the other: what goes on from it may
 * be little like it.
 */
export function mayFollowUp({ mergedBefore, similarity, hunks }: Omit<Alike, 'number' | 'score'>): boolean {
  return mergedBefore && similarity >= followUpFloor && (hunks ?? 0) >= followUpHunks
}

/**
 * The pairs worth a closer look: each open pull request with its best candidates; those that it may go on from; what is
 * the same to the letter with the first that is; those that close one issue with each other; and those whose author
 * speaks of another. At least one of a pair is open.
 */
export async function choosePairs(
  pulls: readonly ComparedPull[],
  index: CandidateIndex,
  yieldLoop: () => Promise<void>,
): Promise<Pair[]> {
  const pairs = new Map<string, Pair>()
  const open = new Set(pulls.filter(({ state }) => state === 'OPEN').map(({ number }) => number))
  const add = (x: number, y: number) => {
    if (x === y || (!open.has(x) && !open.has(y))) return
    const pair = { a: Math.min(x, y), b: Math.max(x, y) }
    pairs.set(`${pair.a}-${pair.b}`, pair)
  }
  const asking = [...open].sort((x, y) => x - y)
  const alikeTo = await index.listAlike(asking, yieldLoop)
  for (const number of asking) {
    await yieldLoop()
    for (const [rank, alike] of alikeTo(number).slice(0, followUpsPerPull).entries())
      if ((rank < evidencePerPull && alike.similarity >= evidenceFloor) || mayFollowUp(alike))
        add(number, alike.number)
  }
  const { identical, sameIssue, named } = index.findGroups()
  for (const [first, ...others] of identical) {
    await yieldLoop()
    for (const other of others) add(first!, other)
  }
  for (const group of sameIssue) {
    await yieldLoop()
    for (const [at, one] of group.entries())
      for (const other of at === 0 ? group : group.slice(at + 1, at + largestIssueGroup)) add(one, other)
  }
  for (const [one, other] of named) add(one, other)
  return [...pairs.values()]
}

/** "101-103". */
export const pairKey = ({ a, b }: Pair) => `${a}-${b}`

/** Each pair once, in order. */
export function sortPairs(pairs: readonly Pair[]): Pair[] {
  const once = new Map(pairs.map((pair) => [pairKey(pair), pair]))
  return [...once.values()].sort((x, y) => x.a - y.a || x.b - y.b)
}
