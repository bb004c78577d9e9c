import {
  type Channel,
  candidatesPerPull,
  channelNames,
  channelWeights,
  hunkOverlapWeight,
  hunkReach,
  probeMaxDocuments,
  probesPerChannel,
  recencyWeight,
  supportCap,
} from './model.ts'
import type { Place, Signature } from './signature.ts'
import { TermTable } from './term-table.ts'

export interface IndexedPull {
  number: number
  /** ISO 8601. */
  createdAt: string
  signature: Signature
}

/** A candidate with its raw score (a sum of weighted cosines; see model.ts) and what it is made of. */
export interface Candidate {
  number: number
  score: number
  /** The cosine of each channel that both sides have; `hunks` is the share of hunks at the same place. */
  signals: Partial<Record<Channel | 'hunks', number>>
  daysApart: number
}

const msPerDay = 86_400_000
const weights = channelNames.map((name) => channelWeights[name])
const supportChannels = new Set<Channel>(['testTokens', 'docsTokens'])

/**
 * Finds the pull requests most like one: TF-IDF cosines by channel (Salton and Buckley 1988; idf as in BM25, Robertson and Zaragoza
 * 2009), candidates from an inverted index over the rarest terms, scored exactly. The answer depends on the set of pull requests
 * alone, not on the order in which they were given.
 */
export class CandidateIndex {
  readonly #pulls: IndexedPull[]
  readonly #at = new Map<number, number>()
  readonly #documents: TermTable
  readonly #norms: Float32Array
  readonly #postings = new Map<number, number[]>()
  readonly #days: Float64Array
  readonly #scratch: Float32Array

  constructor(pulls: Iterable<IndexedPull>) {
    this.#pulls = [...pulls].sort((a, b) => a.number - b.number)
    this.#documents = new TermTable(this.#pulls.length * 256)
    this.#days = Float64Array.from(this.#pulls, (pull) => Date.parse(pull.createdAt) / msPerDay || 0)
    this.#norms = new Float32Array(this.#pulls.length * channelNames.length)
    this.#scratch = new Float32Array(this.#pulls.length)
    for (const [at, { number, signature }] of this.#pulls.entries()) {
      this.#at.set(number, at)
      for (const { terms } of signature.vectors) for (const term of terms) this.#documents.count(term)
    }
    for (const [at, { signature }] of this.#pulls.entries())
      for (const [channel, { terms, counts }] of signature.vectors.entries()) {
        let sum = 0
        for (let i = 0; i < terms.length; i++) {
          const documents = this.#documents.get(terms[i]!)
          sum += this.#weight(counts[i]!, documents) ** 2
          if (documents > 1 && documents <= probeMaxDocuments) this.#post(terms[i]!, at)
        }
        this.#norms[at * channelNames.length + channel] = Math.sqrt(sum)
      }
  }

  get size(): number {
    return this.#pulls.length
  }

  /** ln(1 + (N − df + ½)/(df + ½)): what it says that two changes share a term that `df` of all have. */
  idf(term: number): number {
    const documents = this.#documents.get(term)
    return Math.log(1 + (this.#pulls.length - documents + 0.5) / (documents + 0.5))
  }

  /**
   * The candidates of one pull request, the best first; of equal ones the smaller number first.
   * @param accepts which others may be candidates.
   */
  findCandidates(
    number: number,
    limit: number,
    accepts: (other: number) => boolean = () => true,
  ): Candidate[] {
    const at = this.#at.get(number)
    if (at === undefined) return []
    const found: Candidate[] = []
    for (const other of this.#probe(at, accepts)) found.push(this.#compare(at, other))
    found.sort((a, b) => b.score - a.score || a.number - b.number)
    return found.slice(0, limit)
  }

  /** The exact comparison of two. */
  compare(a: number, b: number): Candidate {
    return this.#compare(this.#at.get(a)!, this.#at.get(b)!)
  }

  #post(term: number, at: number): void {
    const list = this.#postings.get(term)
    if (list === undefined) this.#postings.set(term, [at])
    else list.push(at)
  }

  #weight(count: number, documents: number): number {
    return (1 + Math.log(count)) * Math.log(1 + (this.#pulls.length - documents + 0.5) / (documents + 0.5))
  }

  /** Who shares the query's rarest terms, by a rough sum of what the exact score will count. */
  #probe(at: number, accepts: (other: number) => boolean): number[] {
    const touched: number[] = []
    const sums = this.#scratch
    for (const [channel, { terms, counts }] of this.#pulls[at]!.signature.vectors.entries()) {
      const norm = this.#norms[at * channelNames.length + channel]!
      const probes: { term: number; weight: number }[] = []
      for (let i = 0; i < terms.length; i++) {
        const documents = this.#documents.get(terms[i]!)
        if (documents > 1 && documents <= probeMaxDocuments)
          probes.push({ term: terms[i]!, weight: this.#weight(counts[i]!, documents) })
      }
      probes.sort((a, b) => b.weight - a.weight || a.term - b.term)
      for (const { term, weight } of probes.slice(0, probesPerChannel))
        for (const other of this.#postings.get(term) ?? []) {
          if (other === at) continue
          if (sums[other] === 0) touched.push(other)
          const otherNorm = this.#norms[other * channelNames.length + channel]!
          sums[other]! += (weights[channel]! * weight * this.idf(term)) / (norm * otherNorm)
        }
    }
    const rough = touched
      .filter((other) => accepts(this.#pulls[other]!.number))
      .map((other) => ({ other, sum: sums[other]! - this.#recency(at, other) }))
      .sort((a, b) => b.sum - a.sum || a.other - b.other)
      .slice(0, candidatesPerPull)
      .map(({ other }) => other)
    for (const other of touched) sums[other] = 0
    return rough
  }

  #recency(a: number, b: number): number {
    return recencyWeight * Math.log(1 + Math.abs(this.#days[a]! - this.#days[b]!))
  }

  #compare(a: number, b: number): Candidate {
    const left = this.#pulls[a]!.signature
    const right = this.#pulls[b]!.signature
    const signals: Candidate['signals'] = {}
    let score = 0
    let support = 0
    for (const [channel, name] of channelNames.entries()) {
      const x = left.vectors[channel]!
      const y = right.vectors[channel]!
      // A channel that one side lacks says nothing, neither for nor against.
      if (x.terms.length === 0 || y.terms.length === 0) continue
      let dot = 0
      for (let i = 0, j = 0; i < x.terms.length && j < y.terms.length; ) {
        const difference = x.terms[i]! - y.terms[j]!
        if (difference === 0) {
          const documents = this.#documents.get(x.terms[i]!)
          dot += this.#weight(x.counts[i++]!, documents) * this.#weight(y.counts[j++]!, documents)
        } else if (difference < 0) i++
        else j++
      }
      const norms =
        this.#norms[a * channelNames.length + channel]! * this.#norms[b * channelNames.length + channel]!
      const cosine = norms > 0 ? Math.min(dot / norms, 1) : 0
      signals[name] = cosine
      if (supportChannels.has(name)) support += weights[channel]! * cosine
      else score += weights[channel]! * cosine
    }
    const hunks = hunkOverlap(left.places, right.places)
    if (hunks !== null) signals.hunks = hunks
    const daysApart = Math.abs(this.#days[a]! - this.#days[b]!)
    score += Math.min(support, supportCap) + hunkOverlapWeight * (hunks ?? 0) - this.#recency(a, b)
    return { number: this.#pulls[b]!.number, score, signals, daysApart }
  }
}

/** Of the smaller change's hunks, the share that lie on the same lines of the same file as one of the other's; null without hunks. */
export function hunkOverlap(a: readonly Place[], b: readonly Place[]): number | null {
  if (a.length === 0 || b.length === 0) return null
  if (a.length !== b.length) return a.length < b.length ? coveredShare(a, b) : coveredShare(b, a)
  return Math.max(coveredShare(a, b), coveredShare(b, a))
}

function coveredShare(small: readonly Place[], large: readonly Place[]): number {
  let shared = 0
  for (const place of small)
    if (
      large.some(
        (other) =>
          other.path === place.path && other.from <= place.to + hunkReach && place.from <= other.to + hunkReach,
      )
    )
      shared++
  return shared / small.length
}
