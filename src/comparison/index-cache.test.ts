import { expect, test } from 'vitest'
import { sampleLines, sampleRevision, sampleStrangers } from '../testing/revisions.ts'
import { CandidateIndex, deriveSignature, type Signature } from '../triage/index.ts'
import { type IndexCache, keepIndexes } from './index-cache.ts'

const stored = new Map<number, { key: string; signature: Signature }>()
const store = (revision: ReturnType<typeof sampleRevision>, key: string) =>
  stored.set(revision.number, { key, signature: deriveSignature(revision) })
const asked: (readonly number[] | null)[] = []

async function ranked(cache: IndexCache, repositoryId = 1): Promise<unknown[]> {
  const heads = [...stored].map(([number, { key }]) => ({ number, key }))
  return cache.withIndex(
    repositoryId,
    heads,
    async function* (numbers) {
      asked.push(numbers)
      for (const number of numbers ?? stored.keys())
        yield [{ number, signature: stored.get(number)!.signature }]
    },
    () => Promise.resolve(),
    (index) =>
      Promise.resolve(
        heads.map(({ number }) => [number, index.findCandidates(number, 5), index.signatureOf(number)]),
      ),
  )
}

const fresh = () => {
  const index = new CandidateIndex([...stored].map(([number, { signature }]) => ({ number, signature })))
  return [...stored.keys()].map((number) => [
    number,
    index.findCandidates(number, 5),
    index.signatureOf(number),
  ])
}

test('an index that is kept gives the answers of a new one, and reads only what is new', async () => {
  const cache = keepIndexes()
  for (const revision of sampleStrangers(200)) store(revision, 'first')
  const numbers = [...stored.keys()]
  expect(await ranked(cache)).toEqual(fresh())
  expect(await ranked(cache)).toEqual(fresh())
  expect(asked).toEqual([null])

  // A new head that repeats another's change, a new pull request, and one that left.
  const lines = [...sampleLines(50, 3, ' '), ...sampleLines(60, 6, '+')]
  store(sampleRevision(numbers[0]!, { 'src/a.ts': lines }), 'second')
  store(sampleRevision(90_001, { 'src/a.ts': lines }), 'first')
  stored.delete(numbers[1]!)
  expect(await ranked(cache)).toEqual(fresh())
  expect(asked.at(-1)).toEqual([numbers[0], 90_001])

  // Most of them at once: a new index costs less.
  for (const number of numbers.slice(50)) stored.delete(number)
  expect(await ranked(cache)).toEqual(fresh())
  expect(asked.at(-1)).toBe(null)
})

test('only as many are kept as there is room for, and none whose use broke off', async () => {
  const cache = keepIndexes(stored.size)
  await ranked(cache, 1)
  await ranked(cache, 2)
  asked.length = 0
  await ranked(cache, 2)
  expect(asked).toEqual([])
  await ranked(cache, 1)
  expect(asked).toEqual([null])
  const heads = [...stored].map(([number, { key }]) => ({ number, key }))
  const broken = cache.withIndex(
    1,
    heads,
    async function* () {},
    () => Promise.resolve(),
    () => Promise.reject(new Error('stopped')),
  )
  await expect(broken).rejects.toThrow('stopped')
  asked.length = 0
  await ranked(cache, 1)
  expect(asked).toEqual([null])
})
