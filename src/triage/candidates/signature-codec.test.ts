import { expect, test } from 'vitest'
import { plainSignature } from '../../testing/plain-signature.ts'
import { at, headerWords } from './layout.ts'
import { decodeSignature, encodeSignature } from './signature-codec.ts'

const signature = plainSignature({ flags: 0x01020304, terms: { paths: { 11259375: 3 } } })
const bytes = encodeSignature(signature)

test('the bytes are those of a stored signature: words of four, the lowest first', () => {
  expect(bytes.length).toBe(signature.words.length * 4)
  expect([...bytes.subarray(at.flags * 4, at.flags * 4 + 4)]).toEqual([4, 3, 2, 1])
  expect([...bytes.subarray(-4)]).toEqual([3, 0xef, 0xcd, 0xab])
})

test('a view of larger memory is read from its own beginning to its own end', () => {
  const around = new Uint8Array(bytes.length + 40)
  around.set(bytes, 12)
  expect(decodeSignature(around.subarray(12, 12 + bytes.length))).toEqual(signature)
})

test('a header alone is a signature, of a change without anything', () => {
  const header = encodeSignature(plainSignature())
  expect(decodeSignature(header).words.length).toBe(headerWords)
  expect(() => decodeSignature(header.subarray(0, -4))).toThrow('cut off')
  expect(() => decodeSignature(new Uint8Array())).toThrow('cut off')
})

test.each([1, 2, 3])('%d bytes too many are no word', (count) => {
  expect(() => decodeSignature(new Uint8Array([...bytes, ...new Array(count).fill(0)]))).toThrow('cut off')
})

test('a word too many or too few is no signature', () => {
  expect(() => decodeSignature(new Uint8Array([...bytes, 0, 0, 0, 0]))).toThrow('do not add up')
  expect(() => decodeSignature(bytes.subarray(0, -4))).toThrow('do not add up')
})

test('parts that end beyond the memory are no signature, no matter what is in them', () => {
  const { words } = plainSignature()
  words[at.places] = 1
  expect(() => decodeSignature(encodeSignature({ words }))).toThrow('do not add up')
})
