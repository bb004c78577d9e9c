import { channelNames, channelWeights, leastMeeting, leastShared, meetingDistance } from '../weights.ts'
import type { Corpus } from './corpus.ts'
import { leadsOf } from './leads.ts'
import type { Postings } from './postings.ts'
import { distance } from './products.ts'

const weights = channelNames.map((name) => channelWeights[name])
const channelCount = channelNames.length
/** Of whole numbers a sum is the same in any order, and so from either side. */
const unit = 2 ** 20
const leastOverlap = Math.trunc(leastShared * unit)
const leastSum = Math.trunc(leastMeeting * unit)
const apartUnit = meetingDistance * unit

/** A document that may be alike, and what it was found by. */
export interface Met {
  document: number
  sum: number
}

/**
 * Who shares rare terms with a document, by a rough sum of what the exact comparison will count: over the leads of both
 * (leads.ts) channel weight · (idf / idf of one)² / √(terms of the one · terms of the other), less what the distance of
 * their numbers takes. Symmetric, and of two pull requests alone: a third one that comes or goes changes it by the
 * steps of rarity at most.
 */
export class Meetings {
  #sums = new Int32Array(0)

  /** Every other document that is met, in no particular order. */
  find(corpus: Corpus, postings: Postings, document: number): Met[] {
    if (this.#sums.length < corpus.room) this.#sums = new Int32Array(Math.ceil(corpus.room * 1.5))
    const sums = this.#sums
    const touched: number[] = []
    const rarest = corpus.idf(1)
    const roots = corpus.inverseRoots
    const mine = document * channelCount
    const leads = leadsOf(corpus, document)
    for (let lead = 0; lead < leads.keys.length; lead++) {
      const channel = leads.channels[lead]!
      const documents = leads.documents[lead]!
      // One that no other has leads to itself.
      if (documents <= 1) continue
      const gain = weights[channel]! * (corpus.idf(documents) / rarest) ** 2 * unit
      const root = roots[mine + channel]!
      const count = postings.find(leads.keys[lead]!)
      const { found } = postings
      for (let at = 0; at < count; at++) {
        const other = found[at]!
        const both = root * roots[other * channelCount + channel]!
        if (both === 0) continue
        if (sums[other] === 0) touched.push(other)
        sums[other]! += Math.max(1, Math.trunc(gain * both))
      }
    }
    const number = corpus.numberOf(document)
    const met: Met[] = []
    for (const other of touched) {
      const shared = sums[other]!
      sums[other] = 0
      if (shared < leastOverlap || other === document) continue
      const sum = shared - Math.trunc(distance(number, corpus.numberOf(other)) * apartUnit)
      if (sum >= leastSum) met.push({ document: other, sum })
    }
    return met
  }
}
