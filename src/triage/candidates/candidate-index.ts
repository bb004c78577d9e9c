import { mostMeetings } from '../weights.ts'
import { type Alike, type AlikeList, AlikeLists } from './alike-lists.ts'
import { Best } from './best.ts'
import { findCarried, nameOwnCommits, ownCommitsOf } from './carried.ts'
import { type Candidate, Comparer, type IndexedPull } from './comparer.ts'
import { Corpus } from './corpus.ts'
import { findGroups, findMeetings, type Groups } from './groups.ts'
import { at, termKey } from './layout.ts'
import { LeadPostings, pullsInAStep } from './lead-postings.ts'
import { MergeDates } from './merge-dates.ts'
import { Probe } from './probe.ts'
import type { Query } from './query.ts'
import { findRollUps, type RollUps } from './roll-ups.ts'
import type { Signature } from './signature.ts'

const byScore = (a: { number: number; score: number }, b: { number: number; score: number }) =>
  b.score - a.score || a.number - b.number

/**
 * Finds the pull requests most like one: candidates from an inverted index over rare terms, then compared exactly. The
 * answer depends on the set of pull requests, not on the order in which they came.
 */
export class CandidateIndex {
  readonly #corpus = new Corpus()
  readonly #leads = new LeadPostings(this.#corpus)
  readonly #probe = new Probe()
  /** Numbers that came or went since the index was settled. */
  readonly #touched = new Set<number>()
  /** Those, and those of whose terms one weighs something else, since lists were made; null: any. */
  #unlisted: Set<number> | null = null
  /** By number: names of contexts that are known (Corpus). */
  readonly #contexts = new Map<number, number>()
  readonly #alike: AlikeLists
  /** Known from the first question on, until a pull request comes or goes. */
  #carried: ReturnType<typeof findCarried> | null = null
  readonly #merges = new MergeDates()
  readonly #comparer = new Comparer(this.#corpus, this.#merges)

  /** @param mostMet see AlikeLists. */
  constructor(pulls: Iterable<IndexedPull> = [], mostMet = mostMeetings) {
    this.#alike = new AlikeLists(mostMet)
    for (const _ of this.#fill([...pulls]));
  }

  /** Builds the index as the constructor does, in small steps between which `yieldLoop` may let others run. */
  static async build(
    pulls: Iterable<IndexedPull>,
    yieldLoop: () => Promise<void> | void,
  ): Promise<CandidateIndex> {
    const index = new CandidateIndex()
    for (const _ of index.#fill([...pulls])) await yieldLoop()
    return index
  }

  /**
   * After additions and removals: brings the index into the very state that a new one with the same pull requests has,
   * in small steps between which `yieldLoop` may let others run. Costs what has changed, besides a look at every term.
   */
  async settle(yieldLoop: () => Promise<void> | void): Promise<void> {
    this.#comparer.forget()
    if (this.#touched.size === 0) return
    const corpus = this.#corpus
    corpus.fit()
    const affected = corpus.findAffected()?.map((document) => corpus.numberOf(document)) ?? null
    if (affected === null) {
      this.#unlisted = null
      this.#contexts.clear()
    }
    const moved = new Set([...(affected ?? []), ...this.#touched])
    for (const number of moved) {
      this.#unlisted?.add(number)
      this.#contexts.delete(number)
    }
    this.#leads.noteChanges(moved.size)
    if (affected === null || this.#leads.areStale) for (const _ of this.#leads.build()) await yieldLoop()
    else
      for (const number of moved) {
        const document = corpus.documentOf(number)
        if (document === undefined) continue
        // The terms by which it was found may be others now.
        this.#leads.add(corpus.move(document))
        await yieldLoop()
      }
    this.#touched.clear()
    corpus.watch()
  }

  /** @throws RangeError when it is not in the index. */
  signatureOf(number: number): Signature {
    const document = this.#corpus.documentOf(number)
    if (document === undefined) throw new RangeError(`#${number} is not in the index`)
    return this.#corpus.signatureOf(document)
  }

  get size(): number {
    return this.#corpus.size
  }

  has(number: number): boolean {
    return this.#corpus.documentOf(number) !== undefined
  }

  /** Adds a pull request, or replaces it by its new head. */
  put(number: number, signature: Signature, mergedAt?: number | null): void {
    this.#merges.note(number, mergedAt)
    this.#carried = null
    this.#comparer.forget()
    this.#touched.add(number)
    if (this.#corpus.remove(number)) this.#leads.noteChanges(1)
    this.#leads.add(this.#corpus.add(number, signature))
    this.#leads.noteChanges(1)
    this.#leads.keepShort()
  }

  remove(number: number): void {
    this.#merges.note(number, null)
    this.#carried = null
    this.#comparer.forget()
    if (!this.#corpus.remove(number)) return
    this.#touched.add(number)
    this.#leads.noteChanges(1)
    this.#leads.keepShort()
  }

  /** Those that have one thing in common, however unlike they are else. */
  findGroups(): Groups {
    return findGroups(this.#corpus)
  }

  /**
   * Hashes of the commits that a pull request is about (carried.ts), and how many it has. Null when it is not in the
   * index.
   */
  ownCommits(number: number): { own: readonly number[]; all: number } | null {
    const document = this.#corpus.documentOf(number)
    if (document === undefined) return null
    this.#carried ??= findCarried(this.#corpus)
    const all = this.#corpus.words(document)[this.#corpus.offset(document) + at.commits]!
    return { own: ownCommitsOf(this.#corpus, this.#carried, document), all }
  }

  /** See roll-ups.ts. */
  findRollUps(): RollUps {
    return findRollUps(this.#corpus)
  }

  /**
   * What it says that two changes share a packed term of a channel: 1 when no other has it, 0 when all have it.
   */
  rarity(term: number, channel: number): number {
    const documents = this.#corpus.documentsWith(termKey(term, channel))
    return Math.min(this.#corpus.idf(documents) / this.#corpus.idf(2), 1)
  }

  /**
   * The candidates of a pull request, in the index or not, the best first; of equal ones the smaller number first.
   * @param accepts which others may be candidates.
   */
  findCandidates(
    pull: number | IndexedPull,
    limit: number,
    accepts: (other: number) => boolean = () => true,
  ): Candidate[] {
    const query = this.#comparer.open(pull)
    if (query === null) return []
    const corpus = this.#corpus
    const best = new Best(limit, (document) => corpus.numberOf(document))
    for (const document of this.#probe.find(corpus, this.#leads.postings, query, accepts))
      best.offer(document, this.#comparer.compare(query, document, null).score)
    return Array.from(best.items(), (document) => this.#comparer.describe(query, document)).sort(byScore)
  }

  /**
   * Whom each of some pull requests is alike (alike-lists.ts). After changes it costs what has changed, as long as the
   * index was settled.
   * @param asking whom lists are for, ascending.
   */
  async listAlike(
    asking: readonly number[],
    yieldLoop: () => Promise<void>,
  ): Promise<(number: number) => Alike[]> {
    const searched = {
      corpus: this.#corpus,
      postings: this.#leads.postings,
      mergedDaysBefore: (query: Query, document: number) =>
        this.#merges.daysBefore(this.#corpus, query, document),
    }
    await this.#alike.update(searched, asking, this.#unlisted, yieldLoop)
    this.#unlisted = new Set()
    return (number) => this.#alike.of(number)
  }

  /** Whether it has made lists, or was given some. */
  get hasLists(): boolean {
    return this.#unlisted !== null
  }

  /** The lists of those that asked last, for another index to begin with. */
  keepLists(): AlikeList[] {
    return this.#alike.keep()
  }

  /**
   * Takes lists for its own that another index of this repository has kept. The index has none and is settled.
   * @param changed those that have come, gone or changed since then, and those whose name of `contexts` is another.
   */
  recallLists(lists: readonly AlikeList[], changed: ReadonlySet<number>): void {
    this.#alike.recall(lists)
    this.#unlisted = new Set(changed)
  }

  /**
   * By number, names what the other pull requests bring to how it is compared and judged, as far as that is of this
   * pull request: how rare its terms are, and which of its commits are its own. What two with the same heads and the
   * same names are to each other is the same. The index is settled.
   */
  contexts(): Map<number, string> {
    const corpus = this.#corpus
    this.#carried ??= findCarried(corpus)
    const names = new Map<number, string>()
    for (const document of corpus.live()) {
      const number = corpus.numberOf(document)
      let context = this.#contexts.get(number)
      if (context === undefined) {
        context = corpus.contextOf(document)
        this.#contexts.set(number, context)
      }
      names.set(number, `${context} ${nameOwnCommits(corpus, this.#carried, document)}`)
    }
    return names
  }

  /**
   * The exact comparison of a change that may not be in the index with one that is. Null when it is empty, or the other
   * is not there.
   */
  compareWith(pull: IndexedPull, number: number): Candidate | null {
    const query = this.#comparer.open(pull)
    const document = this.#corpus.documentOf(number)
    return query === null || document === undefined ? null : this.#comparer.describe(query, document)
  }

  /** See groups.ts. */
  findMeetings({ number, signature }: IndexedPull): ReturnType<typeof findMeetings> {
    return findMeetings(this.#corpus, number, signature)
  }

  /** The exact comparison of two that are in the index. Symmetric. */
  compare(a: number, b: number): Candidate {
    return this.#comparer.comparePair(a, b)
  }

  /** Whether the older of two that are in the index was merged before the newer one began. */
  mergedBefore(a: number, b: number): boolean {
    return this.#comparer.mergedBefore(a, b)
  }

  /** Whether it was merged, as far as that is known. */
  isMerged(number: number): boolean {
    return this.#merges.has(number)
  }

  *#fill(pulls: readonly IndexedPull[]): Generator<void> {
    this.#corpus.reserve(pulls.length)
    for (const [done, { number, signature, mergedAt }] of pulls.entries()) {
      this.#merges.note(number, mergedAt)
      this.#corpus.remove(number)
      this.#corpus.add(number, signature)
      if (done % pullsInAStep === 0) yield
    }
    yield* this.#leads.build()
    this.#corpus.watch()
  }
}
