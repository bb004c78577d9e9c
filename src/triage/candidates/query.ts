import { channelNames } from '../weights.ts'
import { type Corpus, frequencyWeights } from './corpus.ts'
import { hashText } from './hash.ts'
import { at, channelsAt, countBits, termKey } from './layout.ts'
import { buildTermTable, type TermTable } from './term-table.ts'

/** One side of many comparisons, its weights looked up once, its terms ready to be met. */
export interface Query {
  number: number
  words: Uint32Array
  offset: number
  channels: QueryChannel[]
  /** How a text that refers to it is known. */
  ownTerm: number
}

const issues = channelNames.indexOf('issues')

/** The hash, without a count, of the term that a reference to this number is. */
export const numberTerm = (number: number): number => hashText(String(number), issues + 1) >>> 8

/** Where its terms lie in `words`, their weights, in how many pull requests they are, and the length of the vector. */
export interface QueryChannel {
  from: number
  to: number
  weights: Float64Array
  documents: Int32Array
  norm: number
  /** The largest damped count. */
  mostWeight: number
  table: TermTable
}

/** Looks up what the terms of a signature, which begins at `offset` of `words`, weigh in the corpus today. */
export function openQuery(corpus: Corpus, number: number, words: Uint32Array, offset: number): Query {
  const channels: Query['channels'] = []
  let from = channelsAt(words, offset)
  for (let channel = 0; channel < channelNames.length; channel++) {
    const to = from + words[offset + at.lengths + channel]!
    const termWeights = new Float64Array(to - from)
    const documents = new Int32Array(to - from)
    let sum = 0
    let most = 0
    for (let next = from; next < to; next++) {
      const term = words[next]!
      most = Math.max(most, term & countBits)
      const count = corpus.documentsWith(termKey(term, channel))
      const weight = corpus.weigh(term, count)
      documents[next - from] = count
      termWeights[next - from] = weight
      sum += weight * weight
    }
    const table = buildTermTable(words, from, to)
    const [norm, mostWeight] = [Math.sqrt(sum), frequencyWeights[most]!]
    channels.push({ from, to, weights: termWeights, documents, norm, mostWeight, table })
    from = to
  }
  return { number, words, offset, channels, ownTerm: numberTerm(number) }
}
