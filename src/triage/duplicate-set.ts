import { largestSet } from './model.ts'
import { setReason } from './set-reason.ts'
import type { Category, DuplicateSet, Edge } from './verdict.ts'

export interface SetMember {
  number: number
  state: 'OPEN' | 'CLOSED' | 'MERGED'
  /** ISO 8601. */
  createdAt: string
}

/** The surest first: a set is begun by its strongest pair. */
const order: readonly Category[] = ['SAME_CHANGE', 'SAME_FEATURE', 'COMPETING_IMPLEMENTATION']

/** Of a set's members, the share that a newcomer must resemble: no set is a chain of weak links. */
const coherentShare = 0.5

/**
 * Groups the pairs that are duplicates into disjoint sets. A pull request joins a set only if it resembles at least half of its
 * members. Pairs that are merely related, or whose relation is another than duplication, join nothing. The order of `edges` does not matter.
 * @param previous the sets as they stood, so that a set that lives on keeps its id.
 */
export function deriveDuplicateSets(
  edges: readonly Edge[],
  members: ReadonlyMap<number, SetMember>,
  previous: readonly { id: string; members: number[] }[] = [],
): DuplicateSet[] {
  const linking = edges
    .filter((edge) => edge.relation === null && order.includes(edge.category))
    .sort(
      (x, y) =>
        order.indexOf(x.category) - order.indexOf(y.category) || y.score - x.score || x.a - y.a || x.b - y.b,
    )
  const linked = new Set(linking.map((edge) => pairKey(edge.a, edge.b)))
  const clusterOf = new Map<number, Set<number>>()
  for (const { a, b } of linking) {
    const ofA = clusterOf.get(a)
    const ofB = clusterOf.get(b)
    if (ofA !== undefined && ofB !== undefined) continue
    if (ofA === undefined && ofB === undefined) {
      const cluster = new Set([a, b])
      clusterOf.set(a, cluster)
      clusterOf.set(b, cluster)
      continue
    }
    const cluster = ofA ?? ofB!
    const newcomer = ofA === undefined ? a : b
    const alike = [...cluster].filter((number) => linked.has(pairKey(number, newcomer))).length
    if (cluster.size >= largestSet || alike < cluster.size * coherentShare) continue
    cluster.add(newcomer)
    clusterOf.set(newcomer, cluster)
  }

  const sets = [...new Set(clusterOf.values())]
    .filter((cluster) => [...cluster].some((number) => members.get(number)?.state === 'OPEN'))
    .map((cluster) =>
      describeSet(
        [...cluster].sort((a, b) => a - b),
        linking,
        members,
      ),
    )
  return keepIds(sets, previous).sort((x, y) => y.score - x.score || x.original - y.original)
}

function describeSet(
  numbers: number[],
  linking: readonly Edge[],
  members: ReadonlyMap<number, SetMember>,
): DuplicateSet {
  const inside = new Set(numbers)
  const edges = linking
    .filter((edge) => inside.has(edge.a) && inside.has(edge.b))
    .sort((x, y) => x.a - y.a || x.b - y.b)
  const dated = numbers
    .map((number) => members.get(number)!)
    .sort((x, y) => compareText(x.createdAt, y.createdAt) || x.number - y.number)
  const original = dated[0]!.number
  const merged = dated.find((member) => member.state === 'MERGED')?.number ?? null
  const atOriginal = edges.filter((edge) => edge.a === original || edge.b === original)
  const strongest = [...(atOriginal.length > 0 ? atOriginal : edges)].sort(
    (x, y) =>
      order.indexOf(x.category) - order.indexOf(y.category) || y.score - x.score || x.a - y.a || x.b - y.b,
  )[0]!
  return {
    id: `s${numbers[0]}`,
    category: strongest.category,
    score: strongest.score,
    original,
    members: numbers.map((number) => ({
      number,
      role:
        number === original ? 'original' : members.get(number)!.state === 'MERGED' ? 'merged' : 'duplicate',
    })),
    edges,
    alreadyMerged: merged,
    reason: setReason(strongest),
  }
}

/** A set keeps the id of the earlier set that it shares most members with; no two sets get the same. */
function keepIds(
  sets: DuplicateSet[],
  previous: readonly { id: string; members: number[] }[],
): DuplicateSet[] {
  const claims = sets
    .flatMap((set) =>
      previous.map(({ id, members }) => {
        const before = new Set(members)
        return { set, id, shared: set.members.filter((member) => before.has(member.number)).length }
      }),
    )
    .filter((claim) => claim.shared > 0)
    .sort((x, y) => y.shared - x.shared || compareText(x.id, y.id) || x.set.original - y.set.original)
  const given = new Map<DuplicateSet, string>()
  const taken = new Set<string>()
  for (const { set, id } of claims) {
    if (given.has(set) || taken.has(id)) continue
    given.set(set, id)
    taken.add(id)
  }
  return sets.map((set) => {
    let id = given.get(set) ?? set.id
    // A new set whose first number once named another set that lives on.
    if (!given.has(set)) while (taken.has(id)) id = `${id}x`
    taken.add(id)
    return { ...set, id }
  })
}

function pairKey(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`
}

/** By code units: no locale takes part. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
