import { expect, test } from 'vitest'
import { ObjectIndex } from './object-index.ts'

test('an id that was never added is found nowhere, nor is what is no id', () => {
  const index = new ObjectIndex()
  const [one, other] = ['1'.repeat(40), `${'1'.repeat(39)}2`]
  expect(index.find(one)).toBe(-1)
  expect([index.add(one), index.add(one), index.size]).toEqual([0, 0, 1])
  expect([index.find(one), index.find(other), index.find('x'.repeat(40)), index.find('1')]).toEqual([
    0, -1, -1, -1,
  ])
  expect(index.pick([]).find(one)).toBe(-1)
  expect(index.add(other)).toBe(1)
  const picked = index.pick([1])
  expect([picked.find(other), picked.find(one), picked.id(0), picked.size]).toEqual([0, -1, other, 1])
})
