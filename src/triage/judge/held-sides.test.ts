import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { deriveSignature } from '../candidates/signature.ts'
import { openSides } from './held-sides.ts'
import { readSide } from './side.ts'

const kibibyte = 1024

/** A revision with a patch of so many lines that no other one has. */
function revisionOf(number: number, lines: number): Revision {
  const added = Array.from({ length: lines }, (_, at) => `+const part${at} = compute(${number}, ${at})`)
  const header = `diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,0 +1,${lines} @@\n`
  return {
    number,
    headSha: number.toString(16).padStart(40, '0'),
    baseSha: null,
    baseRef: null,
    title: `Change ${number}`,
    body: '',
    author: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    commits: [],
    patch: `${header}${added.join('\n')}\n`,
  }
}

/** Counts what is asked for and what is taken of it. */
function openStore(lines: (number: number) => number) {
  const revisions = new Map(Array.from({ length: 20 }, (_, at) => [at, revisionOf(at, lines(at))]))
  const index = { signatureOf: (number: number) => deriveSignature(revisions.get(number)!) }
  const taken: number[] = []
  async function* read(numbers: number[]) {
    for (const number of numbers) {
      const revision = revisions.get(number)
      if (revision === undefined) continue
      taken.push(number)
      yield revision
    }
  }
  return { index, read, taken }
}

const pairsOf = (...pairs: [number, number][]) => pairs.map(([a, b]) => ({ a, b }))

test('small sides are read once for the pairs that come', async () => {
  const { index, read, taken } = openStore(() => 5)
  const readSides = openSides(read, index, undefined)
  const pairs = pairsOf([0, 1], [0, 2], [1, 2], [3, 4])
  for (const [at, pair] of pairs.entries()) {
    const [one, other] = await readSides(pair, pairs.slice(at))
    expect([one?.revision.number, other?.revision.number]).toEqual([pair.a, pair.b])
  }
  expect(taken).toEqual([0, 1, 2, 3, 4])
})

test('what is read ahead stays within the room, no matter what comes first', async () => {
  const large = readSide(revisionOf(0, 400)).bytes
  const { index, read, taken } = openStore(() => 400)
  const readSides = openSides(read, index, undefined, 4 * large)
  const pairs = pairsOf([0, 1], [2, 3], [4, 5], [6, 7], [8, 9])
  await readSides(pairs[0]!, pairs)
  expect(taken.length).toBeLessThanOrEqual(5)
  for (const [at, pair] of pairs.entries()) {
    const sides = await readSides(pair, pairs.slice(at))
    expect(sides.map((side) => side?.revision.number)).toEqual([pair.a, pair.b])
  }
})

test('the two of a pair are read even if they alone are more than there is room for, and in any order', async () => {
  const { index, read } = openStore(() => 400)
  const backwards = (numbers: number[]) => read([...numbers].reverse())
  const readSides = openSides(backwards, index, undefined, kibibyte)
  const pairs = pairsOf([0, 1], [0, 2], [5, 9])
  for (const [at, pair] of pairs.entries()) {
    const sides = await readSides(pair, pairs.slice(at))
    expect(sides.map((side) => side?.revision.number)).toEqual([pair.a, pair.b])
  }
})

test('what there is no room for is not read ahead again and again', async () => {
  const large = readSide(revisionOf(0, 400)).bytes
  const { index, read, taken } = openStore(() => 400)
  const derived: number[] = []
  const counting = {
    signatureOf: (number: number) => {
      derived.push(number)
      return index.signatureOf(number)
    },
  }
  const readSides = openSides(read, counting, undefined, 2.5 * large)
  // One is compared with all others: it is held, and there is room for one more.
  const pairs = pairsOf(...Array.from({ length: 19 }, (_, at): [number, number] => [0, at + 1]))
  for (const [at, pair] of pairs.entries()) {
    const sides = await readSides(pair, pairs.slice(at))
    expect(sides.map((side) => side?.revision.number)).toEqual([pair.a, pair.b])
  }
  // The first once; of the others each once ahead in vain, and once when it is needed.
  expect(derived.length).toBeLessThanOrEqual(1 + 2 * 19)
  // To take a revision from where it is stored is most of the work: none is taken to be laid aside.
  expect(taken.length).toBeLessThanOrEqual(derived.length)
})

test('one that is gone is not there, and does not keep the other from being read', async () => {
  const { index, read } = openStore(() => 5)
  const readSides = openSides(read, index, undefined)
  const [one, other] = await readSides({ a: 3, b: 99 }, pairsOf([3, 99], [4, 5]))
  expect([one?.revision.number, other]).toEqual([3, undefined])
})

test('a side says about how much it takes', () => {
  const [small, large] = [10, 10_000].map((lines) => readSide(revisionOf(1, lines)))
  expect(large!.bytes / small!.bytes).toBeGreaterThan(50)
  expect(large!.bytes).toBeGreaterThan(large!.added.size * 40)
})
