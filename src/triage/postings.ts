/** Buckets for each pull request: about one for every four leads, so that few strangers share a bucket. */
const bucketsPerDocument = 64
const leastBits = 10
const mostBits = 24

/**
 * An inverted index: for each bucket of terms the documents that have one of them. Large and still (two typed arrays, built at once: Zobel
 * and Moffat 2006) plus small and growing (a map of what came since), as search engines do it.
 */
export class Postings {
  readonly #shift: number
  readonly #starts: Uint32Array
  readonly #documents: Uint32Array
  readonly #recent = new Map<number, number[]>()

  /** @param leads yields each document's keys; read twice. */
  constructor(documents: number, leads: () => Iterable<{ document: number; keys: readonly number[] }>) {
    const bits = Math.ceil(Math.log2(Math.max(documents, 1) * bucketsPerDocument))
    this.#shift = 32 - Math.min(Math.max(bits, leastBits), mostBits)
    const buckets = 2 ** (32 - this.#shift)
    this.#starts = new Uint32Array(buckets + 1)
    for (const { keys } of leads()) for (const key of keys) this.#starts[(key >>> this.#shift) + 1]!++
    for (let bucket = 0; bucket < buckets; bucket++) this.#starts[bucket + 1]! += this.#starts[bucket]!
    this.#documents = new Uint32Array(this.#starts[buckets]!)
    const next = this.#starts.slice(0, buckets)
    for (const { document, keys } of leads())
      for (const key of keys) {
        const bucket = key >>> this.#shift
        this.#documents[next[bucket]!] = document
        next[bucket]!++
      }
  }

  add(document: number, keys: readonly number[]): void {
    for (const key of keys) {
      const bucket = key >>> this.#shift
      const list = this.#recent.get(bucket)
      if (list === undefined) this.#recent.set(bucket, [document])
      else list.push(document)
    }
  }

  /** Calls `visit` for each document under a key: those that have the term, and a few that have another of its bucket. */
  forEach(key: number, visit: (document: number) => void): void {
    const bucket = key >>> this.#shift
    const end = this.#starts[bucket + 1]!
    for (let at = this.#starts[bucket]!; at < end; at++) visit(this.#documents[at]!)
    const recent = this.#recent.get(bucket)
    if (recent !== undefined) for (const document of recent) visit(document)
  }
}
