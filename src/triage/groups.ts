import type { Corpus } from './corpus.ts'
import { hashText } from './hash.ts'
import { at, channelsAt } from './layout.ts'
import { channelNames } from './model.ts'

/**
 * Pull requests that have one thing in common, whatever else: the same patch, the same outcome, an issue that they close; and those whose author
 * speaks of another. Found by hashes, so a group may hold a stranger: whoever uses one looks at the texts.
 */
export interface Groups {
  /** Numbers that have the same patch or the same outcome, ascending. */
  identical: number[][]
  /** Numbers that close the same issue, ascending. */
  sameIssue: number[][]
  /** Pairs of which one names the other, the smaller number first. */
  named: [number, number][]
}

const closes = channelNames.indexOf('closes')
const claims = channelNames.indexOf('claims')

/** One pass over all signatures, in order of number. */
export function findGroups(corpus: Corpus): Groups {
  const documents = [...corpus.live()].sort((a, b) => corpus.numberOf(a) - corpus.numberOf(b))
  const identical = new Map<string, number[]>()
  const issues = new Map<number, number[]>()
  const speaks: { number: number; terms: Uint32Array }[] = []
  const numbersOf = { closes: new Map<number, number[]>(), claims: new Map<number, number[]>() }
  for (const document of documents) {
    const number = corpus.numberOf(document)
    const words = corpus.words(document)
    const offset = corpus.offset(document)
    for (const id of [at.patchId, at.outcomeId]) {
      const [high, low] = [words[offset + id]!, words[offset + id + 1]!]
      if (high !== 0 || low !== 0) push(identical, `${id}:${high}:${low}`, number)
    }
    const closed = termsOf(words, offset, closes)
    for (const term of closed) push(issues, term >>> 8, number)
    const claimed = termsOf(words, offset, claims)
    if (closed.length > 0) speaks.push({ number, terms: closed })
    if (claimed.length > 0) speaks.push({ number, terms: claimed })
    push(numbersOf.closes, hashText(`#${number}`, closes + 1) >>> 8, number)
    push(numbersOf.claims, hashText(String(number), claims + 1) >>> 8, number)
  }
  const named = new Map<string, [number, number]>()
  for (const { number, terms } of speaks)
    for (const term of terms)
      for (const other of [
        ...(numbersOf.closes.get(term >>> 8) ?? []),
        ...(numbersOf.claims.get(term >>> 8) ?? []),
      ])
        if (other !== number)
          named.set(`${Math.min(number, other)}-${Math.max(number, other)}`, [
            Math.min(number, other),
            Math.max(number, other),
          ])
  const several = (groups: Iterable<number[]>) => [...groups].filter((numbers) => numbers.length > 1)
  return {
    identical: several(identical.values()),
    sameIssue: several(issues.values()),
    named: [...named.values()],
  }
}

function termsOf(words: Uint32Array, offset: number, channel: number): Uint32Array {
  let from = channelsAt(words, offset)
  for (let before = 0; before < channel; before++) from += words[offset + at.lengths + before]!
  return words.subarray(from, from + words[offset + at.lengths + channel]!)
}

function push<K>(groups: Map<K, number[]>, key: K, number: number): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [number])
  else if (group.at(-1) !== number) group.push(number)
}
