import { expect, test } from 'vitest'
import { plainSignature } from '../../testing/plain-signature.ts'
import {
  channelNames,
  leadsPerChannel,
  probeMaxDocuments,
  probesPerChannel,
  singleLeadsPerChannel,
} from '../weights.ts'
import { Corpus } from './corpus.ts'
import { termKey } from './layout.ts'
import { leadsOf, probed, probesOf } from './leads.ts'
import { openQuery } from './query.ts'
import { stepOf } from './steps.ts'

const location = channelNames.indexOf('location')
const keyOf = (hash: number) => termKey(hash << 8, location)
const pick = (from: number, count: number, times = 1) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [from + at, times]))

/** The first of the steps that are too many. */
let tooMany = probeMaxDocuments + 1
while (stepOf(tooMany) <= probeMaxDocuments) tooMany++

/** A repository in which the terms 1, 2, … are in so many pull requests, and `one` as number 1 beside them. */
function corpusWith(one: Record<number, number>, documents: Record<number, number>) {
  const corpus = new Corpus()
  corpus.reserve(2_000)
  const document = corpus.add(1, plainSignature({ terms: { location: one } }))
  const most = Math.max(0, ...Object.values(documents))
  for (let other = 0; other < most; other++) {
    const held = Object.entries(documents).filter(
      ([hash, count]) => other + (one[Number(hash)] === undefined ? 0 : 1) < count,
    )
    corpus.add(
      2 + other,
      plainSignature({ terms: { location: Object.fromEntries(held.map(([hash]) => [hash, 1])) } }),
    )
  }
  return { corpus, document }
}

test('what leads are words of messages and code, and neither those of paths nor what is worth nothing', () => {
  const names = channelNames.filter((_, channel) => probed[channel])
  expect(names).toContain('location')
  expect(names).toContain('paths')
  for (const name of ['pathWords', 'supportWords', 'closes', 'claims'] as const)
    expect(names).not.toContain(name)
})

test('a term is asked for where others have it, and not too many', () => {
  const one = { 1: 1, 2: 1, 3: 1, 4: 1 }
  const { corpus } = corpusWith(one, { 1: 1, 2: 2, 3: probeMaxDocuments, 4: tooMany })
  const query = openQuery(corpus, 1, plainSignature({ terms: { location: one } }).words, 0)
  expect(probesOf(query.channels[location]!, 1)).toEqual([1, 2])
  // Of a change that is not in the index itself.
  expect(probesOf(query.channels[location]!, 0)).toEqual([0, 1, 2])
})

test('of many terms the heaviest are asked for, of equal ones the first', () => {
  const documents = { ...pick(1, 10, 2), ...pick(11, probesPerChannel, 3) }
  const terms = pick(1, 10 + probesPerChannel)
  const { corpus } = corpusWith(terms, documents)
  const probes = (kept: Record<number, number>) =>
    probesOf(
      openQuery(corpus, 1, plainSignature({ terms: { location: kept } }).words, 0).channels[location]!,
      1,
    )
  // The rarer ten come first, and then those with the smallest hashes.
  expect(probes(terms)).toEqual(Array.from({ length: probesPerChannel }, (_, at) => at))
  // As many as are asked for stay as they are.
  expect(probes(pick(1, probesPerChannel))).toHaveLength(probesPerChannel)
  // One that occurs more often is heavier.
  expect(probes({ ...terms, [10 + probesPerChannel]: 9 })).toContain(9 + probesPerChannel)
})

test('a document is found by the rarest of what it shares, and by some that no other has', () => {
  const alone = pick(1, singleLeadsPerChannel + 5)
  const rare = pick(1_001, leadsPerChannel - 1)
  const terms = { ...alone, ...rare, 2001: 1, 2002: 1, 2003: 1 }
  const documents = {
    ...pick(1, singleLeadsPerChannel + 5, 1),
    ...pick(1_001, leadsPerChannel - 1, 2),
    2001: probeMaxDocuments,
    2002: tooMany,
    2003: 3,
  }
  const { corpus, document } = corpusWith(terms, documents)
  const leads = [...leadsOf(corpus, document).keys]
  const found = Object.keys(terms)
    .map(Number)
    .filter((hash) => leads.includes(keyOf(hash)))
  expect(found).toEqual([
    ...Object.keys(alone).slice(0, singleLeadsPerChannel).map(Number),
    ...Object.keys(rare).map(Number),
    2_003,
  ])
  expect(leads).toHaveLength(singleLeadsPerChannel + leadsPerChannel)
})

test('a term in as many as may be is a lead, one in more is not', () => {
  const { corpus, document } = corpusWith({ 1: 1, 2: 1 }, { 1: probeMaxDocuments, 2: tooMany })
  expect([...leadsOf(corpus, document).keys]).toEqual([keyOf(1)])
})
