import { compareSignatures, type Signals, type Similarity } from './compare-signatures.ts'
import type { Corpus } from './corpus.ts'
import type { MergeDates } from './merge-dates.ts'
import { openQuery, type Query } from './query.ts'
import type { Signature } from './signature.ts'

export interface IndexedPull {
  number: number
  signature: Signature
  /** When it was merged, milliseconds since 1970; null or absent when it was not, or when that is not known. */
  mergedAt?: number | null
}

/** A candidate, how alike it is, and what that is made of. */
export interface Candidate extends Similarity {
  number: number
  signals: Signals
}

/** Compares pull requests exactly, as long as their corpus stays as it is. */
export class Comparer {
  readonly #corpus: Corpus
  readonly #merges: MergeDates
  /** What the last comparison asked for: pairs come in order of the first of the two. */
  #opened: Query | null = null

  constructor(corpus: Corpus, merges: MergeDates) {
    this.#corpus = corpus
    this.#merges = merges
  }

  /** The corpus is another one now. */
  forget(): void {
    this.#opened = null
  }

  /** What asks: a pull request, in the corpus or not. Null when it is empty, or its number is not there. */
  open(pull: number | IndexedPull): Query | null {
    if (typeof pull !== 'number') return openQuery(this.#corpus, pull.number, pull.signature.words, 0)
    const document = this.#corpus.documentOf(pull)
    if (document === undefined) return null
    return openQuery(this.#corpus, pull, this.#corpus.words(document), this.#corpus.offset(document))
  }

  /** @param signals see compareSignatures. */
  compare(query: Query, document: number, signals: Signals | null): Similarity {
    const mergedDaysBefore = this.#merges.daysBefore(this.#corpus, query, document)
    return compareSignatures(this.#corpus, query, document, mergedDaysBefore, signals)
  }

  describe(query: Query, document: number): Candidate {
    const signals: Signals = {}
    return { number: this.#corpus.numberOf(document), ...this.compare(query, document, signals), signals }
  }

  /**
   * Symmetric, but for the number, which is `b`.
   * @throws RangeError when either is not in the corpus.
   */
  comparePair(a: number, b: number): Candidate {
    const least = Math.min(a, b)
    if (this.#opened?.number !== least) this.#opened = this.open(least)
    const query = this.#opened
    const document = this.#corpus.documentOf(Math.max(a, b))
    if (query === null || document === undefined) throw new RangeError(`#${a} or #${b} is not in the index`)
    return { ...this.describe(query, document), number: b }
  }

  /**
   * Whether the older of two was merged before the newer one began.
   * @throws RangeError when either is not in the corpus.
   */
  mergedBefore(a: number, b: number): boolean {
    const corpus = this.#corpus
    const [one, other] = [corpus.documentOf(a), corpus.documentOf(b)]
    if (one === undefined || other === undefined) throw new RangeError(`#${a} or #${b} is not in the index`)
    const asking = { number: a, words: corpus.words(one), offset: corpus.offset(one) }
    return this.#merges.daysBefore(corpus, asking, other) !== null
  }
}
