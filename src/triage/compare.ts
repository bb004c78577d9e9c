import type { DuplicateSet, Edge, PairVerdict } from '../domain/pair.ts'
import type { PullState } from '../domain/pull-request.ts'
import type { CandidateIndex } from './candidates/candidate-index.ts'
import { choosePairs, type Pair, pairKey, sortPairs } from './candidates/choose-pairs.ts'
import type { PathRules } from './change/paths.ts'
import { deriveDuplicateSets } from './judge/duplicate-set.ts'
import { openSides, type ReadRevisions, sidesAtATime } from './judge/held-sides.ts'
import { deriveKnownEdge, readPairFacts } from './judge/judge-pair.ts'
import { type KnownPairs, noKnownPairs } from './judge/known-pairs.ts'
import { applyVerdicts } from './judge/maintainer-verdict.ts'
import { openOwnParts } from './judge/own-part.ts'
import { openOwnVerdicts } from './judge/own-verdicts.ts'
import type { PairFacts } from './judge/pair-facts.ts'
import {
  type Finding,
  findingOf,
  noMemory,
  type OwnPart,
  type PairMemory,
  recalledEdge,
} from './judge/pair-memory.ts'

/** Pairs whose facts are held at a time: a few kilobytes each. */
const pairsAtATime = 512

/** A pull request as the comparison sees it. */
export interface ComparedPull {
  number: number
  state: PullState
  createdAt: string
  /** See Revision. */
  createdAtGuessed?: boolean
}

export interface Comparison {
  /** Of those in `recalled` only what sets are made of is known. */
  edges: Edge[]
  sets: DuplicateSet[]
  /** By `a-b`: edges that are stored as they are. */
  recalled: ReadonlySet<string>
  /** Every pair that was looked at, for the next comparison. */
  looked: LookedAtPair[]
  /** What the roll-ups' own parts were, for the next comparison. */
  ownParts: OwnPart[]
  /** The verdicts by which scores were moved: those of the pairs that were chosen, not of all that were compared. */
  said: SaidOfPair[]
}

/** A verdict, and what the pair would be called without it. */
export type SaidOfPair = Required<Pick<Edge, 'verdict' | 'claimed'>>

/** `found` is undefined where it depends on more than its two sides and their contexts: it is judged each time. */
export interface LookedAtPair extends Pair {
  found: Finding | null | undefined
}

/**
 * Compares every open pull request with its best candidates. Only open ones ask; closed and merged ones are answers.
 * The result depends on the pull requests alone, not on their order.
 * @param index holds the signatures of these pull requests and of no others, settled.
 * @param readRevisions reads whole revisions (with their diffs) for those pairs that are worth a closer look.
 * @param previous the sets as they stood, for their ids.
 * @param options.rules the repository's own, by which the signatures were derived.
 * @param options.knownPairs what earlier comparisons have read, which is not read again; the answer is the same without
 *   it.
 * @param options.memory what the last comparison came to, which is not judged again; the answer is the same without it.
 * @param options.verdicts what maintainers have said, which outranks what is found.
 * @param options.heldBytes how much of sides may be held at a time; the answer is the same with any.
 * @param options.yieldLoop called between two steps; it may let others run, and stops the comparison by throwing.
 */
export async function comparePulls(
  pulls: readonly ComparedPull[],
  index: CandidateIndex,
  readRevisions: ReadRevisions,
  previous: readonly { id: string; members: number[] }[],
  {
    rules,
    verdicts = [],
    knownPairs = noKnownPairs,
    memory = noMemory,
    heldBytes,
    yieldLoop = async () => {},
  }: {
    rules?: PathRules | undefined
    verdicts?: readonly PairVerdict[]
    knownPairs?: KnownPairs
    memory?: PairMemory
    heldBytes?: number | undefined
    yieldLoop?: (() => Promise<void>) | undefined
  } = {},
): Promise<Comparison> {
  const known = new Map(pulls.map((pull) => [pull.number, pull]))
  const ownParts = openOwnParts(index, rules)
  const { pairs: byOwnPart, parts } = await ownParts.choosePairs(pulls, readRevisions, memory, yieldLoop)
  const pairs = sortPairs([...(await choosePairs(pulls, index, yieldLoop)), ...byOwnPart])
  const ownKeys = new Set(byOwnPart.map(pairKey))
  const readSides = openSides(readRevisions, index, rules, heldBytes)
  const looked = new Map<string, LookedAtPair>()
  const recalled = new Set<string>()
  // An own part depends on what others carry: where one may decide, the sides are read each time.
  const needsSides = (facts: PairFacts | undefined, mayBeOwn: boolean): boolean =>
    facts === undefined || (mayBeOwn && facts.oneGathers)
  const compare = async (
    pair: Pair,
    facts: PairFacts | undefined,
    ahead: readonly Pair[],
    mayBeOwn: boolean,
  ): Promise<Edge | null> => {
    await yieldLoop()
    const { a, b } = pair
    const note = (edge: Edge | null, { oneGathers }: PairFacts): Edge | null => {
      const found = oneGathers ? undefined : edge && findingOf(edge)
      looked.set(pairKey(pair), { a, b, found })
      return edge
    }
    if (facts !== undefined && !needsSides(facts, mayBeOwn))
      return note(deriveKnownEdge(a, b, facts, index), facts)
    const [one, other] = await readSides(pair, ahead)
    if (one === undefined || other === undefined) return null
    const read = facts ?? readPairFacts(one, other, index.mergedBefore(a, b), index)
    if (facts === undefined) await knownPairs.keep(pair, read)
    // Reading an own part costs as much as another side: only pairs that it was found in are judged by it.
    const edge = mayBeOwn ? ownParts.judge(one, other) : null
    return note(edge ?? deriveKnownEdge(a, b, read, index), read)
  }
  const isOwn = (pair: Pair) => ownKeys.has(pairKey(pair))
  const compareAll = async (wanted: readonly Pair[], mayBeOwn = isOwn): Promise<Edge[]> => {
    const edges: Edge[] = []
    for (let from = 0; from < wanted.length; from += pairsAtATime) {
      const some = wanted.slice(from, from + pairsAtATime)
      const facts = await knownPairs.read(some)
      const unread = some.filter((pair) => needsSides(facts.get(pairKey(pair)), mayBeOwn(pair)))
      let at = 0
      for (const pair of some) {
        const ahead = pair === unread[at] ? unread.slice(at, at++ + sidesAtATime) : []
        const edge = await compare(pair, facts.get(pairKey(pair)), ahead, mayBeOwn(pair))
        if (edge !== null) edges.push(edge)
      }
    }
    return edges
  }
  /** Undefined: it has to be compared. */
  const recall = (pair: Pair): Edge | null | undefined => {
    const found = memory.recall(pair)
    if (found === undefined) return undefined
    looked.set(pairKey(pair), { ...pair, found })
    if (found === null) return null
    recalled.add(pairKey(pair))
    return recalledEdge(pair, found)
  }

  const remembered = pairs.map(recall)
  const edges = [
    ...remembered.filter((edge) => edge != null),
    ...(await compareAll(pairs.filter((_, nth) => remembered[nth] === undefined))),
  ]
  const given = verdicts.filter(({ a, b }) => known.has(a) && known.has(b))
  const judged = applyVerdicts(edges, given)
  const shift = openOwnVerdicts(judged)
  const all = judged.map(shift)
  const tried = new Set([...pairs, ...all].map(pairKey))
  // A newcomer to a set is compared with its original, whether or not that is among its best candidates.
  const more = async (a: number, b: number): Promise<Edge | null> => {
    const pair = { a: Math.min(a, b), b: Math.max(a, b) }
    const key = pairKey(pair)
    if (tried.has(key)) return null
    tried.add(key)
    let edge = recall(pair)
    if (edge === undefined) {
      const facts = (await knownPairs.read([pair])).get(key)
      edge = await compare(pair, facts, [pair], true)
    }
    if (edge === null) return null
    const [one] = applyVerdicts(
      [edge],
      given.filter((verdict) => verdict.a === pair.a && verdict.b === pair.b),
    )
    const shifted = shift(one!)
    all.push(shifted)
    return shifted
  }
  const sets = await deriveDuplicateSets(all, known, previous, more)
  // What was found in them stands, but is moved by other verdicts than when it was stored.
  const moved = all.filter((edge) => recalled.has(pairKey(edge)) && !memory.isStored(edge))
  const rendered = new Map(
    (await compareAll(sortPairs(moved))).map((edge) => [pairKey(edge), shift(edge)] as const),
  )
  for (const key of rendered.keys()) recalled.delete(key)
  return {
    edges: all.map((edge) => rendered.get(pairKey(edge)) ?? edge).sort((x, y) => x.a - y.a || x.b - y.b),
    sets,
    recalled,
    looked: [...looked.values()].sort((x, y) => x.a - y.a || x.b - y.b),
    ownParts: parts,
    said: judged.flatMap(({ verdict, claimed }) =>
      verdict === undefined || claimed === undefined ? [] : [{ verdict, claimed }],
    ),
  }
}
