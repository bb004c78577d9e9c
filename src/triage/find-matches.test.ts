import { describe, expect, test } from 'vitest'
import type { Edge } from '../domain/pair.ts'
import type { Revision } from '../domain/revision.ts'
import { sampleLines, sampleRevision, sampleStrangers } from '../testing/revisions.ts'
import { wordFacts } from '../words/pair-reasons.ts'
import { CandidateIndex } from './candidates/candidate-index.ts'
import { deriveSignature } from './candidates/signature.ts'
import { findMatches, matchOf, type ProposedChange, sortMatches } from './find-matches.ts'

const place = sampleLines(6_000, 4, ' ')
const fix = [...place.slice(0, 2), ...sampleLines(6_002, 8, '+'), ...place.slice(2)]
const rival = [...place.slice(0, 2), ...sampleLines(6_900, 5, '+'), ...place.slice(2)]
const pulls: Revision[] = [
  sampleRevision(
    11,
    { 'src/pool.ts': fix, 'test/pool.test.ts': sampleLines(8, 3, '+') },
    { title: 'Close idle sockets' },
  ),
  sampleRevision(
    12,
    { 'src/pool.ts': [...fix, ...sampleLines(6_300, 2, '+')] },
    { title: 'Sockets that idle' },
  ),
  sampleRevision(
    13,
    { 'src/port.ts': rival, 'src/dock.ts': sampleLines(9, 2, '+'), 'src/quay.ts': ['+quay'] },
    {
      title: 'Open ports slowly',
      body: 'Ports and docks open slowly. Fixes #77',
    },
  ),
]
const known = [...sampleStrangers(60), ...pulls]
const index = new CandidateIndex(
  known.map((revision) => ({ number: revision.number, signature: deriveSignature(revision) })),
)
const nothing = { patch: null, paths: [], title: '', body: '', base: null, repository: 'acme/yard' }
const ask = (change: Partial<ProposedChange>) =>
  findMatches({ ...nothing, ...change }, 5_000, index, async (numbers) =>
    known.filter(({ number }) => numbers.includes(number)),
  )
const numbers = async (change: Partial<ProposedChange>) => (await ask(change)).map(({ number }) => number)

describe('a change with a patch', () => {
  const { patch } = sampleRevision(1, { 'src/pool.ts': fix })

  test('is answered by what does the same, the surest first, with both shares', async () => {
    const [first, second, ...more] = await ask({ patch })
    expect(more).toEqual([])
    expect(first).toMatchObject({
      number: 11,
      category: 'SAME_CHANGE',
      relation: null,
      containment: { ofYours: 1, ofTheirs: 1 },
      sharedPaths: ['src/pool.ts'],
      sharedLines: { count: 8 },
    })
    expect(wordFacts(first!.facts)[0]).toBe('identical production change in src/pool.ts')
    expect(first!.sharedLines.lines).toHaveLength(5)
    expect(second).toMatchObject({ number: 12, containment: { ofYours: 1 } })
    expect(second!.containment.ofTheirs).toBeLessThan(0.9)
    expect(second!.score).toBeLessThanOrEqual(first!.score)
  })

  test('is called "your change", not by its number', async () => {
    const claimed = await ask({ patch, title: 'Pool', body: 'Supersedes #12' })
    expect(wordFacts(claimed.find(({ number }) => number === 12)!.facts)).toContain(
      'your change says “Supersedes #12”',
    )
  })

  test('meets what it names and what closes its issue, however unlike', async () => {
    const other = sampleRevision(1, { 'lib/other.ts': sampleLines(70, 3, '+') }).patch
    expect(await numbers({ patch: other })).toEqual([])
    expect(await numbers({ patch: other, title: 'Other', body: 'Fixes #77' })).toEqual([13])
    expect(await numbers({ patch: other, title: 'Other', body: 'Instead of #12' })).toEqual([12])
  })
})

describe('a plan without a patch', () => {
  test('is answered by who changes its files, two of them named', async () => {
    const paths = ['src/port.ts', 'src/dock.ts', 'src/quay.ts']
    const found = await ask({ paths, title: 'Ports open slowly' })
    expect(found.map(({ number }) => number)).toEqual([13])
    expect(found[0]).toMatchObject({ category: 'RELATED', sharedPaths: paths })
    expect(wordFacts(found[0]!.facts).join('; ')).toContain('src/port.ts')
  })

  test('needs a file, or two of its words; a file with none of its words is not enough', async () => {
    expect(await numbers({ paths: ['src/port.ts'], title: 'Lay cables' })).toEqual([])
    expect(await numbers({ title: 'Docks open slowly' })).toEqual([13])
    expect(await numbers({ title: 'Docks burn brightly' })).toEqual([])
  })

  test('says which files and words it shares', async () => {
    const [found] = await ask({ title: 'Docks open slowly' })
    expect(found).toEqual({
      number: 13,
      category: 'RELATED',
      relation: null,
      score: found!.score,
      facts: [{ kind: 'your-words', words: ['dock', 'open', 'slowly'] }],
      containment: { ofYours: null, ofTheirs: null },
      sharedPaths: [],
      sharedLines: { count: 0, lines: [] },
    })
  })
})

test('a pair is seen from its own side', () => {
  const edge = {
    a: 3,
    b: 5,
    category: 'SAME_FEATURE',
    relation: null,
    score: 0.8,
    evidence: {
      facts: [],
      sharedProductionPaths: ['p'],
      sharedAddedLines: { count: 7, lines: ['1', '2', '3', '4', '5', '6'] },
      containment: { aInB: 0.25, bInA: 0.75 },
    },
  } as unknown as Edge
  expect(matchOf(edge, 3)).toEqual({
    number: 5,
    category: 'SAME_FEATURE',
    relation: null,
    score: 0.8,
    facts: [],
    containment: { ofYours: 0.25, ofTheirs: 0.75 },
    sharedPaths: ['p'],
    sharedLines: { count: 7, lines: ['1', '2', '3', '4', '5'] },
  })
  expect(matchOf(edge, 5)).toMatchObject({ number: 3, containment: { ofYours: 0.75, ofTheirs: 0.25 } })
})

test('the strongest category comes first, a relation after its like, then the score, then the older one', () => {
  const match = (number: number, category: Edge['category'], relation: Edge['relation'], score: number) =>
    ({ number, category, relation, score }) as never
  const sorted = sortMatches([
    match(9, 'RELATED', null, 0.9),
    match(8, 'SAME_FEATURE', null, 0.7),
    match(7, 'SAME_CHANGE', 'STACKED', 0.9),
    match(6, 'SAME_FEATURE', null, 0.8),
    match(5, 'SAME_CHANGE', null, 0.6),
    match(4, 'SAME_FEATURE', null, 0.7),
  ])
  expect(sorted.map(({ number }) => number)).toEqual([5, 7, 6, 4, 8, 9])
})
