import { expect, test } from 'vitest'
import { Postings } from './postings.ts'

function build(documents: number, keysOf: Record<number, number[]>): Postings {
  const postings = new Postings(documents)
  for (const keys of Object.values(keysOf)) postings.count(keys)
  postings.seal()
  for (const [document, keys] of Object.entries(keysOf)) postings.place(Number(document), keys)
  postings.finish()
  return postings
}

function visited(postings: Postings, key: number): number[] {
  const count = postings.find(key)
  return [...postings.found.subarray(0, count)]
}

const [first, second, last] = [0, 1 << 22, 0xffff_ffff]

test('a key leads to the documents that have it, those that came since behind the others', () => {
  const postings = build(4, { 1: [first, last], 2: [second], 3: [first, second], 4: [] })
  postings.add(7, [second, last])
  postings.add(8, [second])
  expect(visited(postings, first)).toEqual([1, 3])
  expect(visited(postings, second)).toEqual([2, 3, 7, 8])
  expect(visited(postings, last)).toEqual([1, 7])
  expect(visited(postings, 2 << 22)).toEqual([])
})

test('an empty one grows as well', () => {
  const postings = new Postings(0)
  postings.add(7, [first])
  expect([visited(postings, first), visited(postings, second)]).toEqual([[7], []])
})

test.each([0, 16, 17, 2_000_000])('of %d documents keys are told apart, however alike', (documents) => {
  const postings = build(documents, { 1: [0], 2: [1], 3: [0, 2], 4: [2 ** 31] })
  postings.add(5, [1])
  expect([0, 1, 2, 3, 2 ** 31].map((key) => visited(postings, key))).toEqual([[1, 3], [2, 5], [3], [], [4]])
})
