import { isUtf8 } from 'node:buffer'

/**
 * Bytes of one pull request's diff that are kept. What a person reviews is far smaller; what is larger is generated or
 * vendored, and one of them must not fill the memory that a hundred others share.
 */
export const maxPatchBytes = 4 * 1024 * 1024

export interface KeptPatch {
  /** The diff in UTF-8, cut so that it still parses when `arrived` exceeds `maxPatchBytes`. */
  bytes: Buffer
  /** Bytes that arrived; more may have followed. */
  arrived: number
}

/** Collects one diff up to the limit. */
export class PatchKeeper {
  #chunks: Buffer[] = []
  #bytes = 0

  get overflowed(): boolean {
    return this.#bytes > maxPatchBytes
  }

  add(chunk: Buffer): void {
    const room = maxPatchBytes - this.#bytes
    if (room > 0 && chunk.length > 0) this.#chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
    this.#bytes += chunk.length
  }

  finish(): KeptPatch {
    const kept = Buffer.concat(this.#chunks)
    const patch = this.overflowed ? cutPatch(kept) : kept
    // Two trees are compared under a line that names them; two commits are not.
    const names =
      /^[0-9a-f]{40,64} [0-9a-f]{40,64}\n/.exec(patch.toString('latin1', 0, longestNames))?.[0] ?? ''
    return { bytes: asUtf8(patch.subarray(names.length)), arrived: this.#bytes }
  }
}

/**
 * Cuts an incomplete diff after its last whole line and corrects the counts of the hunk that lost its end, so that it
 * parses like any other. A file whose header is incomplete is dropped. Only headers begin with "diff --git " or "@@ -":
 * content begins with " ", "+", "-" or "\".
 */
export function cutPatch(patch: Buffer): Buffer {
  const file = patch.lastIndexOf('\ndiff --git ') + 1
  const hunk = patch.lastIndexOf('\n@@ -') + 1
  if (hunk <= file) return patch.subarray(0, file)
  const header = patch.indexOf(10, hunk)
  const end = patch.lastIndexOf(10) + 1
  if (header === -1 || end <= header + 1) return patch.subarray(0, hunk)
  const counts = { ' ': 0, '+': 0, '-': 0, '\\': 0 }
  for (let at = header + 1; at < end; at = patch.indexOf(10, at) + 1) {
    const mark = String.fromCharCode(patch[at]!)
    if (mark in counts) counts[mark as keyof typeof counts]++
  }
  const corrected = patch
    .toString('latin1', hunk, header)
    .replace(
      /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/,
      (_, old: string, now: string) =>
        `@@ -${old},${counts[' '] + counts['-']} +${now},${counts[' '] + counts['+']} @@`,
    )
  return Buffer.concat([
    patch.subarray(0, hunk),
    Buffer.from(corrected, 'latin1'),
    patch.subarray(header, end),
  ])
}

/** The names of two trees and their line feed. */
const longestNames = 130

/** Invalid UTF-8 is replaced, never an error; a byte-order mark is content. */
function asUtf8(bytes: Buffer): Buffer {
  return isUtf8(bytes) ? bytes : Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
}
