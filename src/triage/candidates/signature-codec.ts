import { algorithmVersion } from '../version.ts'
import { at, headerWords, lengthAt } from './layout.ts'
import type { Signature } from './signature.ts'

/** The words in little-endian order, on any machine. */
export function encodeSignature({ words }: Signature): Uint8Array {
  const bytes = new Uint8Array(words.length * 4)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < words.length; index++) view.setUint32(index * 4, words[index]!, true)
  return bytes
}

/** @throws RangeError for bytes of another version, or that are no signature. */
export function decodeSignature(bytes: Uint8Array): Signature {
  if (bytes.length < headerWords * 4 || bytes.length % 4 !== 0)
    throw new RangeError('a signature that was cut off: analyse the pull request again')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const words = new Uint32Array(bytes.length / 4)
  for (let index = 0; index < words.length; index++) words[index] = view.getUint32(index * 4, true)
  if (words[at.version] !== algorithmVersion)
    throw new RangeError(`a signature of version ${words[at.version]}, where ${algorithmVersion} is expected`)
  if (lengthAt(words, 0) !== words.length)
    throw new RangeError('a signature whose parts do not add up: analyse the pull request again')
  return { words }
}
