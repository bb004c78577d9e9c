import { expect, test } from 'vitest'
import { plainSignature } from '../testing/plain-signature.ts'
import {
  decodeLists,
  decodePairs,
  decodePulls,
  encodeLists,
  encodePairs,
  encodePulls,
} from './memory-codec.ts'

const alike = { number: 70_000, score: -0.1 + 0.3, similarity: 4.000000001, mergedBefore: true, hunks: null }
const found = {
  category: 'SAME_FEATURE' as const,
  relation: 'RESUBMISSION' as const,
  score: 0.8123,
  containment: { aInB: null, bInA: 0.1 + 0.2 },
  closesSame: true,
}
const pulls = [
  { number: 1, head: 'abc', context: '9007199254740991 0' },
  { number: 2_000_000_000, head: '', context: '' },
]
const pairs = {
  said: [{ verdict: 'DUPLICATE' as const, claimed: { category: found.category, relation: null, score: 1 } }],
  ownParts: [
    { number: 3, carried: '5 6', signature: plainSignature({ commits: [1, 2] }) },
    { number: 4, carried: '', signature: null },
  ],
  pairs: [
    { a: 1, b: 2, found },
    { a: 1, b: 300, found: null },
    { a: 7, b: 8, found: undefined },
    { a: 9, b: 10, found: { ...found, relation: null, closesSame: false } },
  ],
}
const lists = [
  { number: 1, isWhole: true, met: [3, 70_000], alike: [alike, { ...alike, number: 3, hunks: 1 / 3 }] },
  { number: 9, isWhole: false, met: [], alike: [] },
]

test('what is kept of a comparison is read as it was written, to the last digit', () => {
  expect(decodePulls(encodePulls(pulls))).toEqual(pulls)
  expect(decodePairs(encodePairs(pairs))).toEqual(pairs)
  expect(decodeLists(encodeLists(lists))).toEqual(lists)
})

test('bytes that were cut off are an error, and nothing else', () => {
  for (const [bytes, decode] of [
    [encodePulls(pulls), decodePulls],
    [encodePairs(pairs), decodePairs],
    [encodeLists(lists), decodeLists],
  ] as const)
    for (let length = 0; length < bytes.length; length++)
      expect(() => decode(bytes.slice(0, length)), String(length)).toThrow()
})
