import { expect, test } from 'vitest'
import { placeHash, readHash } from './line-link.ts'

test.each([
  { path: 'src/port.ts', line: null },
  { path: 'src/port.ts', line: { pull: 3101, sign: '+', at: 17 } },
  { path: 'a b/#"><img src=x>:7+1\u202e.ts', line: { pull: 7, sign: '-', at: 1 } },
  { path: '100%.md', line: null },
] as const)('a place goes into the address and comes back: %j', (place) => {
  expect(readHash(placeHash(place))).toEqual(place)
  expect(new URL(placeHash(place), 'http://x/').hash).toBe(placeHash(place))
})

test.each(['', '#', '#%'])('%j is no place', (hash) => expect(readHash(hash)).toBeNull())
