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
