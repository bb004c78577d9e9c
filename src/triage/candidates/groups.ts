import { channelNames } from '../weights.ts'
import type { Corpus } from './corpus.ts'
import { hashText } from './hash.ts'
import { at, channelsAt } from './layout.ts'
import type { Signature } from './signature.ts'

/**
 * Pull requests that have one thing in common: the same patch, the same outcome, an issue that they
 * close; and those whose author speaks of another. Found by hashes, so a group may hold a stranger: the user of one
 * looks at the texts.
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

/**
 * Those that have one thing in common with a change that may not be in the index itself (see Groups).
 * @param number its own number, or one that no pull request has yet.
 */
export function findMeetings(
  corpus: Corpus,
  number: number,
  { words }: Signature,
): { identical: number[]; sameIssue: number[]; named: number[] } {
  const mine = { closes: hashesOf(words, 0, closes), claims: hashesOf(words, 0, claims) }
  const called = [
    hashText(`#${number}`, closes + 1) >>> 8,
    hashText(String(number), claims + 1) >>> 8,
  ] as const
  const found = { identical: new Set<number>(), sameIssue: new Set<number>(), named: new Set<number>() }
  for (const document of corpus.live()) {
    const other = corpus.numberOf(document)
    if (other === number) continue
    const [theirs, offset] = [corpus.words(document), corpus.offset(document)]
    for (const id of [at.patchId, at.outcomeId]) {
      const [high, low] = [words[id]!, words[id + 1]!]
      if ((high !== 0 || low !== 0) && theirs[offset + id] === high && theirs[offset + id + 1] === low)
        found.identical.add(other)
    }
    if (mine.closes.has(hashText(`#${other}`, closes + 1) >>> 8)) found.named.add(other)
    if (mine.claims.has(hashText(String(other), claims + 1) >>> 8)) found.named.add(other)
    for (const term of termsOf(theirs, offset, closes)) {
      if (mine.closes.has(term >>> 8)) found.sameIssue.add(other)
      if (term >>> 8 === called[0]) found.named.add(other)
    }
    for (const term of termsOf(theirs, offset, claims)) if (term >>> 8 === called[1]) found.named.add(other)
  }
  const ascending = (numbers: Set<number>) => [...numbers].sort((a, b) => a - b)
  return {
    identical: ascending(found.identical),
    sameIssue: ascending(found.sameIssue),
    named: ascending(found.named),
  }
}

function hashesOf(words: Uint32Array, offset: number, channel: number): Set<number> {
  return new Set(Array.from(termsOf(words, offset, channel), (term) => term >>> 8))
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
