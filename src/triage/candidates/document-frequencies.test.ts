import { expect, test } from 'vitest'
import { DocumentFrequencies } from './document-frequencies.ts'

test('each key is counted as often as it came and has not gone', () => {
  const frequencies = new DocumentFrequencies(1)
  const [one, other, last] = [0, 1 << 18, 0xffff_ffff]
  for (const key of [one, other, one, last, one]) frequencies.add(key)
  frequencies.remove(one)
  expect([one, other, last, 2 << 18].map((key) => frequencies.get(key))).toEqual([2, 1, 1, 0])
  frequencies.remove(2 << 18)
  expect(frequencies.get(2 << 18)).toBe(0)
})

test('keys that begin alike share a counter, which so never counts too little', () => {
  const frequencies = new DocumentFrequencies(1)
  frequencies.add(0)
  frequencies.add((1 << 18) - 1)
  expect(frequencies.get(5)).toBe(2)
  expect(frequencies.get(1 << 18)).toBe(0)
})

test('a counter that is full stays full', () => {
  const frequencies = new DocumentFrequencies(1)
  for (let count = 0; count < 0xfffe; count++) frequencies.add(9)
  frequencies.add(9)
  expect(frequencies.get(9)).toBe(0xffff)
  frequencies.add(9)
  expect(frequencies.get(9)).toBe(0xffff)
  frequencies.remove(9)
  expect(frequencies.get(9)).toBe(0xffff)
})

test.each([
  // 640 counters for each, in powers of two: 16,384 are enough for 25.
  [0, 25, 26],
  [1, 25, 26],
  [26, 51, 52],
  [820, 1_638, 1_639],
])('a table made for %d is large enough for %d and not for %d', (made, enough, tooMany) => {
  const frequencies = new DocumentFrequencies(made)
  expect([frequencies.outgrownBy(enough), frequencies.outgrownBy(tooMany)]).toEqual([false, true])
  expect([frequencies.fits(enough), frequencies.fits(tooMany)]).toEqual([true, false])
  expect(new DocumentFrequencies(tooMany).outgrownBy(enough)).toBe(false)
  expect(new DocumentFrequencies(tooMany).fits(enough)).toBe(false)
})

test('no table is larger than 67 million counters', () => {
  const frequencies = new DocumentFrequencies(105_000)
  expect([frequencies.fits(10_000_000), frequencies.fits(104_000), frequencies.fits(52_000)]).toEqual([
    true,
    true,
    false,
  ])
})

test('of each key it is known whether its count has come to another step since', () => {
  const frequencies = new DocumentFrequencies(1)
  const key = (at: number) => at << 18
  for (const at of [1, 1, 2, 3, 4]) frequencies.add(key(at))
  const moved = (step: (count: number) => number) => {
    const has = frequencies.findMoved(step)
    return [0, 1, 2, 3, 4, 5].filter((at) => has(key(at)))
  }
  const exact = (count: number) => count
  expect(moved(exact)).toEqual([])
  frequencies.watch()
  for (const at of [1, 3, 5]) frequencies.add(key(at))
  for (const at of [2, 3, 4]) frequencies.remove(key(at))
  expect(moved(exact)).toEqual([1, 2, 4, 5])
  // Two and three are one step.
  expect(moved((count) => Math.min(count, 2))).toEqual([2, 4, 5])
  // A key that shares a counter moves with it, another one whose counter has the same last bits does not.
  expect(frequencies.findMoved(exact)(key(1) + 1)).toBe(true)
  frequencies.watch()
  expect(moved(exact)).toEqual([])
})
