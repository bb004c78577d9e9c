import type { Candidate, CandidateIndex } from './candidate-index.ts'
import { deriveVerdict } from './derive-verdict.ts'
import { deriveDuplicateSets } from './duplicate-set.ts'
import { applyVerdicts, type SaidVerdict } from './maintainer-verdict.ts'
import { evidenceFloor, evidencePerPull } from './model.ts'
import type { PathRules } from './paths.ts'
import type { Revision } from './revision.ts'
import { readSide, type Side } from './side.ts'
import { openTurns } from './turns.ts'
import type { DuplicateSet, Edge } from './verdict.ts'

/** A pull request as the comparison sees it. */
export interface ComparedPull {
  number: number
  state: 'OPEN' | 'CLOSED' | 'MERGED'
  createdAt: string
}

export interface Comparison {
  edges: Edge[]
  sets: DuplicateSet[]
}

/** Diffs held at a time; a batch is read for the pairs of neighbouring numbers. Most are a few kilobytes, the largest some megabytes. */
const sidesAtATime = 64

/**
 * Compares every open pull request with its best candidates. Only open ones ask; closed and merged ones are answers. The result
 * depends on the pull requests alone, not on their order.
 * @param index holds the signatures of these pull requests and of no others, settled.
 * @param readRevisions reads whole revisions (with their diffs) for those pairs that are worth a closer look.
 * @param previous the sets as they stood, for their ids.
 * @param options.rules the repository's own, by which the signatures were derived.
 * @param options.verdicts what maintainers have said, which outranks what is found.
 */
export async function comparePulls(
  pulls: readonly ComparedPull[],
  index: CandidateIndex,
  readRevisions: (numbers: number[]) => Promise<Revision[]>,
  previous: readonly { id: string; members: number[] }[],
  {
    rules,
    verdicts = [],
    signal,
  }: { rules?: PathRules | undefined; verdicts?: readonly SaidVerdict[]; signal?: AbortSignal } = {},
): Promise<Comparison> {
  const takeTurn = openTurns(signal)
  const pairs = new Map<string, { a: number; b: number; candidate: Candidate }>()
  for (const { number, state } of [...pulls].sort((x, y) => x.number - y.number)) {
    if (state !== 'OPEN') continue
    await takeTurn()
    for (const candidate of index.findCandidates(number, evidencePerPull)) {
      if (candidate.similarity < evidenceFloor) continue
      const [a, b] = number < candidate.number ? [number, candidate.number] : [candidate.number, number]
      pairs.set(`${a}-${b}`, { a, b, candidate })
    }
  }

  const edges: Edge[] = []
  const sides = openSides(readRevisions, index, rules)
  const ordered = [...pairs.values()].sort((x, y) => x.a - y.a || x.b - y.b)
  for (const { a, b, candidate } of ordered) {
    await takeTurn()
    const [one, other] = await sides(a, b, ordered)
    if (one === undefined || other === undefined) continue
    const edge = deriveVerdict(one, other, candidate, index)
    if (edge !== null) edges.push(edge)
  }
  const known = new Map(pulls.map((pull) => [pull.number, pull]))
  const words = verdicts.filter(({ a, b }) => known.has(a) && known.has(b))
  const said = applyVerdicts(edges, words)
  return {
    edges: said,
    sets: deriveDuplicateSets(said, known, previous),
  }
}

/** Reads sides in batches along the ordered pairs and forgets the least recently used: memory stays bounded. */
function openSides(
  readRevisions: (numbers: number[]) => Promise<Revision[]>,
  index: CandidateIndex,
  rules: PathRules | undefined,
) {
  const held = new Map<number, Side>()
  let next = 0
  return async (
    a: number,
    b: number,
    ordered: readonly { a: number; b: number }[],
  ): Promise<[Side | undefined, Side | undefined]> => {
    if (!held.has(a) || !held.has(b)) {
      const wanted = new Set([a, b])
      for (let at = next; at < ordered.length && wanted.size < sidesAtATime; at++) {
        wanted.add(ordered[at]!.a)
        wanted.add(ordered[at]!.b)
      }
      for (const number of held.keys()) if (!wanted.has(number)) held.delete(number)
      const missing = [...wanted].filter((number) => !held.has(number))
      for (const revision of await readRevisions(missing))
        held.set(revision.number, readSide(revision, index.signatureOf(revision.number), rules))
    }
    next++
    return [held.get(a), held.get(b)]
  }
}
