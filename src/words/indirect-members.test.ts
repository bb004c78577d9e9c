import { expect, test } from 'vitest'
import { indirectCaution, indirectPair } from './indirect-members.ts'

test('a pair of a set that repeats by way of another member says so', () => {
  expect(indirectPair(2700, 3101)).toBe(
    '#3101 is in this set because it repeats another member. The scan found nothing about #3101 and #2700 themselves.',
  )
})

test.each([
  [[], ''],
  [
    [3101],
    '#3101 repeats another of these; the scan found nothing about it and #2700 themselves. Look at the evidence before you close it.',
  ],
  [
    [3101, 3202],
    '#3101, #3202 repeat another of these; the scan found nothing about them and #2700 itself. Look at the evidence before you close them.',
  ],
])('before %j are closed: %s', (members, sentence) => {
  expect(indirectCaution(members, 2700)).toBe(sentence)
})
