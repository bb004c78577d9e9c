import { channelNames } from '../weights.ts'

/**
 * A signature is one array of 32-bit words, the same in memory, in the index and in the database, so that nothing is
 * converted between them:
 *
 * header version, flags, patch id (2), outcome id (2), date of the base, numbers of places, commits and people, then
 * the length of each channel places path, first line, last line of each hunk's old side commits hashes of what a rebase
 * or a cherry-pick leaves of each commit, ascending people hashes of the names and addresses of who wrote it, ascending
 * channels terms, ascending: 24 bits of hash, 8 bits of count
 *
 * 24 bits tell the terms of one channel apart well enough: of two pull requests with 500 terms each, 1 pair in 70
 * shares one by chance.
 */
export const at = {
  version: 0,
  flags: 1,
  patchId: 2,
  outcomeId: 4,
  /** Seconds since 1970; 0 when unknown. */
  baseAt: 6,
  places: 7,
  commits: 8,
  people: 9,
  lengths: 10,
} as const
/** Which channel decides, and what kind of pull request it is. */
export const flags = { production: 1, rollUp: 2, docs: 4, tests: 8 } as const
export const headerWords = at.lengths + channelNames.length
export const wordsPerPlace = 3
export const countBits = 0xff

/** Where the parts of the signature that begins at `from` lie in `words`. */
export function placesAt(from: number): number {
  return from + headerWords
}

export function commitsAt(words: Uint32Array, from: number): number {
  return placesAt(from) + words[from + at.places]! * wordsPerPlace
}

export function peopleAt(words: Uint32Array, from: number): number {
  return commitsAt(words, from) + words[from + at.commits]!
}

export function channelsAt(words: Uint32Array, from: number): number {
  return peopleAt(words, from) + words[from + at.people]!
}

/** Words of the whole signature that begins at `from`. */
export function lengthAt(words: Uint32Array, from: number): number {
  let end = channelsAt(words, from)
  for (let channel = 0; channel < channelNames.length; channel++) end += words[from + at.lengths + channel]!
  return end - from
}

/**
 * A term's key in the corpus: its hash, mixed with its channel so that a word means another thing in another channel.
 */
export function termKey(term: number, channel: number): number {
  return Math.imul((term >>> 8) ^ Math.imul(channel + 1, 0x3c6ef372), 0x9e3779b1) >>> 0
}
