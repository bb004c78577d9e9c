import { candidatesPerPull, channelNames, channelWeights, neighbourReach } from '../weights.ts'
import { Best } from './best.ts'
import { distance } from './compare-signatures.ts'
import type { Corpus } from './corpus.ts'
import { termKey } from './layout.ts'
import { probed, probesOf } from './leads.ts'
import type { Postings } from './postings.ts'
import type { Query } from './query.ts'

/** Told from what was not touched at all. */
const nothingInCommon = 1e-12

const weights = channelNames.map((name) => channelWeights[name])
const channelCount = channelNames.length

/** Finds who is worth an exact comparison; keeps the room that this takes from one query to the next. */
export class Probe {
  #sums = new Float64Array(0)
  /** The sums of one channel. */
  #parts = new Float64Array(0)

  /**
   * Who shares the rarest terms of the query, by a rough sum of what the exact score will count, channel by channel as
   * that does: what is alike in one is alike in most. Instead of the length of the other's vector, which every new pull
   * request changes, the root of its number of terms. The neighbours need to share nothing.
   * @param accepts which others, by number, may be candidates.
   * @returns documents, at most `candidatesPerPull` of them, the best.
   */
  find(corpus: Corpus, postings: Postings, query: Query, accepts: (other: number) => boolean): Int32Array {
    if (this.#sums.length < corpus.room) {
      this.#sums = new Float64Array(Math.ceil(corpus.room * 1.5))
      this.#parts = new Float64Array(this.#sums.length)
    }
    const sums = this.#sums
    const parts = this.#parts
    const touched: number[] = []
    const sharing: number[] = []
    const self = corpus.documentOf(query.number)
    const rarest = corpus.idf(1)
    const inverseRoots = corpus.inverseRoots
    for (let apart = 1; apart <= neighbourReach; apart++)
      for (const number of [query.number - apart, query.number + apart]) {
        const document = corpus.documentOf(number)
        if (document === undefined) continue
        touched.push(document)
        sums[document] = nothingInCommon
      }
    for (const [channel, asked] of query.channels.entries()) {
      const { from, weights: termWeights, documents, norm } = asked
      if (!probed[channel] || norm === 0) continue
      for (const index of probesOf(asked, self === undefined ? 0 : 1)) {
        const key = termKey(query.words[from + index]!, channel)
        const idf = corpus.idf(documents[index]!)
        const gain = (termWeights[index]! * idf) / (norm * rarest)
        postings.forEach(key, (document) => {
          if (parts[document] === 0) sharing.push(document)
          parts[document]! += gain
        })
      }
      for (const document of sharing) {
        const part = parts[document]! * inverseRoots[document * channelCount + channel]!
        parts[document] = 0
        // Itself, or one that was removed.
        if (document === self || part === 0) continue
        if (sums[document] === 0) touched.push(document)
        sums[document]! += weights[channel]! * Math.sqrt(Math.min(part, 1))
      }
      sharing.length = 0
    }
    const best = new Best(candidatesPerPull, (document) => corpus.numberOf(document))
    for (const document of touched) {
      const number = corpus.numberOf(document)
      if (number !== query.number && accepts(number))
        best.offer(document, sums[document]! - distance(query.number, number) / 4)
      sums[document] = 0
    }
    return best.items()
  }
}
