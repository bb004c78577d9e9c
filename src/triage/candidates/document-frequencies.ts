/**
 * In how many pull requests each term occurs: a count-min sketch with a single row (Cormode and Muthukrishnan 2005), 2
 * bytes a counter where an exact table takes 10. It errs upwards only: with a quarter of the counters in use, one term
 * in eight shares its counter with another, which makes a rare term look a little less rare. The counts do not depend
 * on the order of arrival.
 */
export class DocumentFrequencies {
  #counters: Uint16Array
  #shift: number
  static readonly #full = 0xffff
  /** By counter: what it said when `watch` was called; null until then. */
  #before: Map<number, number> | null = null

  constructor(documents: number) {
    this.#shift = 32 - bitsFor(documents)
    this.#counters = new Uint16Array(2 ** (32 - this.#shift))
  }

  /** Whether so many documents need a larger table. */
  outgrownBy(documents: number): boolean {
    return bitsFor(documents) > 32 - this.#shift
  }

  /** Whether a table made for so many documents would be of this size. */
  fits(documents: number): boolean {
    return bitsFor(documents) === 32 - this.#shift
  }

  /** @param key spread over all 32 bits (layout.ts, termKey). */
  get(key: number): number {
    return this.#counters[key >>> this.#shift]!
  }

  add(key: number): void {
    const at = key >>> this.#shift
    this.#note(at)
    if (this.#counters[at] !== DocumentFrequencies.#full) this.#counters[at]!++
  }

  /** A counter that was full once stays full: what so many have tells nothing. */
  remove(key: number): void {
    const at = key >>> this.#shift
    this.#note(at)
    const count = this.#counters[at]!
    if (count !== DocumentFrequencies.#full && count > 0) this.#counters[at] = count - 1
  }

  /** From now on: which counts change. */
  watch(): void {
    this.#before = new Map()
  }

  /**
   * Tells of a key whether its count has come to another step since `watch` was called.
   * @param stepOf the step of a count.
   */
  findMoved(stepOf: (count: number) => number): (key: number) => boolean {
    const moved = new Set<number>()
    for (const [at, count] of this.#before ?? [])
      if (stepOf(count) !== stepOf(this.#counters[at]!)) moved.add(at)
    // Few counters move and all keys are asked for: most are told apart by a bit.
    const bits = new Uint8Array(bitsOfMoved)
    for (const at of moved) bits[at % bitsOfMoved] = 1
    return (key) => {
      const at = key >>> this.#shift
      return bits[at % bitsOfMoved] === 1 && moved.has(at)
    }
  }

  #note(at: number): void {
    if (this.#before !== null && !this.#before.has(at)) this.#before.set(at, this.#counters[at]!)
  }
}

const bitsOfMoved = 2 ** 16

/** Counters for each pull request: about four for each term that it brings and no earlier one had. */
const countersPerDocument = 640
const leastBits = 14
/** 128 MiB: 100,000 pull requests and more. */
const mostBits = 26

function bitsFor(documents: number): number {
  const bits = Math.ceil(Math.log2(Math.max(documents, 1) * countersPerDocument))
  return Math.min(Math.max(bits, leastBits), mostBits)
}
