import { promisify } from 'node:util'
import { deflateRaw, inflateRawSync } from 'node:zlib'
import type { OwnCommit } from '../domain/revision.ts'
import { readUtf8 } from '../utf8.ts'

/** Diffs shrink to a fifth at the fastest level already; higher levels cost more time than they save bytes. */
const fastest = { level: 1 }

const compress = promisify(deflateRaw)

/** A diff, as text or in UTF-8, as it is stored; made beside what this thread does meanwhile. */
export function encodePatch(patch: string | Uint8Array): Promise<Buffer> {
  return compress(patch, fastest)
}

export function decodePatch(bytes: Uint8Array): string {
  return readUtf8(inflateRawSync(bytes))
}

/** A roll-up's own commits as they are stored. */
export function encodeOwn(own: readonly OwnCommit[]): Promise<Buffer> {
  return encodePatch(JSON.stringify(own))
}

export function decodeOwn(bytes: Uint8Array): OwnCommit[] {
  return JSON.parse(decodePatch(bytes)) as OwnCommit[]
}
