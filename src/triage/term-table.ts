/**
 * A count for each 32-bit term, in two typed arrays (open addressing, linear probing): 8 bytes a slot where a Map takes about 50, and
 * a repository of 20,000 pull requests has some five million terms.
 */
export class TermTable {
  #keys: Uint32Array
  #counts: Uint32Array
  #used = 0
  #mask: number

  constructor(expected = 1_024) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(expected, 16) * 1.5))
    this.#keys = new Uint32Array(capacity)
    this.#counts = new Uint32Array(capacity)
    this.#mask = capacity - 1
  }

  get(term: number): number {
    return this.#counts[this.#slot(term)]!
  }

  /** Adds one. */
  count(term: number): void {
    const slot = this.#slot(term)
    if (this.#counts[slot] === 0) {
      this.#keys[slot] = term
      this.#used++
    }
    this.#counts[slot]!++
    if (this.#used * 10 > this.#keys.length * 7) this.#grow()
  }

  #slot(term: number): number {
    // The terms are hashes already; a multiplication spreads their low bits once more.
    let slot = Math.imul(term, 0x9e3779b1) >>> 7
    for (slot &= this.#mask; this.#counts[slot] !== 0 && this.#keys[slot] !== term; )
      slot = (slot + 1) & this.#mask
    return slot
  }

  #grow(): void {
    const keys = this.#keys
    const counts = this.#counts
    this.#keys = new Uint32Array(keys.length * 2)
    this.#counts = new Uint32Array(keys.length * 2)
    this.#mask = this.#keys.length - 1
    for (let at = 0; at < keys.length; at++) {
      if (counts[at] === 0) continue
      const slot = this.#slot(keys[at]!)
      this.#keys[slot] = keys[at]!
      this.#counts[slot] = counts[at]!
    }
  }
}
