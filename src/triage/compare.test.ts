import { expect, test } from 'vitest'
import { openYield } from '../concurrency/event-loop.ts'
import type { Revision } from '../domain/revision.ts'
import { sampleLines, sampleRevision, sampleStrangers } from '../testing/revisions.ts'
import { CandidateIndex } from './candidates/candidate-index.ts'
import { deriveSignature, type Signature } from './candidates/signature.ts'
import { type ComparedPull, comparePulls } from './compare.ts'

const change = (seed: number) => ({
  'src/pool.ts': [
    ...sampleLines(seed, 3, ' '),
    ...sampleLines(seed + 1, 2, '-'),
    ...sampleLines(seed + 2, 5, '+'),
  ],
})
const revisions = [
  ...sampleStrangers(120),
  sampleRevision(11, change(7_000)),
  sampleRevision(12, change(7_000)),
  sampleRevision(13, change(7_000)),
  sampleRevision(21, change(8_000)),
  sampleRevision(22, change(8_000)),
]
const byNumber = new Map(revisions.map((revision) => [revision.number, revision]))
type Compared = ComparedPull & { signature: Signature }
const compared = (states: Record<number, ComparedPull['state']> = {}): Compared[] =>
  revisions.map((revision) => ({
    number: revision.number,
    state: states[revision.number] ?? 'OPEN',
    createdAt: revision.createdAt,
    signature: deriveSignature(revision),
  }))

async function compare(pulls: Compared[], signal?: AbortSignal) {
  const reads: number[][] = []
  const readRevisions = async (numbers: number[]): Promise<Revision[]> => {
    reads.push(numbers)
    return numbers.flatMap((number) => byNumber.get(number) ?? [])
  }
  return {
    reads,
    ...(await comparePulls(pulls, new CandidateIndex(pulls), readRevisions, [], {
      yieldLoop: openYield(signal),
    })),
  }
}

test('finds the sets among strangers and reads no diff that no pair needs', async () => {
  const { sets, reads } = await compare(compared())
  expect(
    sets.map(({ category, original, members }) => [category, original, members.map(({ number }) => number)]),
  ).toEqual([
    ['SAME_CHANGE', 11, [11, 12, 13]],
    ['SAME_CHANGE', 21, [21, 22]],
  ])
  expect(reads.flat().length).toBeLessThan(30)
})

test('closed and merged pull requests are answers and never ask', async () => {
  const { sets, edges } = await compare(compared({ 11: 'MERGED', 12: 'CLOSED', 21: 'CLOSED', 22: 'MERGED' }))
  expect(sets).toMatchObject([{ alreadyMerged: 11, original: 11 }])
  expect(edges.some(({ a, b }) => a === 21 && b === 22)).toBe(false)
})

test('the order in which pull requests arrive changes nothing', async () => {
  const forward = await compare(compared())
  const backward = await compare(compared().reverse())
  expect(backward.edges).toEqual(forward.edges)
  expect(backward.sets).toEqual(forward.sets)
})

test('two pull requests with the same head, an empty one and one that is gone meanwhile do no harm', async () => {
  const twin = { ...byNumber.get(11)!, number: 31 }
  const pulls = [
    ...compared(),
    { number: 31, state: 'OPEN' as const, createdAt: twin.createdAt, signature: deriveSignature(twin) },
    {
      number: 32,
      state: 'OPEN' as const,
      createdAt: twin.createdAt,
      signature: deriveSignature(sampleRevision(32, {})),
    },
  ]
  const { sets } = await compare(pulls)
  expect(sets.flatMap(({ members }) => members.map(({ number }) => number))).not.toContain(31)
})

test('stops when it is told to', async () => {
  await expect(compare(compared(), AbortSignal.abort(new Error('shutting down')))).rejects.toThrow(
    'shutting down',
  )
})

test('other work runs while it compares', async () => {
  let ran = false
  setImmediate(() => {
    ran = true
  })
  const pulls = compared()
  const readSlowly = (numbers: number[]): Promise<Revision[]> => {
    // Longer than the comparison keeps the event loop to itself.
    for (const began = performance.now(); performance.now() - began < 50; );
    return Promise.resolve(numbers.flatMap((number) => byNumber.get(number) ?? []))
  }
  await comparePulls(pulls, new CandidateIndex(pulls), readSlowly, [], { yieldLoop: openYield(undefined) })
  expect(ran).toBe(true)
})
