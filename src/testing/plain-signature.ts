import { at, countBits, headerWords, wordsPerPlace } from '../triage/candidates/layout.ts'
import type { Signature } from '../triage/candidates/signature.ts'
import { algorithmVersion } from '../triage/version.ts'
import { type Channel, channelNames } from '../triage/weights.ts'

/** A signature put together by hand, each part in words of the test's own. */
export interface PlainParts {
  flags?: number
  patchId?: [number, number]
  outcomeId?: [number, number]
  baseAt?: number
  /** Path, first line, last line of each hunk, in order. */
  places?: [number, number, number][]
  /** Hashes, ascending. */
  commits?: number[]
  people?: number[]
  /** By channel: how often each term occurs, by its hash of 24 bits. */
  terms?: Partial<Record<Channel, Record<number, number>>>
}

/** Lays the parts out as layout.ts says. */
export function plainSignature(parts: PlainParts = {}): Signature {
  const { places = [], commits = [], people = [], terms = {} } = parts
  const packed = channelNames.map((name) =>
    Object.entries(terms[name] ?? {})
      .map(([hash, count]) => ((Number(hash) << 8) | (count & countBits)) >>> 0)
      .sort((x, y) => x - y),
  )
  const head = new Array<number>(headerWords).fill(0)
  head[at.version] = algorithmVersion
  head[at.flags] = parts.flags ?? 0
  head[at.baseAt] = parts.baseAt ?? 0
  for (const index of [0, 1]) {
    head[at.patchId + index] = parts.patchId?.[index] ?? 0
    head[at.outcomeId + index] = parts.outcomeId?.[index] ?? 0
  }
  head[at.places] = places.flat().length / wordsPerPlace
  head[at.commits] = commits.length
  head[at.people] = people.length
  for (const [channel, words] of packed.entries()) head[at.lengths + channel] = words.length
  return { words: Uint32Array.from([...head, ...places.flat(), ...commits, ...people, ...packed.flat()]) }
}
