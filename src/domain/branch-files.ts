import { createHash } from 'node:crypto'

/** What a branch consists of at its tip, as far as it takes to say whether a change's files are there. */
export interface BranchFiles {
  tip: string
  /** When that was committed, ISO 8601, UTC; when it was read, where the commit does not say. */
  committedAt: string
  /** Its subject. */
  subject: string
  /**
   * `entryBytes` for each file, in the order of the bytes: a name of its path, then the beginning of the id of its
   * content.
   */
  entries: Uint8Array
}

/** Of a million files two have one name once in 36 million trees. */
const pathNameBytes = 8
export const contentNameBytes = 8
export const entryBytes = pathNameBytes + contentNameBytes

/** Names a path, whose bytes need not be UTF-8: the first part of an entry. */
export const namePath = (path: string | Uint8Array): Buffer =>
  createHash('sha256').update(path).digest().subarray(0, pathNameBytes)

/** The beginning of the id of what stands at a path, in hexadecimal digits; null when there is nothing. */
export function findContent({ entries }: Pick<BranchFiles, 'entries'>, path: string): string | null {
  const name = namePath(path)
  const at = (index: number) =>
    Buffer.from(entries.buffer, entries.byteOffset + index * entryBytes, entryBytes)
  let low = 0
  for (let high = Math.floor(entries.length / entryBytes); low < high; ) {
    const middle = (low + high) >>> 1
    if (at(middle).subarray(0, pathNameBytes).compare(name) < 0) low = middle + 1
    else high = middle
  }
  if (low * entryBytes >= entries.length) return null
  const entry = at(low)
  return entry.subarray(0, pathNameBytes).equals(name) ? entry.toString('hex', pathNameBytes) : null
}
