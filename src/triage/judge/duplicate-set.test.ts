import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Category, DuplicateSet, Edge, Relation } from '../../domain/pair.ts'
import { deriveDuplicateSets, type SetMember } from './duplicate-set.ts'

const edge = (
  a: number,
  b: number,
  category: Category = 'SAME_FEATURE',
  score = 0.9,
  relation: Relation | null = null,
): Edge => ({
  a: Math.min(a, b),
  b: Math.max(a, b),
  category,
  relation,
  score,
  signals: {},
  evidence: {
    facts: [{ kind: 'text', text: 'both add the same lines' }],
    shortfall: null,
    sharedProductionPaths: [],
    sharedAddedLines: { count: 0, lines: [] },
    sharedRemovedLines: { count: 0, lines: [] },
    sharedSymbols: [],
    sharedTests: [],
    sharedDocs: [],
    sharedIssues: [],
    containment: { aInB: null, bInA: null },
    onlyA: { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 },
    onlyB: { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 },
    first: { number: a, by: 'number' },
  },
})
const members = (states: Record<number, SetMember['state']> = {}) =>
  new Map(
    Array.from({ length: 40 }, (_, at) => [
      at + 1,
      {
        number: at + 1,
        state: states[at + 1] ?? ('OPEN' as const),
        createdAt: new Date(Date.UTC(2026, 0, at + 1)).toISOString(),
      },
    ]),
  )
const numbers = (sets: DuplicateSet[]) => sets.map((set) => set.members.map(({ number }) => number))

test('a chain of pairs is no set: a member resembles the original, or most of the others', async () => {
  const chain = [edge(1, 2), edge(2, 3), edge(3, 4), edge(4, 5), edge(5, 6)]
  expect(numbers(await deriveDuplicateSets(chain, members()))).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ])
})

test('a newcomer is compared with the original on demand, and joins by what that finds', async () => {
  const asked: string[] = []
  const more = async (a: number, b: number) => {
    asked.push(`${a}-${b}`)
    return edge(a, b)
  }
  expect(numbers(await deriveDuplicateSets([edge(1, 2), edge(2, 3)], members(), [], more))).toEqual([
    [1, 2, 3],
  ])
  expect(asked).toEqual(['1-3'])
})

test('two sets whose originals are alike become one, however many they are', async () => {
  const star = (hub: number, from: number) => Array.from({ length: 14 }, (_, at) => edge(hub, from + at))
  const edges = [...star(1, 3), ...star(2, 20), edge(3, 20)]
  const more = async (a: number, b: number) => (a === 1 && b === 2 ? edge(1, 2) : null)
  const [set, ...others] = await deriveDuplicateSets(edges, members(), [], more)
  expect(others).toEqual([])
  expect(set!.members).toHaveLength(30)
})

test('a superset joins the parts that it contains, which do not resemble each other', async () => {
  const part = (number: number) => {
    const one = edge(number, 9)
    return { ...one, evidence: { ...one.evidence, containment: { aInB: 1, bInA: 0.3 } } }
  }
  expect(numbers(await deriveDuplicateSets([part(3), part(4), part(5)], members()))).toEqual([[3, 4, 5, 9]])
})

test('of those that close one issue each need only resemble one of the others', async () => {
  const lead = edge(1, 3, 'RELATED')
  const byIssue = { ...lead, evidence: { ...lead.evidence, closedByBoth: ['#90'] } }
  expect(numbers(await deriveDuplicateSets([edge(1, 2), edge(2, 3), byIssue], members()))).toEqual([
    [1, 2, 3],
  ])
})

test('where dates are guessed the numbers say who was first', async () => {
  const guessed = new Map(
    [...members()].map(([number, member]) => [
      number,
      {
        ...member,
        createdAtGuessed: true,
        createdAt: new Date(Date.UTC(2026, 0, 40 - number)).toISOString(),
      },
    ]),
  )
  const [set] = await deriveDuplicateSets([edge(4, 7)], guessed)
  expect(set!.original).toBe(4)
})

test('a set says who was first, what is merged, and why', async () => {
  const [set] = await deriveDuplicateSets(
    [edge(3, 7), edge(5, 7), edge(3, 5, 'SAME_CHANGE', 0.97)],
    members({ 3: 'MERGED' }),
  )
  expect(set).toMatchObject({
    category: 'SAME_CHANGE',
    score: 0.97,
    original: 3,
    alreadyMerged: 3,
    members: [
      { number: 3, role: 'original' },
      { number: 5, role: 'duplicate' },
      { number: 7, role: 'duplicate' },
    ],
    strongest: { a: 3, b: 5 },
  })
})

test('what is related, or in another relation, joins nothing; nor do closed ones alone', async () => {
  const edges = [
    edge(1, 2, 'RELATED'),
    edge(3, 4, 'SAME_CHANGE', 1, 'STACKED'),
    edge(5, 6, 'SAME_CHANGE', 1, 'RESUBMISSION'),
    edge(7, 8),
  ]
  expect(await deriveDuplicateSets(edges, members({ 7: 'CLOSED', 8: 'MERGED' }))).toEqual([])
})

test('a set that comes back has its id again, where no set that lives on has a claim to its members', async () => {
  const pairs = [edge(1, 2)]
  const gone = { id: 'old', members: [1, 2, 3], gone: true }
  const idAfter = async (...previous: Parameters<typeof deriveDuplicateSets>[2] & object) =>
    (await deriveDuplicateSets(pairs, members(), previous))[0]!.id
  expect(await idAfter(gone)).toBe('old')
  expect(await idAfter(gone, { id: 'living', members: [2, 9] })).toBe('living')
  // One member alone is another set.
  expect(await idAfter({ ...gone, members: [1, 7] })).toBe('s1')
})

test('an id survives a new member, a lost member and a new scan; two sets never share one', async () => {
  const first = await deriveDuplicateSets([edge(2, 3), edge(10, 11)], members())
  const previous = first.map((set) => ({ id: set.id, members: set.members.map(({ number }) => number) }))
  const pairs = [edge(1, 2), edge(1, 3), edge(2, 3), edge(10, 12)]
  const second = await deriveDuplicateSets(pairs, members(), previous)
  const idOf = (sets: typeof first, number: number) =>
    sets.find((set) => set.members.some((member) => member.number === number))?.id
  expect(idOf(second, 2)).toBe(idOf(first, 2))
  expect(idOf(second, 10)).toBe(idOf(first, 10))
  expect(new Set(second.map((set) => set.id)).size).toBe(second.length)
})

const anyEdge = fc
  .tuple(
    fc.integer({ min: 1, max: 25 }),
    fc.integer({ min: 26, max: 40 }),
    fc.constantFrom<Category>('SAME_CHANGE', 'SAME_FEATURE', 'COMPETING_IMPLEMENTATION', 'RELATED'),
    fc.integer({ min: 50, max: 99 }),
  )
  .map(([a, b, category, score]) => edge(a, b, category, score / 100))

test('sets are disjoint and coherent, and the order of pairs changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .uniqueArray(anyEdge, { selector: ({ a, b }) => `${a}-${b}`, maxLength: 120 })
        .chain((edges) =>
          fc.tuple(fc.constant(edges), fc.shuffledSubarray(edges, { minLength: edges.length })),
        ),
      async ([edges, shuffled]) => {
        const sets = await deriveDuplicateSets(edges, members())
        expect(await deriveDuplicateSets(shuffled, members())).toEqual(sets)
        const all = numbers(sets).flat()
        expect(new Set(all).size).toBe(all.length)
        for (const set of sets) {
          expect(set.members.filter(({ role }) => role === 'original').map(({ number }) => number)).toEqual([
            set.original,
          ])
          for (const { number } of set.members)
            expect(set.edges.some(({ a, b }) => a === number || b === number)).toBe(true)
        }
      },
    ),
  )
})

const contains = (a: number, b: number, aInB: number | null, bInA: number | null) => {
  const one = edge(a, b)
  return { ...one, evidence: { ...one.evidence, containment: { aInB, bInA } } }
}

test('a newcomer that resembles two thirds of a set is of it, even if it is unlike the rest', async () => {
  // Four that resemble each other; the fifth is like some of those that are not the first.
  const four = [edge(1, 2), edge(1, 3), edge(1, 4), edge(2, 3), edge(2, 4), edge(3, 4)].map((one) => ({
    ...one,
    score: 0.95,
  }))
  const three = [edge(1, 2), edge(1, 3), edge(2, 3)].map((one) => ({ ...one, score: 0.95 }))
  const sets = async (edges: Edge[]) => numbers(await deriveDuplicateSets(edges, members()))
  expect(await sets([...three, edge(2, 5), edge(3, 5)])).toEqual([[1, 2, 3, 5]])
  expect(await sets([...three, edge(2, 5)])).toEqual([[1, 2, 3]])
  expect(await sets([...four, edge(2, 5), edge(3, 5)])).toEqual([[1, 2, 3, 4]])
  expect(await sets([...four, edge(2, 5), edge(3, 5), edge(4, 5)])).toEqual([[1, 2, 3, 4, 5]])
})

test('one that has four fifths of both joins them, whichever way it has them; one that has less does not', async () => {
  const sets = async (...edges: Edge[]) => numbers(await deriveDuplicateSets(edges, members()))
  expect(await sets(contains(2, 9, 0.8, 0), contains(3, 9, 0.8, 0))).toEqual([[2, 3, 9]])
  expect(await sets(contains(2, 9, 0.8, 1), contains(3, 9, 0.79, 1))).toEqual([[2, 9]])
  // Here the large one is the older one.
  expect(await sets(contains(1, 5, 0, 0.8), contains(1, 6, 0, 0.8))).toEqual([[1, 5, 6]])
  expect(await sets(contains(2, 4, 0.1, 0.8), contains(4, 6, 0.1, 0.8), contains(4, 8, 0.1, 0.8))).toEqual(
    [[2, 4, 6, 8]].slice(1).concat([[2, 4]]),
  )
  // Of a pair of a maintainer's own making it is not known.
  expect(await sets(contains(2, 9, null, null), contains(3, 9, null, null))).toEqual([[2, 9]])
})

test('of those that close one issue a pair that is no lead, is in another relation, or was refused, opens no set', async () => {
  const lead = edge(1, 3, 'RELATED')
  const byIssue = { ...lead, evidence: { ...lead.evidence, closedByBoth: ['#90'] } }
  const joined = async (other: Edge) =>
    numbers(await deriveDuplicateSets([edge(1, 2), edge(2, 3), other], members()))
  expect(await joined({ ...byIssue, relation: 'STACKED' })).toEqual([[1, 2]])
  expect(await joined({ ...byIssue, verdict: 'NOT_RELATED' })).toEqual([[1, 2]])
  expect(await joined({ ...byIssue, verdict: 'RELATED' })).toEqual([[1, 2, 3]])
  expect(await joined({ ...byIssue, evidence: { ...byIssue.evidence, closedByBoth: [] } })).toEqual([[1, 2]])
  // It is no pair of a set by itself.
  expect(await deriveDuplicateSets([byIssue], members())).toEqual([])
})

test('the strongest pair begins: by its category, its score, its numbers', async () => {
  // 9 can be with one of the others alone.
  const with9 = async (one: Edge, other: Edge) => {
    const sets = numbers(await deriveDuplicateSets([one, other], members()))
    return sets.find((set) => set.includes(9))
  }
  expect(await with9(edge(1, 9, 'SAME_FEATURE', 0.9), edge(2, 9, 'SAME_CHANGE', 0.8))).toEqual([2, 9])
  expect(await with9(edge(1, 9, 'COMPETING_IMPLEMENTATION', 0.9), edge(2, 9, 'SAME_FEATURE', 0.8))).toEqual([
    2, 9,
  ])
  expect(await with9(edge(1, 9, 'SAME_FEATURE', 0.8), edge(2, 9, 'SAME_FEATURE', 0.9))).toEqual([2, 9])
  expect(await with9(edge(2, 9), edge(1, 9))).toEqual([1, 9])
  const of1 = async (...edges: Edge[]) => numbers(await deriveDuplicateSets(edges, members()))[0]
  expect(await of1(edge(3, 9), edge(3, 8), edge(8, 10), edge(9, 10))).toContain(8)
  // A set is shown by the strongest pair of its original, if it has one.
  const [set] = await deriveDuplicateSets(
    [edge(1, 2, 'SAME_FEATURE', 0.85), edge(1, 3, 'SAME_FEATURE', 0.88), edge(2, 3, 'SAME_CHANGE', 0.99)],
    members(),
  )
  expect(set).toMatchObject({ original: 1, category: 'SAME_FEATURE', score: 0.88 })
})

test('sets come in order of their score, then of their original; their pairs in order of number', async () => {
  const sets = await deriveDuplicateSets(
    [
      edge(10, 11, 'SAME_FEATURE', 0.8),
      edge(6, 7, 'SAME_FEATURE', 0.8),
      edge(20, 22, 'SAME_FEATURE', 0.9),
      edge(20, 21, 'SAME_FEATURE', 0.9),
      edge(21, 22, 'SAME_FEATURE', 0.95),
    ],
    members(),
  )
  expect(sets.map(({ original }) => original)).toEqual([20, 6, 10])
  expect(sets[0]!.edges.map(({ a, b }) => `${a}-${b}`)).toEqual(['20-21', '20-22', '21-22'])
})

test('who was opened first is the original, and of the merged ones the first that was opened', async () => {
  const at = (number: number, day: number, state: SetMember['state'] = 'OPEN', createdAtGuessed = false) =>
    [number, { number, state, createdAt: `2026-01-0${day}T00:00:00.000Z`, createdAtGuessed }] as const
  const describe = async (...all: ReturnType<typeof at>[]) => {
    const edges = all.flatMap(([a], index) => all.slice(index + 1).map(([b]) => edge(a, b)))
    const [set] = await deriveDuplicateSets(edges, new Map(all))
    return [set!.original, set!.alreadyMerged, set!.members.map(({ number, role }) => `${number} ${role}`)]
  }
  expect(await describe(at(1, 3), at(2, 1), at(3, 2))).toEqual([
    2,
    null,
    ['1 duplicate', '2 original', '3 duplicate'],
  ])
  expect(await describe(at(1, 2), at(2, 2), at(3, 2))).toEqual([
    1,
    null,
    ['1 original', '2 duplicate', '3 duplicate'],
  ])
  expect(await describe(at(1, 3), at(2, 2), at(3, 1, 'OPEN', true))).toEqual([
    1,
    null,
    ['1 original', '2 duplicate', '3 duplicate'],
  ])
  expect(await describe(at(1, 1), at(2, 3, 'MERGED'), at(3, 2, 'MERGED'))).toEqual([
    1,
    3,
    ['1 original', '2 merged', '3 merged'],
  ])
})

test('an id goes to the set that shares most with it, then to the one that was first; a new set takes none that is given', async () => {
  const idsOf = async (edges: Edge[], previous: Parameters<typeof deriveDuplicateSets>[2]) =>
    (await deriveDuplicateSets(edges, members(), previous)).map(({ id, original }) => `${original} ${id}`)
  const two = [edge(1, 2), edge(5, 6)]
  expect(await idsOf(two, [{ id: 'x', members: [1, 5, 6] }])).toEqual(['1 s1', '5 x'])
  expect(await idsOf(two, [{ id: 'x', members: [1, 5] }])).toEqual(['1 x', '5 s5'])
  expect(
    await idsOf(two, [
      { id: 'y', members: [1] },
      { id: 'x', members: [1] },
    ]),
  ).toEqual(['1 x', '5 s5'])
  // The set that has 1 for its first number is a new one, and "s1" lives on in another.
  expect(await idsOf(two, [{ id: 's1', members: [5] }])).toEqual(['1 s1x', '5 s1'])
  expect(
    await idsOf(two, [
      { id: 's1', members: [5] },
      { id: 's1x', members: [6, 5] },
    ]),
  ).toEqual(['1 s1', '5 s1x'])
  // One that was gone comes after all that live on, even where it shares more.
  expect(
    await idsOf(
      [edge(1, 2), edge(1, 3), edge(2, 3)],
      [
        { id: 'gone', members: [1, 2, 3], gone: true },
        { id: 'lives', members: [3] },
      ],
    ),
  ).toEqual(['1 lives'])
})

test('one open member is enough, and a pair that is asked for more is asked once', async () => {
  expect(numbers(await deriveDuplicateSets([edge(1, 2)], members({ 1: 'MERGED' })))).toEqual([[1, 2]])
  const asked: string[] = []
  const more = async (a: number, b: number) => {
    asked.push(`${a}-${b}`)
    return null
  }
  await deriveDuplicateSets([edge(1, 2), edge(2, 3)], members(), [], more)
  expect(asked).toEqual(['1-3'])
  // What is found and is no link joins nothing.
  const related = async (a: number, b: number) => edge(a, b, 'RELATED')
  expect(numbers(await deriveDuplicateSets([edge(1, 2), edge(2, 3)], members(), [], related))).toEqual([
    [1, 2],
  ])
})
