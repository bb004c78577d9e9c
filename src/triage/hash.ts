/**
 * FNV-1a over UTF-16 code units with a final mix (the finaliser of MurmurHash3), 32 bits. The same on every machine and in every
 * locale. With 5 million distinct terms about one in a thousand shares its number with another: noise far below a rare term's weight.
 */
export function hashText(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (let at = 0; at < text.length; at++) {
    hash ^= text.charCodeAt(at)
    hash = Math.imul(hash, 0x01000193)
  }
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  hash ^= hash >>> 16
  return hash >>> 0
}
