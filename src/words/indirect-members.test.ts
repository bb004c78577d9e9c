import { expect, test } from 'vitest'
import { indirectCaution, indirectPair } from './indirect-members.ts'

test('a pair of a set that repeats by way of another member says so', () => {
  expect(indirectPair(2700, 3101)).toBe(
    '#3101 was not found to repeat #2700 itself: it repeats another one of the set.',
  )
})

test.each([
  [[], ''],
  [
    [3101],
    '#3101 repeats another of these, but was not found to repeat #2700 itself: look at the evidence before you close it.',
  ],
  [
    [3101, 3202],
    '#3101, #3202 repeat another of these, but were not found to repeat #2700 itself: look at the evidence before you close them.',
  ],
])('before %j are closed: %s', (members, sentence) => {
  expect(indirectCaution(members, 2700)).toBe(sentence)
})
