import type { Corpus } from './corpus.ts'
import { mix } from './hash.ts'
import { at, commitsAt, peopleAt } from './layout.ts'

/** A commit that so many pull requests carry is what none of them is about, unless one person made them all. */
const commonFrom = 3

interface Carried {
  count: number
  /** The smallest number of those that carry it. */
  first: number
  /** A document of theirs, where the same people wrote all of them; null where they did not, or nobody is known. */
  alike: number | null
}

/**
 * Commits that several pull requests carry, by what a rebase leaves of them (commitKey). One pass over all signatures.
 */
export function findCarried(corpus: Corpus): ReadonlyMap<number, Carried> {
  const carried = new Map<number, Carried>()
  for (const document of corpus.live()) {
    const number = corpus.numberOf(document)
    for (const hash of commitsOf(corpus, document)) {
      const known = carried.get(hash)
      if (known === undefined) carried.set(hash, { count: 1, first: number, alike: document })
      else {
        known.count++
        known.first = Math.min(known.first, number)
        if (known.alike !== null && !haveSamePeople(corpus, known.alike, document)) known.alike = null
      }
    }
  }
  for (const [hash, { count }] of carried) if (count === 1) carried.delete(hash)
  return carried
}

/**
 * Of a pull request's commits those that it is about, as hashes: not the ones that several others carry, nor those of
 * an earlier one. What one person's pull requests alone carry is the earliest one's, however many they are. Where
 * nothing would be left, those that the fewest carry.
 */
export function ownCommitsOf(
  corpus: Corpus,
  carried: ReadonlyMap<number, Carried>,
  document: number,
): readonly number[] {
  const number = corpus.numberOf(document)
  const all = [...commitsOf(corpus, document)]
  const own = all.filter((hash) => {
    const found = carried.get(hash)
    if (found === undefined) return true
    return (found.count < commonFrom || found.alike !== null) && found.first === number
  })
  if (own.length > 0) return own
  const countOf = (hash: number) => carried.get(hash)?.count ?? 1
  const fewest = Math.min(...all.map(countOf))
  return all.filter((hash) => countOf(hash) === fewest)
}

/**
 * Names which of a document's commits are its own, as far as others decide that: 0 where all are. 32 bits.
 */
export function nameOwnCommits(
  corpus: Corpus,
  carried: ReadonlyMap<number, Carried>,
  document: number,
): number {
  if (carried.size === 0 || !commitsOf(corpus, document).some((hash) => carried.has(hash))) return 0
  const own = ownCommitsOf(corpus, carried, document)
  if (own.length === commitsOf(corpus, document).length) return 0
  let name = own.length
  for (const hash of own) name = mix(Math.imul(name, 31) + hash)
  return name
}

/** Whether the same people, who are known, wrote both. */
function haveSamePeople(corpus: Corpus, one: number, other: number): boolean {
  const [mine, theirs] = [peopleIn(corpus, one), peopleIn(corpus, other)]
  return mine.length > 0 && mine.length === theirs.length && mine.every((hash, nth) => hash === theirs[nth])
}

function peopleIn(corpus: Corpus, document: number): Uint32Array {
  const [words, offset] = [corpus.words(document), corpus.offset(document)]
  const from = peopleAt(words, offset)
  return words.subarray(from, from + words[offset + at.people]!)
}

function commitsOf(corpus: Corpus, document: number): Uint32Array {
  const [words, offset] = [corpus.words(document), corpus.offset(document)]
  const from = commitsAt(words, offset)
  return words.subarray(from, from + words[offset + at.commits]!)
}
