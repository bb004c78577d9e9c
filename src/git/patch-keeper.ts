import type { Diff } from './diffs.ts'

/**
 * Bytes of one pull request's diff that are kept. What a person reviews is far smaller; what is larger is generated or
 * vendored, and one of them must not fill the memory that a hundred others share.
 */
export const maxPatchBytes = 4 * 1024 * 1024

/** Collects one diff, and forgets what exceeds the limit while it still arrives. */
export class PatchKeeper {
  #chunks: Buffer[] = []
  #kept = 0
  #bytes = 0

  add(chunk: Buffer): void {
    this.#bytes += chunk.length
    const room = maxPatchBytes - this.#kept
    if (room <= 0 || chunk.length === 0) return
    const part = chunk.length > room ? chunk.subarray(0, room) : chunk
    this.#chunks.push(part)
    this.#kept += part.length
  }

  finish(): Diff {
    const kept = Buffer.concat(this.#chunks)
    if (this.#bytes <= maxPatchBytes) return { ok: true, patch: decode(kept), degraded: null }
    return {
      ok: true,
      patch: decode(kept.subarray(0, lastBoundary(kept))),
      degraded: `diff larger than ${maxPatchBytes / 1024 / 1024} MiB: ${(this.#bytes / 1024 / 1024).toFixed(1)} MiB`,
    }
  }
}

/** Where the last file or hunk begins, which the limit has cut. */
function lastBoundary(patch: Buffer): number {
  return 1 + Math.max(patch.lastIndexOf('\ndiff --git '), patch.lastIndexOf('\n@@ -'))
}

/** Invalid UTF-8 is replaced, never an error; a byte-order mark is content. */
function decode(bytes: Buffer): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
