import { splitWord } from '../change/tokens.ts'
import { channelNames } from '../weights.ts'
import { hashText } from './hash.ts'
import type { TermBags } from './term-bags.ts'

/** How often a change has a word, and for what. */
interface Counts {
  /** In the deciding files: how often it is added, less how often it is removed. */
  net: number
  /** In the deciding files, on either side. */
  changed: number
  /** In tests and docs that support: added; and added or removed where its parts count. */
  test: number
  docs: number
  support: number
}

const [addedTokens, removedTokens, testTokens, docsTokens, subWords, supportWords] = [
  'addedTokens',
  'removedTokens',
  'testTokens',
  'docsTokens',
  'subWords',
  'supportWords',
].map((name) => (channelNames as readonly string[]).indexOf(name)) as [
  number,
  number,
  number,
  number,
  number,
  number,
]

/**
 * The words of one change with their counts. A word occurs ten times in a usual change, so it is cut into its parts and
 * hashed once, when all are counted.
 */
export class WordCounts {
  readonly #words = new Map<string, Counts>()

  #of(word: string): Counts {
    let counts = this.#words.get(word)
    if (counts === undefined) {
      counts = { net: 0, changed: 0, test: 0, docs: 0, support: 0 }
      this.#words.set(word, counts)
    }
    return counts
  }

  /** A word on a changed line of a deciding file. */
  addDeciding(word: string, isAdded: boolean): void {
    const counts = this.#of(word)
    counts.net += isAdded ? 1 : -1
    counts.changed++
  }

  /** A word on a changed line of a test or of docs. @param withParts what it consists of counts as well. */
  addSupport(word: string, channel: 'test' | 'docs', isAdded: boolean, withParts: boolean): void {
    const counts = this.#of(word)
    if (isAdded) counts[channel]++
    if (withParts) counts.support++
  }

  /** Adds the terms of all words. */
  putInto(bags: TermBags): void {
    const put = (channel: number, word: string, times: number) => {
      if (times > 0) bags.addHash(channel, hashText(word, channel + 1), times)
    }
    for (const [word, { net, changed, test, docs, support }] of this.#words) {
      put(net > 0 ? addedTokens : removedTokens, word, Math.abs(net))
      put(testTokens, word, test)
      put(docsTokens, word, docs)
      if (changed === 0 && support === 0) continue
      for (const part of splitWord(word)) {
        // Those of tests and docs are hashed as the others are, since the two are compared with each other.
        const hash = hashText(part, subWords + 1)
        if (changed > 0) bags.addHash(subWords, hash, changed)
        if (support > 0) bags.addHash(supportWords, hash, support)
      }
    }
  }
}
