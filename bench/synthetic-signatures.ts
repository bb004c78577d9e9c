import { seededRandom } from '../src/testing/seeded-random.ts'
import { mix } from '../src/triage/candidates/hash.ts'
import { at, countBits, headerWords, wordsPerPlace } from '../src/triage/candidates/layout.ts'
import type { Signature } from '../src/triage/candidates/signature.ts'
import { algorithmVersion } from '../src/triage/version.ts'
import { channelNames } from '../src/triage/weights.ts'

/** Terms of a pull request in all channels, on average: between symfony-docs (194) and zf2 (387), as measured. */
const termsPerPull = 340
/** Of a pull request's terms, the share that no earlier one had. */
const newShare = 0.45
/** Words that pull requests share, the common ones far more often (Zipf). */
const vocabulary = 300_000
/** One in so many repeats much of an earlier one. */
const usualDuplicateEvery = 20

export interface MadeUpPull {
  number: number
  signature: Signature
  /** The number of the one that it repeats much of; null when it repeats none. */
  original: number | null
}

/**
 * Pull requests that only a benchmark has seen: as many terms as real ones and as unevenly spread. The same each time.
 */
export function* syntheticSignatures(
  count: number,
  duplicateEvery = usualDuplicateEvery,
): Generator<MadeUpPull> {
  const random = seededRandom(42)
  const kept: Uint32Array[][] = []
  for (let number = 1; number <= count; number++) {
    const repeated = number % duplicateEvery === 0 ? Math.floor(random() * kept.length) : null
    const original = repeated === null ? undefined : kept[repeated]
    // Most are small and a few are large: log-normal around the mean.
    const size =
      Math.exp(0.9 * (random() + random() + random() - 1.5)) * 0.85 * (termsPerPull / channelNames.length)
    const channels = channelNames.map((name, channel) => {
      // They would all close each other's issues.
      if (name === 'closes' || name === 'claims') return new Uint32Array(0)
      const terms = new Map<number, number>()
      for (const term of original?.[channel] ?? [])
        if (random() < 0.7) terms.set(term >>> 8, term & countBits)
      while (terms.size < size * (0.4 + 1.2 * random())) {
        const word = random() < newShare ? number * 4_099 + terms.size : Math.floor(vocabulary ** random())
        terms.set(mix(word * 31 + channel) >>> 8, 1 + Math.floor(3 * random() ** 4))
      }
      return Uint32Array.from(terms, ([term, times]) => ((term << 8) | times) >>> 0).sort()
    })
    if (kept.length < 2_000) kept.push(channels)
    const signature = layOut(channels, Math.floor(random() * 20_000))
    yield { number, signature, original: repeated === null ? null : repeated + 1 }
  }
}

function layOut(channels: Uint32Array[], file: number): Signature {
  const words = new Uint32Array(
    headerWords + wordsPerPlace + channels.reduce((sum, { length }) => sum + length, 0),
  )
  words[at.version] = algorithmVersion
  words[at.flags] = 1
  words[at.places] = 1
  words.set([file, 10, 20], headerWords)
  let next = headerWords + wordsPerPlace
  for (const [channel, terms] of channels.entries()) {
    words[at.lengths + channel] = terms.length
    words.set(terms, next)
    next += terms.length
  }
  return { words }
}
