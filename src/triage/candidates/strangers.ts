/**
 * Pairs that were found to be unlike, for many searches one after the other: likeness has no direction, so a
 * stranger to one that has asked need not be compared when it asks itself. What will not be asked for is not kept, and
 * what was asked for is forgotten: at most half of the candidates of each, 8 bytes for each.
 */
export class Strangers {
  /** Those that have not asked yet. */
  readonly #coming: Set<number>
  /** By number: its last entry, or -1. */
  readonly #last = new Map<number, number>()
  /** An entry is a number, and the entry before it. */
  #entries = new Int32Array(1_024)
  #used = 0
  /** The first of the entries that were taken, each naming the next. */
  #free = -1

  /** @param asking the numbers that will ask, each once, in any order. */
  constructor(asking: Iterable<number>) {
    this.#coming = new Set(asking)
  }

  /** `one`, which asks, is unlike `other`. */
  note(one: number, other: number): void {
    if (!this.#coming.has(other)) return
    const entry = this.#room()
    this.#entries[entry] = one
    this.#entries[entry + 1] = this.#last.get(other) ?? -1
    this.#last.set(other, entry)
  }

  /** Those that were found to be unlike this one, which asks now. */
  take(number: number): Set<number> {
    const strangers = new Set<number>()
    this.#coming.delete(number)
    for (let entry = this.#last.get(number) ?? -1; entry !== -1; ) {
      const before = this.#entries[entry + 1]!
      strangers.add(this.#entries[entry]!)
      this.#entries[entry + 1] = this.#free
      this.#free = entry
      entry = before
    }
    this.#last.delete(number)
    return strangers
  }

  #room(): number {
    if (this.#free !== -1) {
      const entry = this.#free
      this.#free = this.#entries[entry + 1]!
      return entry
    }
    if (this.#used === this.#entries.length) {
      const larger = new Int32Array(this.#entries.length * 2)
      larger.set(this.#entries)
      this.#entries = larger
    }
    this.#used += 2
    return this.#used - 2
  }
}
