import type { Corpus } from './corpus.ts'
import { at } from './layout.ts'
import type { Query } from './query.ts'

/** When pull requests were merged, as far as that is known. */
export class MergeDates {
  /** By number: seconds since 1970. */
  readonly #mergedAt = new Map<number, number>()

  /** @param mergedAt milliseconds since 1970; null or undefined: not merged, or not known. */
  note(number: number, mergedAt: number | null | undefined): void {
    if (mergedAt == null) this.#mergedAt.delete(number)
    else this.#mergedAt.set(number, mergedAt / 1_000)
  }

  has(number: number): boolean {
    return this.#mergedAt.has(number)
  }

  /** Whether the older of the two was merged before the newer one began. */
  before(corpus: Corpus, query: Pick<Query, 'number' | 'words' | 'offset'>, document: number): boolean {
    const number = corpus.numberOf(document)
    const mergedAt = this.#mergedAt.get(Math.min(number, query.number))
    if (mergedAt === undefined) return false
    const begun =
      query.number > number
        ? query.words[query.offset + at.baseAt]!
        : corpus.words(document)[corpus.offset(document) + at.baseAt]!
    return begun >= mergedAt
  }
}
