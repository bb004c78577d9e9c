/**
 * Keeps the `limit` best of many (a bounded heap, its worst on top): sorting all of some thousand would take longer
 * than finding them.
 */
export class Best {
  readonly #limit: number
  readonly #items: Int32Array
  readonly #scores: Float64Array
  readonly #tieBreak: (item: number) => number
  #size = 0

  /** @param tieBreak of two with an equal score the one with the smaller value is better. */
  constructor(limit: number, tieBreak: (item: number) => number) {
    this.#limit = limit
    this.#items = new Int32Array(limit)
    this.#scores = new Float64Array(limit)
    this.#tieBreak = tieBreak
  }

  offer(item: number, score: number): void {
    if (this.#size < this.#limit) {
      let at = this.#size++
      this.#put(at, item, score)
      for (let up = (at - 1) >> 1; at > 0 && this.#worse(at, up); at = up, up = (at - 1) >> 1)
        this.#swap(at, up)
      return
    }
    if (this.#limit === 0 || score < this.#scores[0]!) return
    if (score === this.#scores[0]! && this.#tieBreak(item) > this.#tieBreak(this.#items[0]!)) return
    this.#put(0, item, score)
    for (let at = 0; ; ) {
      let worst = at
      for (const down of [2 * at + 1, 2 * at + 2])
        if (down < this.#size && this.#worse(down, worst)) worst = down
      if (worst === at) return
      this.#swap(at, worst)
      at = worst
    }
  }

  /** In no particular order. */
  items(): Int32Array {
    return this.#items.slice(0, this.#size)
  }

  #put(at: number, item: number, score: number): void {
    this.#items[at] = item
    this.#scores[at] = score
  }
  #worse(a: number, b: number): boolean {
    const difference = this.#scores[a]! - this.#scores[b]!
    return difference !== 0
      ? difference < 0
      : this.#tieBreak(this.#items[a]!) > this.#tieBreak(this.#items[b]!)
  }
  #swap(a: number, b: number): void {
    const item = this.#items[a]!
    const score = this.#scores[a]!
    this.#put(a, this.#items[b]!, this.#scores[b]!)
    this.#put(b, item, score)
  }
}
