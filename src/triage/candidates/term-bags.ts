import { type Channel, channelNames, termsPerChannel } from '../weights.ts'
import { hashText } from './hash.ts'
import { countBits } from './layout.ts'

/** A term (24 bits of its hash) and how often it was counted lie in one number, the term above. */
const countRoom = 2 ** 28
/** Entries of a channel before those that cannot be among its terms are dropped. */
const mostEntries = 8 * termsPerChannel

/** Counts terms of each channel by hash, and keeps those of each that have the smallest. */
export class TermBags {
  readonly #bags = channelNames.map(() => new TermBag())

  add(channel: Channel, term: string, times = 1): void {
    const index = channelNames.indexOf(channel)
    this.addHash(index, hashText(term, index + 1), times)
  }
  /** @param times below 2 ** 28, also of all that is added for one term. */
  addHash(channel: number, hash: number, times: number): void {
    this.#bags[channel]!.add(hash >>> 8, times)
  }
  /** The terms with the smallest hashes, packed and ascending. */
  pack(): Uint32Array[] {
    return this.#bags.map((bag) => bag.pack())
  }
}

/**
 * A list that is sorted now and then: faster than a table, and no choice of words makes it slower. A term that has as
 * many smaller ones as are kept is dropped at once, since no more than those count in the end.
 */
class TermBag {
  #entries = new Float64Array(64)
  #size = 0
  /** No larger term can be among those that are kept. */
  #largest = Number.POSITIVE_INFINITY

  add(term: number, times: number): void {
    if (term > this.#largest) return
    if (this.#size === this.#entries.length) {
      if (this.#size >= mostEntries) this.#merge()
      if (this.#size > this.#entries.length / 2) {
        const wider = new Float64Array(this.#entries.length * 2)
        wider.set(this.#entries)
        this.#entries = wider
      }
    }
    this.#entries[this.#size++] = term * countRoom + times
  }

  pack(): Uint32Array {
    this.#merge()
    const packed = new Uint32Array(this.#size)
    for (let at = 0; at < packed.length; at++) {
      const entry = this.#entries[at]!
      const term = Math.floor(entry / countRoom)
      packed[at] = ((term << 8) | Math.min(entry - term * countRoom, countBits)) >>> 0
    }
    return packed
  }

  /** One entry for each term, ascending, of the smallest only. */
  #merge(): void {
    const entries = this.#entries.subarray(0, this.#size).sort()
    let kept = 0
    let last = -1
    for (const entry of entries) {
      const term = Math.floor(entry / countRoom)
      if (term === last) entries[kept - 1] = entries[kept - 1]! + (entry - term * countRoom)
      else if (kept === termsPerChannel) break
      else {
        entries[kept++] = entry
        last = term
      }
    }
    this.#size = kept
    if (kept === termsPerChannel) this.#largest = last
  }
}
