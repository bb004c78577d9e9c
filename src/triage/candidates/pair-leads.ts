import { channelNames } from '../weights.ts'
import { at } from './layout.ts'
import { numberTerm, type Query } from './query.ts'
import { countShared } from './term-table.ts'

const location = channelNames.indexOf('location')
const addedLines = channelNames.indexOf('addedLines')
const issues = channelNames.indexOf('issues')

/**
 * Of the lines that the older one adds, the share that stands in the newer one's old lines: it begins where the older
 * one ended.
 * @param ranges where the channels of the other side's `words` begin.
 */
export function builtOnShare(query: Query, number: number, words: Uint32Array, ranges: Int32Array): number {
  const isNewer = query.number > number
  const mine = query.channels[isNewer ? location : addedLines]!
  const theirs = isNewer ? addedLines : location
  const from = ranges[theirs]!
  const to = ranges[theirs + 1]!
  const added = isNewer ? to - from : mine.to - mine.from
  return added === 0 ? 0 : countShared(mine.table, words, from, to) / added
}

/** Whether both are the same to the letter, as far as that is known. */
export function hasSamePatch(query: Query, words: Uint32Array, offset: number): boolean {
  const [high, low] = [words[offset + at.patchId]!, words[offset + at.patchId + 1]!]
  const mine = query.offset + at.patchId
  return (high !== 0 || low !== 0) && high === query.words[mine] && low === query.words[mine + 1]
}

/** Whether the text of one refers to the other's number. */
export function namesOther(query: Query, number: number, words: Uint32Array, ranges: Int32Array): boolean {
  const mine = query.channels[issues]!
  return (
    (mine.from < mine.to && holds(query.words, mine.from, mine.to, numberTerm(number))) ||
    holds(words, ranges[issues]!, ranges[issues + 1]!, query.ownTerm)
  )
}

function holds(words: Uint32Array, from: number, to: number, term: number): boolean {
  for (let next = from; next < to; next++) if (words[next]! >>> 8 === term) return true
  return false
}
