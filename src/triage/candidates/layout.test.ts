import { expect, test } from 'vitest'
import { plainSignature } from '../../testing/plain-signature.ts'
import { channelsAt, commitsAt, countBits, lengthAt, peopleAt, placesAt, termKey } from './layout.ts'

const { words } = plainSignature({
  places: [
    [11, 1, 2],
    [12, 3, 4],
  ],
  commits: [21, 22, 23],
  people: [31],
  terms: { location: { 41: 1, 42: 2 }, claims: { 43: 3 } },
})

test.each([0, 5])('the parts of a signature lie one behind the other, from %d on', (from) => {
  const room = new Uint32Array(words.length + 9).fill(99)
  room.set(words, from)
  expect([...room.subarray(placesAt(from), commitsAt(room, from))]).toEqual([11, 1, 2, 12, 3, 4])
  expect([...room.subarray(commitsAt(room, from), peopleAt(room, from))]).toEqual([21, 22, 23])
  expect([...room.subarray(peopleAt(room, from), channelsAt(room, from))]).toEqual([31])
  const terms = [...room.subarray(channelsAt(room, from), from + lengthAt(room, from))]
  expect(terms.map((term) => [term >>> 8, term & countBits])).toEqual([
    [41, 1],
    [42, 2],
    [43, 3],
  ])
  expect(lengthAt(room, from)).toBe(words.length)
})

test('a term has another key in another channel, and the same however often it occurs', () => {
  const term = 0x123456 << 8
  expect(termKey(term | 7, 3)).toBe(termKey(term | 200, 3))
  expect(new Set([0, 1, 2, 3, 4].map((channel) => termKey(term, channel))).size).toBe(5)
})

test('keys of neighbouring terms lie far apart: what is found by the first bits of a key depends on all of the term', () => {
  for (const channel of [0, 9]) {
    const buckets = new Set(Array.from({ length: 1_024 }, (_, term) => termKey(term << 8, channel) >>> 22))
    // A random draw would fill 647 of 1,024; multiples of the golden ratio lie more evenly.
    expect(buckets.size).toBeGreaterThan(850)
  }
})
