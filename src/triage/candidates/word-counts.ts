import { splitWord } from '../change/tokens.ts'
import { channelNames } from '../weights.ts'
import { hashText } from './hash.ts'
import type { TermBags } from './term-bags.ts'
import { WordTable } from './word-table.ts'

/**
 * What is counted of each word, side by side in one array. In the deciding files: how often it is added, less how often
 * it is removed; and how often it is on either side. In tests and docs that support: how often it is added; and how
 * often it is added or removed where its parts count.
 */
const count = { net: 0, changed: 1, test: 2, docs: 3, support: 4 } as const
const countsPerWord = 5

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
  readonly #table = new WordTable()
  #counts = new Int32Array(256 * countsPerWord)

  /** Finds the words of a line, and makes room for what is counted of them. @returns how many there are. */
  #read(line: string): number {
    const words = this.#table.read(line)
    const most = this.#table.words.length * countsPerWord
    if (most > this.#counts.length) {
      const wider = new Int32Array(most * 2)
      wider.set(this.#counts)
      this.#counts = wider
    }
    return words
  }

  /** The words of a changed line of a deciding file, of fewer than 512 characters. */
  addDeciding(line: string, isAdded: boolean): void {
    const words = this.#read(line)
    const [counts, { found }] = [this.#counts, this.#table]
    for (let nth = 0; nth < words; nth++) {
      const at = found[nth]! * countsPerWord
      counts[at + count.net]! += isAdded ? 1 : -1
      counts[at + count.changed]!++
    }
  }

  /**
   * The words of a changed line of a test or of docs, of fewer than 512 characters.
   * @param withParts what they consist of counts as well.
   */
  addSupport(line: string, channel: 'test' | 'docs', isAdded: boolean, withParts: boolean): void {
    const words = this.#read(line)
    const [counts, { found }] = [this.#counts, this.#table]
    for (let nth = 0; nth < words; nth++) {
      const at = found[nth]! * countsPerWord
      if (isAdded) counts[at + count[channel]]!++
      if (withParts) counts[at + count.support]!++
    }
  }

  /** Adds the terms of all words. */
  putInto(bags: TermBags): void {
    const put = (channel: number, word: string, times: number) => {
      if (times > 0) bags.addHash(channel, hashText(word, channel + 1), times)
    }
    for (const [number, word] of this.#table.words.entries()) {
      const at = number * countsPerWord
      const of = (what: number) => this.#counts[at + what]!
      const [net, changed, support] = [of(count.net), of(count.changed), of(count.support)]
      put(net > 0 ? addedTokens : removedTokens, word, Math.abs(net))
      put(testTokens, word, of(count.test))
      put(docsTokens, word, of(count.docs))
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
