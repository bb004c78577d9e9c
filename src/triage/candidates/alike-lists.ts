import { evidenceFloor, followUpFloor } from '../weights.ts'
import { Best } from './best.ts'
import { compareSignatures, type Signals } from './compare-signatures.ts'
import type { Corpus } from './corpus.ts'
import { Meetings, type Met } from './meetings.ts'
import type { Postings } from './postings.ts'
import { openQuery, type Query } from './query.ts'
import { canReach } from './similarity-bound.ts'

/** One that is alike, and what its pair is by itself. */
export interface Alike {
  number: number
  score: number
  similarity: number
  mergedBefore: boolean
  /** Share of hunks at the same place; null where one has none. */
  hunks: number | null
}

/** What a search looks at. */
export interface Searched {
  corpus: Corpus
  postings: Postings
  /** Days from the merge of the older of the two to where the newer one began; null: it was not merged before. */
  mergedDaysBefore(query: Query, document: number): number | null
}

/** One pull request's list, for keeping it elsewhere. */
export interface AlikeList extends Omit<Entry, 'alike'> {
  number: number
  alike: Alike[]
}

interface Entry {
  /** Whom it meets, as far as it is compared with them. */
  met: number[]
  /** Those are all. */
  isWhole: boolean
  /** By number. */
  alike: Map<number, Alike>
}

/** From where on a pair is worth a look: what goes on from a merged one may be little like it. */
const floorOf = (mergedBefore: boolean) =>
  mergedBefore ? Math.min(followUpFloor, evidenceFloor) : evidenceFloor

/**
 * Whom each of some pull requests is alike, kept up to date: a search for those that have changed, and for those of
 * whose terms the rarity has come to another step, is all that a change costs. What two have in common is found from
 * either side (meetings.ts), so a search for one tells all others what it is to them. Only whoever meets too many is
 * searched for each time, since which of them are compared depends on all.
 */
export class AlikeLists {
  readonly #entries = new Map<number, Entry>()
  readonly #meetings = new Meetings()
  readonly #mostMet: number

  /** @param mostMet one that meets more is compared with so many, with which it has the most in common. */
  constructor(mostMet: number) {
    this.#mostMet = mostMet
  }

  /** Those that a pull request is alike, the best first; of equal ones the smaller number first. */
  of(number: number): Alike[] {
    return [...(this.#entries.get(number)?.alike.values() ?? [])].sort(
      (x, y) => y.score - x.score || x.number - y.number,
    )
  }

  /** All lists, in order of number. */
  keep(): AlikeList[] {
    return [...this.#entries]
      .sort(([x], [y]) => x - y)
      .map(([number, { met, isWhole, alike }]) => ({ number, isWhole, met, alike: [...alike.values()] }))
  }

  /** Takes lists for its own that were kept, in the place of those that it has. */
  recall(lists: readonly AlikeList[]): void {
    this.#entries.clear()
    for (const { number, isWhole, met, alike } of lists)
      this.#entries.set(number, {
        met,
        isWhole,
        alike: new Map(alike.map((one) => [one.number, one])),
      })
  }

  /**
   * @param asking whom lists are for, ascending.
   * @param affected numbers that came, went or weigh something else since the last time; null: any.
   */
  async update(
    searched: Searched,
    asking: readonly number[],
    affected: ReadonlySet<number> | null,
    yieldLoop: () => Promise<void>,
  ): Promise<void> {
    const asks = new Set(asking)
    for (const number of this.#entries.keys()) if (!asks.has(number)) this.#entries.delete(number)
    if (affected === null) this.#entries.clear()
    const stale = affected ?? new Set<number>()
    for (const number of stale) this.#entries.delete(number)
    this.#forget(stale)
    const kept = new Set(this.#entries.keys())
    for (const number of asking)
      if (!kept.has(number)) {
        await yieldLoop()
        this.#search(searched, number, { lists: true, tells: stale.has(number) ? kept : none })
      }
    for (const number of stale)
      if (!asks.has(number)) {
        await yieldLoop()
        this.#search(searched, number, { lists: false, tells: kept })
      }
    for (const number of kept)
      if (stale.size > 0 && !this.#entries.get(number)!.isWhole) {
        await yieldLoop()
        this.#search(searched, number, { lists: true, tells: none })
      }
  }

  /** Takes those out of the lists that are kept. */
  #forget(stale: ReadonlySet<number>): void {
    if (stale.size === 0) return
    for (const entry of this.#entries.values()) {
      if (!entry.met.some((number) => stale.has(number))) continue
      entry.met = entry.met.filter((number) => !stale.has(number))
      for (const number of entry.alike.keys()) if (stale.has(number)) entry.alike.delete(number)
    }
  }

  /**
   * @param lists whether a list is made of whom it is alike.
   * @param tells whose lists do not know of it yet: they hear what it is to them.
   */
  #search(
    searched: Searched,
    number: number,
    { lists, tells }: { lists: boolean; tells: ReadonlySet<number> },
  ): void {
    const { corpus, postings } = searched
    const document = corpus.documentOf(number)
    this.#entries.delete(number)
    if (document === undefined) return
    const all = this.#meetings.find(corpus, postings, document)
    const isWhole = all.length <= this.#mostMet
    const entry: Entry = { met: [], isWhole, alike: new Map() }
    const listed = new Set(
      !lists ? [] : isWhole ? all.map((met) => met.document) : bestOf(all, this.#mostMet, corpus),
    )
    const query = openPull(corpus, document)
    for (const { document: other } of all) {
      const otherNumber = corpus.numberOf(other)
      const theirs = this.#entries.get(otherNumber)
      const hears = theirs !== undefined && tells.has(otherNumber)
      if (!hears && !listed.has(other)) continue
      // A list that is whole says what this one is to it.
      const found = theirs?.isWhole && !hears ? theirs.alike.get(number) : compare(searched, query, other)
      if (listed.has(other)) {
        entry.met.push(otherNumber)
        if (found !== undefined) entry.alike.set(otherNumber, { ...found, number: otherNumber })
      }
      if (hears) {
        theirs.met.push(number)
        if (found !== undefined) theirs.alike.set(number, { ...found, number })
        if (theirs.met.length > this.#mostMet) theirs.isWhole = false
      }
    }
    if (lists) this.#entries.set(number, entry)
  }
}

const none: ReadonlySet<number> = new Set()

function openPull(corpus: Corpus, document: number): Query {
  return openQuery(corpus, corpus.numberOf(document), corpus.words(document), corpus.offset(document))
}

function bestOf(all: readonly Met[], limit: number, corpus: Corpus): Int32Array {
  const best = new Best(limit, (document) => corpus.numberOf(document))
  for (const { document, sum } of all) best.offer(document, sum)
  return best.items()
}

/** What the pair is, if it is alike: the same from either side, to the last digit. */
function compare(searched: Searched, query: Query, other: number): Alike | undefined {
  const { corpus } = searched
  const mergedDaysBefore = searched.mergedDaysBefore(query, other)
  const mergedBefore = mergedDaysBefore !== null
  const floor = floorOf(mergedBefore)
  if (!canReach(corpus, query, other, floor)) return undefined
  const number = corpus.numberOf(other)
  const isFirst = query.number < number
  const signals: Signals = {}
  const { score, similarity } = compareSignatures(
    corpus,
    isFirst ? query : openPull(corpus, other),
    isFirst ? other : corpus.documentOf(query.number)!,
    mergedDaysBefore,
    signals,
  )
  return similarity < floor
    ? undefined
    : { number, score, similarity, mergedBefore, hunks: signals.hunks ?? null }
}
