import {
  channelNames,
  channelWeights,
  leadsPerChannel,
  probeMaxDocuments,
  probesPerChannel,
  singleLeadsPerChannel,
  termsPerChannel,
} from '../weights.ts'
import type { Corpus } from './corpus.ts'
import { at, channelsAt, termKey } from './layout.ts'
import type { QueryChannel } from './query.ts'

/**
 * The channels whose terms lead to candidates: words of paths are in too many, and those of tests and docs say what
 * their tokens do.
 */
export const probed = channelNames.map((name) => channelWeights[name] > 0 && name !== 'pathWords')

/**
 * Indexes of a channel's heaviest terms that are leads at all: in more than `least` pull requests, and not in too many.
 */
export function probesOf({ weights: termWeights, documents }: QueryChannel, least: number): number[] {
  const probes: number[] = []
  for (let index = 0; index < documents.length; index++)
    if (documents[index]! > least && documents[index]! <= probeMaxDocuments) probes.push(index)
  if (probes.length <= probesPerChannel) return probes
  return probes.sort((a, b) => termWeights[b]! - termWeights[a]! || a - b).slice(0, probesPerChannel)
}

/** Terms by which a document is found, one in each place of three arrays. Good until the next are asked for. */
export interface Leads {
  keys: Uint32Array
  channels: Uint8Array
  /** In how many pull requests each is, in steps. */
  documents: Uint16Array
}

const mostLeads = channelNames.length * (leadsPerChannel + singleLeadsPerChannel)
const keys = new Uint32Array(mostLeads)
const channels = new Uint8Array(mostLeads)
const counts = new Uint16Array(mostLeads)
/** The shared terms of one channel, and how many of them are in so many documents. */
let sharedKeys = new Uint32Array(termsPerChannel)
let sharedCounts = new Uint16Array(termsPerChannel)
const withCount = new Uint16Array(probeMaxDocuments + 1)

/**
 * The terms by which a document is found: of each channel the rarest that others have, the first of equal ones, and
 * some that no other has. An index asks for those of every document, so nothing is sorted and nothing is made for it.
 */
export function leadsOf(corpus: Corpus, document: number): Leads {
  const words = corpus.words(document)
  const offset = corpus.offset(document)
  let found = 0
  const add = (key: number, channel: number, documents: number) => {
    keys[found] = key
    channels[found] = channel
    counts[found++] = documents
  }
  let from = channelsAt(words, offset)
  for (let channel = 0; channel < channelNames.length; channel++) {
    const to = from + words[offset + at.lengths + channel]!
    if (probed[channel]) {
      if (to - from > sharedKeys.length) {
        sharedKeys = new Uint32Array(to - from)
        sharedCounts = new Uint16Array(to - from)
      }
      let [single, shared] = [0, 0]
      for (let next = from; next < to; next++) {
        const key = termKey(words[next]!, channel)
        const documents = corpus.documentsWith(key)
        if (documents <= 1) {
          if (single++ < singleLeadsPerChannel) add(key, channel, documents)
        } else if (documents <= probeMaxDocuments) {
          sharedKeys[shared] = key
          sharedCounts[shared++] = documents
        }
      }
      const { rarest, of } = findRarest(shared)
      for (let index = 0, left = of; index < shared; index++) {
        const documents = sharedCounts[index]!
        if (documents < rarest || (documents === rarest && left-- > 0))
          add(sharedKeys[index]!, channel, documents)
      }
    }
    from = to
  }
  return {
    keys: keys.subarray(0, found),
    channels: channels.subarray(0, found),
    documents: counts.subarray(0, found),
  }
}

/**
 * Which of the shared terms are leads: all that are in fewer documents than `rarest`, and so many `of` those that are
 * in as many.
 */
function findRarest(shared: number): { rarest: number; of: number } {
  if (shared <= leadsPerChannel) return { rarest: probeMaxDocuments, of: shared }
  withCount.fill(0)
  for (let index = 0; index < shared; index++) withCount[sharedCounts[index]!]!++
  let room = leadsPerChannel
  for (let documents = 2; ; documents++) {
    if (withCount[documents]! >= room) return { rarest: documents, of: room }
    room -= withCount[documents]!
  }
}
