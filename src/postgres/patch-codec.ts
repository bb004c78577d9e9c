import { promisify } from 'node:util'
import { deflateRaw, inflateRawSync } from 'node:zlib'
import type { OwnCommit } from '../domain/revision.ts'

/** Diffs shrink to a fifth at the fastest level already; higher levels cost more time than they save bytes. */
const fastest = { level: 1 }

const compress = promisify(deflateRaw)

/** A diff as it is stored; made beside what this thread does meanwhile. */
export function encodePatch(patch: string): Promise<Buffer> {
  return compress(Buffer.from(patch, 'utf8'), fastest)
}

export function decodePatch(bytes: Uint8Array): string {
  return inflateRawSync(bytes).toString('utf8')
}

/** A roll-up's own commits as they are stored. */
export function encodeOwn(own: readonly OwnCommit[]): Promise<Buffer> {
  return encodePatch(JSON.stringify(own))
}

export function decodeOwn(bytes: Uint8Array): OwnCommit[] {
  return JSON.parse(decodePatch(bytes)) as OwnCommit[]
}
