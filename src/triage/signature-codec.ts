import { algorithmVersion, channelNames } from './model.ts'
import type { Place, Signature, SparseVector } from './signature.ts'

/**
 * A signature as bytes, little-endian: version, patch id, flags, then for each channel its length, terms and counts, then the places.
 */
export function encodeSignature(signature: Signature): Uint8Array {
  const terms = signature.vectors.reduce((sum, vector) => sum + vector.terms.length, 0)
  const bytes = new Uint8Array(
    12 + signature.vectors.length * 4 + terms * 5 + 4 + signature.places.length * 12,
  )
  const view = new DataView(bytes.buffer)
  let at = 0
  const put = (value: number) => {
    view.setUint32(at, value, true)
    at += 4
  }
  put(signature.version)
  put(signature.patchId)
  put(signature.production ? 1 : 0)
  for (const { terms: list, counts } of signature.vectors) {
    put(list.length)
    for (const term of list) put(term)
    bytes.set(counts, at)
    at += counts.length
  }
  put(signature.places.length)
  for (const { path, from, to } of signature.places) {
    put(path)
    put(from)
    put(to)
  }
  return bytes
}

/** @throws RangeError for bytes of another version, or that are no signature. */
export function decodeSignature(bytes: Uint8Array): Signature {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const take = () => {
    const value = view.getUint32(at, true)
    at += 4
    return value
  }
  const version = take()
  if (version !== algorithmVersion)
    throw new RangeError(`a signature of version ${version}, where ${algorithmVersion} is expected`)
  const patchId = take()
  const production = take() === 1
  const vectors: SparseVector[] = channelNames.map(() => {
    const length = take()
    if (at + length * 5 > bytes.length) throw new RangeError('a signature that was cut off')
    const terms = Uint32Array.from({ length }, take)
    const counts = bytes.slice(at, at + length)
    at += length
    return { terms, counts }
  })
  const length = take()
  if (at + length * 12 > bytes.length) throw new RangeError('a signature that was cut off')
  const places: Place[] = Array.from({ length }, () => ({ path: take(), from: take(), to: take() }))
  return { version, vectors, places, patchId, production }
}
