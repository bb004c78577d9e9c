import type { Category, DuplicateSet, Edge } from '../../domain/pair.ts'
import type { PullState } from '../../domain/pull-request.ts'
import { coherentShare, containedShare } from '../weights.ts'

export interface SetMember {
  number: number
  state: PullState
  /** ISO 8601. */
  createdAt: string
  /** See Revision. */
  createdAtGuessed?: boolean
}

/** A set as an earlier comparison left it. */
export interface EarlierSet {
  id: string
  members: number[]
  /** It had gone since: its id is given again where no set that lives on has a claim. */
  gone?: boolean
}

/** The surest first: a set is begun by its strongest pair. */
const order: readonly Category[] = ['SAME_CHANGE', 'SAME_FEATURE', 'COMPETING_IMPLEMENTATION']

/** Compares a pair that was not compared yet; null when it was, or when it is not worth showing. */
export type CompareMore = (a: number, b: number) => Promise<Edge | null>

/**
 * Groups the pairs that are duplicates into disjoint sets, of any size. A pull request joins a set if it resembles its
 * original, or most of its members, or if one that contains both says so. Pairs that are merely related, or whose
 * relation is another than duplication, join nothing. The order of `edges` does not matter.
 * @param previous the sets as they stood, so that a set that lives on keeps its id.
 * @param more asked for a newcomer and the original of the set that it could join; what it finds counts as the given
 *   edges do.
 */
export async function deriveDuplicateSets(
  edges: readonly Edge[],
  members: ReadonlyMap<number, SetMember>,
  previous: readonly EarlierSet[] = [],
  more: CompareMore = async () => null,
): Promise<DuplicateSet[]> {
  const links = openLinks(edges, more)
  const clusterOf = new Map<number, Set<number>>()
  for (const { a, b } of links.strongestFirst()) {
    const ofA = clusterOf.get(a)
    const ofB = clusterOf.get(b)
    if (ofA !== undefined && ofA === ofB) continue
    const joined = new Set([...(ofA ?? [a]), ...(ofB ?? [b])])
    const [host, guests] =
      (ofA?.size ?? 0) >= (ofB?.size ?? 0)
        ? [ofA ?? new Set([a]), ofB ?? new Set([b])]
        : [ofB!, ofA ?? new Set([a])]
    if (host.size > 1 && !(await fits(host, guests, members, links))) continue
    for (const number of joined) clusterOf.set(number, joined)
  }

  const linkingIn = new Map<Set<number>, Edge[]>([...clusterOf.values()].map((cluster) => [cluster, []]))
  for (const edge of links.all()) {
    const cluster = clusterOf.get(edge.a)
    if (cluster !== undefined && cluster === clusterOf.get(edge.b)) linkingIn.get(cluster)!.push(edge)
  }
  const sets = [...linkingIn]
    .filter(([cluster]) => [...cluster].some((number) => members.get(number)?.state === 'OPEN'))
    .map(([cluster, linking]) =>
      describeSet(
        [...cluster].sort((a, b) => a - b),
        linking,
        members,
      ),
    )
  return keepIds(sets, previous).sort((x, y) => y.score - x.score || x.original - y.original)
}

/**
 * Whether a cluster takes another one, or a newcomer, in: by the two that came first, by most of all pairs, or by one
 * that contains both.
 */
async function fits(
  host: ReadonlySet<number>,
  guests: ReadonlySet<number>,
  members: ReadonlyMap<number, SetMember>,
  links: Links,
): Promise<boolean> {
  const original = firstOf(host, members)
  const guest = firstOf(guests, members)
  if (await links.find(original, guest)) return true
  if (links.closeOneIssue(original, guest)) return true
  let alike = 0
  for (const one of host) for (const other of guests) if (links.has(one, other)) alike++
  if (alike >= host.size * guests.size * coherentShare) return true
  return [...host, ...guests].some((hub) => contains(links, hub, original) && contains(links, hub, guest))
}

/** Whether `hub` is `part`, or has nearly all of it. */
function contains(links: Links, hub: number, part: number): boolean {
  if (hub === part) return true
  const edge = links.get(hub, part)
  if (edge === undefined) return false
  // A maintainer's own pair has no measures.
  const { aInB, bInA } = edge.evidence.containment ?? { aInB: null, bInA: null }
  return ((part === edge.a ? aInB : bInA) ?? 0) >= containedShare
}

interface Links {
  strongestFirst(): Edge[]
  all(): Edge[]
  get(a: number, b: number): Edge | undefined
  has(a: number, b: number): boolean
  /** The same, after a comparison where there was none yet. */
  find(a: number, b: number): Promise<boolean>
  closeOneIssue(a: number, b: number): boolean
}

const isLink = ({ relation, category }: Edge) => relation === null && order.includes(category)

function openLinks(edges: readonly Edge[], more: CompareMore): Links {
  const linking = new Map<string, Edge>()
  const oneIssue = new Set<string>()
  const take = (edge: Edge) => {
    const key = pairKey(edge.a, edge.b)
    if (isLink(edge)) linking.set(key, edge)
    if (
      edge.relation === null &&
      (edge.evidence.closedByBoth?.length ?? 0) > 0 &&
      edge.verdict !== 'NOT_RELATED'
    )
      oneIssue.add(key)
  }
  for (const edge of edges) take(edge)
  return {
    strongestFirst: () => [...linking.values()].sort(byStrength),
    all: () => [...linking.values()],
    get: (a, b) => linking.get(pairKey(a, b)),
    has: (a, b) => linking.has(pairKey(a, b)),
    async find(a, b) {
      const key = pairKey(a, b)
      if (linking.has(key)) return true
      const edge = await more(a, b)
      if (edge !== null) take(edge)
      return linking.has(key)
    },
    closeOneIssue: (a, b) => oneIssue.has(pairKey(a, b)),
  }
}

function byStrength(x: Edge, y: Edge): number {
  return order.indexOf(x.category) - order.indexOf(y.category) || y.score - x.score || x.a - y.a || x.b - y.b
}

/**
 * The one that was opened first. Where it is not said when (a plain mirror), the numbers tell: GitHub gives them out in
 * that order.
 */
function firstOf(numbers: Iterable<number>, members: ReadonlyMap<number, SetMember>): number {
  const all = [...numbers].map((number) => members.get(number)!)
  const guessed = all.some(({ createdAtGuessed }) => createdAtGuessed)
  return all.sort((x, y) => (guessed ? 0 : compareText(x.createdAt, y.createdAt)) || x.number - y.number)[0]!
    .number
}

/** @param linking the links between two of these numbers. */
function describeSet(
  numbers: number[],
  linking: readonly Edge[],
  members: ReadonlyMap<number, SetMember>,
): DuplicateSet {
  const edges = [...linking].sort((x, y) => x.a - y.a || x.b - y.b)
  const original = firstOf(numbers, members)
  const allMerged = numbers.filter((number) => members.get(number)!.state === 'MERGED')
  const merged = allMerged.length === 0 ? null : firstOf(allMerged, members)
  const atOriginal = edges.filter((edge) => edge.a === original || edge.b === original)
  const strongest = [...(atOriginal.length > 0 ? atOriginal : edges)].sort(byStrength)[0]!
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
    strongest: { a: strongest.a, b: strongest.b },
  }
}

/** A set keeps the id of the earlier set that it shares most members with; no two sets get the same. */
function keepIds(sets: DuplicateSet[], previous: readonly EarlierSet[]): DuplicateSet[] {
  // Only earlier sets that share a member are looked at: all pairs of thousands of sets would be millions.
  const earlierOf = new Map<number, EarlierSet[]>()
  for (const earlier of previous)
    for (const number of new Set(earlier.members)) {
      const list = earlierOf.get(number)
      if (list === undefined) earlierOf.set(number, [earlier])
      else list.push(earlier)
    }
  const claims = sets
    .flatMap((set) => {
      const shared = new Map<EarlierSet, number>()
      for (const { number } of set.members)
        for (const earlier of earlierOf.get(number) ?? []) shared.set(earlier, (shared.get(earlier) ?? 0) + 1)
      return [...shared].map(([{ id, gone = false }, count]) => ({ set, id, gone, shared: count }))
    })
    // One member is enough for a set that lives on, which is named after any of them; a pair makes one that comes back.
    .filter((claim) => claim.shared > (claim.gone ? 1 : 0))
    .sort(
      (x, y) =>
        Number(x.gone) - Number(y.gone) ||
        y.shared - x.shared ||
        compareText(x.id, y.id) ||
        x.set.original - y.set.original,
    )
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
