import { expect, test } from 'vitest'
import { plainSignature } from '../../testing/plain-signature.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import { candidatesPerPull, channelNames, channelWeights, neighbourReach } from '../weights.ts'
import { Corpus } from './corpus.ts'
import { termKey } from './layout.ts'
import { LeadPostings } from './lead-postings.ts'
import { leadsOf, probed, probesOf } from './leads.ts'
import { Probe } from './probe.ts'
import { distance } from './products.ts'
import { openQuery, type Query } from './query.ts'

type Terms = Record<number, number>

function fill(pulls: readonly { number: number; location?: Terms; addedTokens?: Terms }[]) {
  const corpus = new Corpus()
  corpus.reserve(pulls.length)
  for (const { number, ...terms } of pulls) corpus.add(number, plainSignature({ terms }))
  const leads = new LeadPostings(corpus)
  for (const _ of leads.build());
  return { corpus, postings: leads.postings }
}

function ask(corpus: Corpus, number: number): Query {
  const document = corpus.documentOf(number)!
  return openQuery(corpus, number, corpus.words(document), corpus.offset(document))
}

/** The numbers that the definition finds: every pull request's sum, one by one. */
function findOneByOne(corpus: Corpus, query: Query, accepts: (other: number) => boolean): number[] {
  const sums: { number: number; sum: number }[] = []
  for (const document of corpus.live()) {
    const number = corpus.numberOf(document)
    if (number === query.number || !accepts(number)) continue
    const keys = new Set(leadsOf(corpus, document).keys)
    let sum = Math.abs(number - query.number) <= neighbourReach ? 1e-12 : 0
    for (const [channel, asked] of query.channels.entries()) {
      if (!probed[channel] || asked.norm === 0) continue
      let part = 0
      for (const index of probesOf(asked, 1))
        if (keys.has(termKey(query.words[asked.from + index]!, channel)))
          part += (asked.weights[index]! * corpus.idf(asked.documents[index]!)) / (asked.norm * corpus.idf(1))
      part *= corpus.inverseRoots[document * channelNames.length + channel]!
      sum += channelWeights[channelNames[channel]!] * Math.sqrt(Math.min(part, 1))
    }
    if (sum > 0) sums.push({ number, sum: sum - distance(query.number, number) / 4 })
  }
  sums.sort((a, b) => b.sum - a.sum || a.number - b.number)
  return sums.slice(0, candidatesPerPull).map(({ number }) => number)
}

const ascending = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b)

test('those are found that come first one by one, query after query, and none that was removed', () => {
  const random = seededRandom(17)
  const some = (): Terms =>
    Object.fromEntries(
      Array.from({ length: 1 + Math.floor(12 * random()) }, () => [1 + Math.floor(900 * random() ** 2), 1]),
    )
  const pulls = Array.from({ length: 600 }, (_, at) => ({
    number: 1 + at * (1 + (at % 3)),
    location: some(),
    addedTokens: some(),
  }))
  const { corpus, postings } = fill(pulls)
  corpus.remove(1)
  const probe = new Probe()
  for (const { number } of pulls.slice(1, 60)) {
    const query = ask(corpus, number)
    const accepts = (other: number) => other % 7 !== number % 7
    const found = probe.find(corpus, postings, query, accepts)
    expect(ascending(Array.from(found, (document) => corpus.numberOf(document)))).toEqual(
      ascending(findOneByOne(corpus, query, accepts)),
    )
  }
})

test('a query may touch more than any before it', () => {
  const words = 20
  const pulls = Array.from({ length: 6_000 }, (_, at) => ({
    number: 10 + at,
    location: { [1 + (at % words)]: 1, [100 + at]: 1 },
  }))
  const all = Object.fromEntries(Array.from({ length: words }, (_, at) => [1 + at, 1]))
  const { corpus, postings } = fill([...pulls, { number: 1, location: all }])
  const probe = new Probe()
  for (const number of [500, 1, 501]) {
    const query = ask(corpus, number)
    const found = probe.find(corpus, postings, query, () => true)
    expect(ascending(Array.from(found, (document) => corpus.numberOf(document)))).toEqual(
      ascending(findOneByOne(corpus, query, () => true)),
    )
  }
})
