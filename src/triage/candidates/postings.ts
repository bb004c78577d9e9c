/** Buckets for each pull request: about one for every four leads. */
const bucketsPerDocument = 64
const leastBits = 10
/** Documents that one key has, for most. */
const usualFound = 512
const mostBits = 24

/**
 * An inverted index: for each term the documents that have it. Large and still (typed arrays, built at once: Zobel and
 * Moffat 2006) plus small and growing (a map of what came since), as search engines do it.
 */
export class Postings {
  readonly #shift: number
  readonly #starts: Uint32Array
  #next: Uint32Array | null = null
  #keys = new Uint32Array(0)
  #documents = new Uint32Array(0)
  readonly #recent = new Map<number, number[]>()
  #found = new Uint32Array(usualFound)

  /** Empty, with room for so many documents: `count` all their keys, `seal`, then `place` the same keys again. */
  constructor(documents: number) {
    const bits = Math.ceil(Math.log2(Math.max(documents, 1) * bucketsPerDocument))
    this.#shift = 32 - Math.min(Math.max(bits, leastBits), mostBits)
    this.#starts = new Uint32Array(2 ** (32 - this.#shift) + 1)
  }

  count(keys: Iterable<number>): void {
    for (const key of keys) this.#starts[(key >>> this.#shift) + 1]!++
  }

  seal(): void {
    const buckets = this.#starts.length - 1
    for (let bucket = 0; bucket < buckets; bucket++) this.#starts[bucket + 1]! += this.#starts[bucket]!
    this.#keys = new Uint32Array(this.#starts[buckets]!)
    this.#documents = new Uint32Array(this.#starts[buckets]!)
    this.#next = this.#starts.slice(0, buckets)
  }

  place(document: number, keys: Iterable<number>): void {
    const next = this.#next!
    for (const key of keys) {
      const bucket = key >>> this.#shift
      const place = next[bucket]!
      this.#keys[place] = key
      this.#documents[place] = document
      next[bucket] = place + 1
    }
  }

  /** Nothing more will be placed. */
  finish(): void {
    this.#next = null
  }

  add(document: number, keys: Iterable<number>): void {
    for (const key of keys) {
      const list = this.#recent.get(key)
      if (list === undefined) this.#recent.set(key, [document])
      else list.push(document)
    }
  }

  /**
   * Looks up the documents that have a key: the first so many of `found`, until the next look.
   * @returns how many they are.
   */
  find(key: number): number {
    const bucket = key >>> this.#shift
    const from = this.#starts[bucket]!
    const end = this.#starts[bucket + 1]!
    const recent = this.#recent.get(key)
    const most = end - from + (recent?.length ?? 0)
    if (most > this.#found.length) this.#found = new Uint32Array(most * 2)
    const found = this.#found
    let count = 0
    for (let at = from; at < end; at++) if (this.#keys[at] === key) found[count++] = this.#documents[at]!
    if (recent !== undefined) for (const document of recent) found[count++] = document
    return count
  }
  get found(): Uint32Array {
    return this.#found
  }
}
