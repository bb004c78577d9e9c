import type { SwitchedMutant } from './find-mutants.ts'
import { mutatedFolder } from './mutant-bundle.ts'

/** A place of the decision whose mutants are not tried, and why no test could tell them from it. */
type Exclusion = readonly [file: string, text: string, reason: string]

const remembers = 'an answer is remembered: without it the same is found anew'
const shortcut = 'a shorter way to the same value'

/** Speed and memory alone depend on these: an answer never does. Everything else is tried. */
const exclusions: readonly Exclusion[] = [
  [
    'candidates/lead-postings.ts',
    'const recentShare = 1 / 4',
    'when the postings are built anew: they answer the same before',
  ],
  [
    'candidates/lead-postings.ts',
    'const leastRecent = 256',
    'when the postings are built anew: they answer the same before',
  ],
  [
    'candidates/lead-postings.ts',
    'return this.#changed > Math.max(leastRecent, this.#corpus.size * recentShare)',
    'when the postings are built anew: they answer the same before',
  ],
  [
    'candidates/document-frequencies.ts',
    'const bitsOfMoved = 2 ** 16',
    'a set says what the bits leave open',
  ],
  ['candidates/corpus.ts', '#state = 1', 'any number tells one state from the next'],
  ['candidates/corpus.ts', '#idfOf = 0', remembers],
  ['candidates/corpus.ts', 'if (this.#idf.length === 0) this.#idf = new Float64Array(2_048)', remembers],
  ['candidates/groups.ts', 'if (closed.length > 0)', shortcut],
  ['candidates/groups.ts', 'if (claimed.length > 0)', shortcut],
  ['candidates/roll-ups.ts', 'if (numbers.length > 0)', shortcut],
  ['change/paths.ts', 'const rememberedPaths = 20_000', remembers],
  ['change/paths.ts', 'const longestRemembered = 200', remembers],
  ['change/paths.ts', 'if (path.length > longestRemembered) return channel', remembers],
  ['change/paths.ts', 'if (remembered.size >= rememberedPaths) remembered.clear()', remembers],
  ['change/paths.ts', 'remembered.set(detach(path), channel)', remembers],
  ['change/tokens.ts', 'const knownPartsLimit = 20_000', remembers],
  ['change/tokens.ts', 'if (own.length > longestWord) return parts', remembers],
  ['change/tokens.ts', 'if (knownParts.size >= knownPartsLimit) knownParts.clear()', remembers],
  ['change/tokens.ts', 'knownParts.set(own, parts)', remembers],
  ['change/detach.ts', 'text.length < shortestView ?', 'the same text, in memory of its own or not'],
  ['change/detach.ts', 'const shortestView = 13', 'the same text, in memory of its own or not'],
  ['compare.ts', 'const pairsAtATime = 512', 'pairs are read in lots of any size'],
]

/** @throws Error when a text does not stand in its file, or more than once: the list follows the code. */
export function readExclusions(
  sources: ReadonlyMap<string, string>,
): { file: string; from: number; to: number; reason: string }[] {
  return exclusions.map(([name, text, reason]) => {
    const file = `${mutatedFolder}/${name}`
    const source = sources.get(file) ?? ''
    const from = source.indexOf(text)
    if (from < 0 || source.includes(text, from + 1)) throw new Error(`expected once in ${file}: ${text}`)
    return { file, from, to: from + text.length, reason }
  })
}

/** Those that are tried, and those that are not. */
export function splitExcluded(
  mutants: readonly SwitchedMutant[],
  sources: ReadonlyMap<string, string>,
): { tried: SwitchedMutant[]; excluded: SwitchedMutant[] } {
  const places = readExclusions(sources)
  const isExcluded = (mutant: SwitchedMutant) =>
    places.some(({ file, from, to }) => mutant.file === file && from <= mutant.from && mutant.to <= to)
  return {
    tried: mutants.filter((mutant) => !isExcluded(mutant)),
    excluded: mutants.filter(isExcluded),
  }
}
