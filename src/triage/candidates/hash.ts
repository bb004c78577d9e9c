import { codeAt } from '../change/code-at.ts'

/**
 * FNV-1a over UTF-16 code units with a final mix (the finaliser of MurmurHash3), 32 bits. The same on every machine and
 * in every locale.
 */
export function hashText(text: string, seed: number): number {
  return mix(extendHash(beginHash(seed), text))
}

/** A hash of no text yet, for one that comes in pieces; `mix` ends it. */
export function beginHash(seed: number): number {
  return 0x811c9dc5 ^ seed
}

/** The same with so much text behind it. */
export function extendHash(begun: number, text: string): number {
  let hash = begun
  for (let at = 0, end = text.length; at < end; at++) hash = Math.imul(hash ^ codeAt(text, at), fnvPrime)
  return hash
}

/** The same with one code unit behind it: what `extendHash` does for each. */
export const fnvPrime = 0x01000193

/** Spreads every bit over all bits. */
export function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  mixed ^= mixed >>> 16
  return mixed >>> 0
}
