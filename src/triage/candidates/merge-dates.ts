import type { Corpus } from './corpus.ts'
import { at } from './layout.ts'
import type { Query } from './query.ts'

const secondsInADay = 86_400

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

  /**
   * Days from the merge of the older of the two to the base of the newer one; null where it was not merged before that,
   * or where that is not known.
   */
  daysBefore(
    corpus: Corpus,
    query: Pick<Query, 'number' | 'words' | 'offset'>,
    document: number,
  ): number | null {
    const number = corpus.numberOf(document)
    const mergedAt = this.#mergedAt.get(Math.min(number, query.number))
    if (mergedAt === undefined) return null
    const begun =
      query.number > number
        ? query.words[query.offset + at.baseAt]!
        : corpus.words(document)[corpus.offset(document) + at.baseAt]!
    return begun >= mergedAt ? (begun - mergedAt) / secondsInADay : null
  }
}
