import { candidatesPerPull, channelNames, channelWeights, neighbourReach } from '../weights.ts'
import { Best } from './best.ts'
import type { Corpus } from './corpus.ts'
import { termKey } from './layout.ts'
import { probed, probesOf } from './leads.ts'
import type { Postings } from './postings.ts'
import { distance } from './products.ts'
import type { Query } from './query.ts'

/** Told from what was not touched at all. */
const nothingInCommon = 1e-12

const weights = channelNames.map((name) => channelWeights[name])
const channelCount = channelNames.length
/** Touched documents of most queries. */
const usualTouched = 4_096

/**
 * Finds who is worth an exact comparison; keeps the room that this takes from one query to the next. A query touches a
 * few thousand documents, most of them once: each gets the next place of some short arrays, which stay in the
 * processor's cache, and only its place is looked up among all.
 */
export class Probe {
  /** By document: its place, plus one; 0 when it is not touched. */
  #placeOf = new Uint32Array(0)
  #touched = new Uint32Array(usualTouched)
  #sums = new Float64Array(usualTouched)
  /** The sums of one channel. */
  #parts = new Float64Array(usualTouched)
  /** Places that share a term of the channel. */
  #sharing = new Uint32Array(usualTouched)
  #count = 0

  /**
   * Who shares the rarest terms of the query, by a rough sum of what the exact score will count, channel by channel as
   * that does: what is alike in one is alike in most. Instead of the length of the other's vector, which every new pull
   * request changes, the root of its number of terms. The neighbours need to share nothing.
   * @param accepts which others, by number, may be candidates.
   * @returns documents, at most `candidatesPerPull` of them, the best.
   */
  find(corpus: Corpus, postings: Postings, query: Query, accepts: (other: number) => boolean): Int32Array {
    if (this.#placeOf.length < corpus.room) this.#placeOf = new Uint32Array(Math.ceil(corpus.room * 1.5))
    this.#touchNeighbours(corpus, query.number)
    const self = corpus.documentOf(query.number) ?? -1
    for (let channel = 0; channel < channelCount; channel++)
      if (probed[channel] && query.channels[channel]!.norm > 0)
        this.#sumChannel(corpus, postings, query, channel, self)
    const best = new Best(candidatesPerPull, (document) => corpus.numberOf(document))
    for (let place = 0; place < this.#count; place++) {
      const document = this.#touched[place]!
      this.#placeOf[document] = 0
      if (this.#sums[place] === 0) continue
      const number = corpus.numberOf(document)
      if (number !== query.number && accepts(number))
        best.offer(document, this.#sums[place]! - distance(query.number, number) / 4)
    }
    this.#count = 0
    return best.items()
  }

  #touchNeighbours(corpus: Corpus, number: number): void {
    for (let apart = 1; apart <= neighbourReach; apart++)
      for (const neighbour of [number - apart, number + apart]) {
        const document = corpus.documentOf(neighbour)
        if (document !== undefined) this.#sums[this.#touch(document)] = nothingInCommon
      }
  }

  /** Gives a document that has none its place. */
  #touch(document: number): number {
    const place = this.#count++
    if (place === this.#touched.length) this.#grow()
    this.#touched[place] = document
    this.#sums[place] = 0
    this.#parts[place] = 0
    this.#placeOf[document] = place + 1
    return place
  }

  #grow(): void {
    const room = this.#touched.length * 2
    const larger = {
      touched: new Uint32Array(room),
      sums: new Float64Array(room),
      parts: new Float64Array(room),
    }
    larger.touched.set(this.#touched)
    larger.sums.set(this.#sums)
    larger.parts.set(this.#parts)
    this.#touched = larger.touched
    this.#sums = larger.sums
    this.#parts = larger.parts
    const sharing = new Uint32Array(room)
    sharing.set(this.#sharing)
    this.#sharing = sharing
  }

  #sumChannel(corpus: Corpus, postings: Postings, query: Query, channel: number, self: number): void {
    const asked = query.channels[channel]!
    const { from, weights: termWeights, documents, norm } = asked
    const rarest = corpus.idf(1)
    let sharing = 0
    for (const index of probesOf(asked, self === -1 ? 0 : 1)) {
      const key = termKey(query.words[from + index]!, channel)
      const gain = (termWeights[index]! * corpus.idf(documents[index]!)) / (norm * rarest)
      // A term that all have; it would not mark whom it is shared with.
      if (gain === 0) continue
      const count = postings.find(key)
      const { found } = postings
      for (let at = 0; at < count; at++) {
        const document = found[at]!
        let place = this.#placeOf[document]! - 1
        if (place === -1) place = this.#touch(document)
        if (this.#parts[place] === 0) this.#sharing[sharing++] = place
        this.#parts[place]! += gain
      }
    }
    const inverseRoots = corpus.inverseRoots
    for (let at = 0; at < sharing; at++) {
      const place = this.#sharing[at]!
      const document = this.#touched[place]!
      const part = this.#parts[place]! * inverseRoots[document * channelCount + channel]!
      this.#parts[place] = 0
      // Itself, or one that was removed.
      if (document === self || part === 0) continue
      this.#sums[place]! += weights[channel]! * Math.sqrt(Math.min(part, 1))
    }
  }
}
