import {
  channelNames,
  channelWeights,
  leadsPerChannel,
  probeMaxDocuments,
  probesPerChannel,
  singleLeadsPerChannel,
} from '../weights.ts'
import type { QueryChannel } from './compare-signatures.ts'
import type { Corpus } from './corpus.ts'
import { at, channelsAt, termKey } from './layout.ts'

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

/** A term by which a document is found. */
export interface Lead {
  key: number
  channel: number
  /** In how many it is, in steps. */
  documents: number
}

/** The terms by which a document is found: of each channel the rarest that others have, and some that no other has. */
export function leadsOf(corpus: Corpus, document: number): Lead[] {
  const words = corpus.words(document)
  const offset = corpus.offset(document)
  const leads: Lead[] = []
  let from = channelsAt(words, offset)
  for (let channel = 0; channel < channelNames.length; channel++) {
    const to = from + words[offset + at.lengths + channel]!
    if (probed[channel]) {
      const shared: Lead[] = []
      let single = 0
      for (let next = from; next < to; next++) {
        const key = termKey(words[next]!, channel)
        const documents = corpus.documentsWith(key)
        if (documents <= 1 && single++ < singleLeadsPerChannel) leads.push({ key, channel, documents })
        else if (documents > 1 && documents <= probeMaxDocuments) shared.push({ key, channel, documents })
      }
      if (shared.length > leadsPerChannel) {
        shared.sort((a, b) => a.documents - b.documents)
        shared.length = leadsPerChannel
      }
      for (const lead of shared) leads.push(lead)
    }
    from = to
  }
  return leads
}

export const keysOf = (leads: readonly Lead[]): number[] => leads.map(({ key }) => key)
