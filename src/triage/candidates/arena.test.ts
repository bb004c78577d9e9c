import { expect, test } from 'vitest'
import { plainSignature } from '../../testing/plain-signature.ts'
import { Arena } from './arena.ts'
import { at } from './layout.ts'
import type { Signature } from './signature.ts'

const chunk = 2 ** 20

/** A signature of so many words. */
function ofLength(length: number): Signature {
  const words = new Uint32Array(length)
  const { words: head } = plainSignature()
  words.set(head)
  words[at.lengths] = length - head.length
  words[length - 1] = 7
  return { words }
}

test('each signature is found by its handle, between any others', () => {
  const arena = new Arena()
  const signatures = [40, 90, 41, 300].map(ofLength)
  const handles = signatures.map((signature) => arena.add(signature))
  expect(handles.map((handle) => arena.get(handle))).toEqual(signatures)
  expect(handles.map((handle) => arena.offset(handle))).toEqual([0, 40, 130, 171])
  expect(handles.map((handle) => arena.chunk(handle)[arena.offset(handle)])).toEqual(
    signatures.map(({ words }) => words[0]),
  )
})

test('a signature lies in one array: the next one begins where it does not fit', () => {
  const arena = new Arena()
  expect(arena.bytes).toBe(0)
  arena.add(ofLength(chunk - 100))
  const fits = arena.add(ofLength(100))
  expect(arena.bytes).toBe(chunk * 4)
  const next = arena.add(ofLength(60))
  expect(arena.bytes).toBe(2 * chunk * 4)
  expect([arena.offset(fits), arena.offset(next)]).toEqual([chunk - 100, 0])
  expect([arena.get(fits).words.length, arena.get(next).words.length]).toEqual([100, 60])
})

test('what is longer than an array is refused', () => {
  expect(() => new Arena().add(ofLength(chunk + 1))).toThrow(RangeError)
  expect(new Arena().add(ofLength(chunk))).toBe(0)
})

test.each([
  // Half as much is dead as is alive, and a quarter of an array.
  [600_000, 300_000, false],
  [599_999, 300_000, true],
  [100, chunk / 4, false],
  [100, chunk / 4 + 1, true],
])('of %d words alive and %d dead a copy is worth it: %s', (alive, dead, worth) => {
  const arena = new Arena()
  arena.add(ofLength(alive))
  const handle = arena.add(ofLength(dead))
  expect(arena.worthCopying).toBe(false)
  arena.release(handle)
  expect(arena.worthCopying).toBe(worth)
})
