import {
  candidatesPerPull,
  channelNames,
  channelWeights,
  namedBonus,
  rankedHunks,
  supportCap,
} from '../weights.ts'
import { Best } from './best.ts'
import { findCarried, ownCommitsOf } from './carried.ts'
import {
  compareSignatures,
  distance,
  isNamed,
  openQuery,
  type Query,
  type Signals,
  type Similarity,
} from './compare-signatures.ts'
import { Corpus } from './corpus.ts'
import { findGroups, findMeetings, type Groups } from './groups.ts'
import { at, termKey } from './layout.ts'
import { leadsOf, probed, probesOf } from './leads.ts'
import { Postings } from './postings.ts'
import { findRollUps, type RollUps } from './roll-ups.ts'
import type { Signature } from './signature.ts'
import { canReach } from './similarity-bound.ts'
import type { Strangers } from './strangers.ts'

export interface IndexedPull {
  number: number
  signature: Signature
  /** When it was merged, milliseconds since 1970; null or absent when it was not, or when that is not known. */
  mergedAt?: number | null
}

/** A candidate, how alike it is, and what that is made of. */
export interface Candidate extends Similarity {
  number: number
  signals: Signals
}

export interface RankedCandidate extends Candidate {
  /** From 0. */
  rank: number
}

const byScore = (a: { number: number; score: number }, b: { number: number; score: number }) =>
  b.score - a.score || a.number - b.number

/** Pull requests that may come before the postings are built anew: a search through a few of them costs little. */
const recentShare = 1 / 16
const leastRecent = 256

/** Pull requests taken in between two turns of the event loop: a millisecond or two of work. */
const pullsInAStep = 32

const weights = channelNames.map((name) => channelWeights[name])
const channelCount = channelNames.length

/**
 * Finds the pull requests most like one: candidates from an inverted index over rare terms, then compared exactly. The
 * answer depends on the set of pull requests, not on the order in which they came.
 */
export class CandidateIndex {
  readonly #corpus = new Corpus()
  #postings = new Postings(0)
  /** Added or removed since the postings were built. */
  #changed = 0
  #sums = new Float64Array(0)
  /** Known from the first question on, until a pull request comes or goes. */
  #carried: ReturnType<typeof findCarried> | null = null
  /** By number: when it was merged, seconds since 1970. */
  readonly #mergedAt = new Map<number, number>()

  constructor(pulls: Iterable<IndexedPull> = []) {
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
   * in small steps between which `yieldLoop` may let others run. Costs about half as much as a new one.
   */
  async settle(yieldLoop: () => Promise<void> | void): Promise<void> {
    if (this.#changed === 0) return
    this.#corpus.fit()
    for (const _ of this.#buildPostings()) await yieldLoop()
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
    this.#noteMerge(number, mergedAt)
    this.#carried = null
    if (this.#corpus.remove(number)) this.#changed++
    const document = this.#corpus.add(number, signature)
    this.#postings.add(document, leadsOf(this.#corpus, document))
    this.#noteChange()
  }

  remove(number: number): void {
    this.#mergedAt.delete(number)
    this.#carried = null
    if (this.#corpus.remove(number)) this.#noteChange()
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
    const query = this.#open(pull)
    if (query === null) return []
    const corpus = this.#corpus
    const best = new Best(limit, (document) => corpus.numberOf(document))
    for (const document of this.#probe(query, accepts))
      best.offer(document, this.#compare(query, document, null).score)
    return Array.from(best.items(), (document) => this.#describe(query, document)).sort(byScore)
  }

  /**
   * Those of `findCandidates(number, limit)` whose similarity comes to a floor, each with its rank among all of them,
   * the best first. Most pull requests have none, and then nothing is compared to the end.
   * @param floor of a candidate, given whether the older of the two was merged before the newer one began.
   * @param strangers of this index, for many searches with this floor: the answers are the same without them.
   */
  findAlike(
    number: number,
    limit: number,
    floor: (mergedBefore: boolean) => number,
    strangers?: Strangers,
  ): RankedCandidate[] {
    const query = this.#open(number)
    if (query === null) return []
    const corpus = this.#corpus
    const known = strangers?.take(number)
    const alike: Candidate[] = []
    const others: number[] = []
    for (const document of this.#probe(query, () => true)) {
      if (known?.has(corpus.numberOf(document))) {
        others.push(document)
        continue
      }
      const least = floor(this.#mergedBefore(query, document))
      const mayBeAlike = canReach(corpus, query, document, least)
      if (!mayBeAlike) strangers?.note(number, corpus.numberOf(document))
      const candidate = mayBeAlike ? this.#describe(query, document) : null
      if (candidate !== null && candidate.similarity >= least) alike.push(candidate)
      else others.push(document)
    }
    if (alike.length === 0) return []
    alike.sort(byScore)
    return this.#rank(query, alike, others).filter(({ rank }) => rank < limit)
  }

  /** Places candidates, the best first, among others that score what they score. */
  #rank(query: Query, alike: readonly Candidate[], others: readonly number[]): RankedCandidate[] {
    const lowest = alike.at(-1)!.score
    const rivals: { number: number; score: number }[] = []
    for (const document of others)
      if (canReach(this.#corpus, query, document, lowest - this.#mostBeside(query, document)))
        rivals.push({
          number: this.#corpus.numberOf(document),
          score: this.#compare(query, document, null).score,
        })
    rivals.sort(byScore)
    let ahead = 0
    return alike.map((candidate, at) => {
      while (ahead < rivals.length && byScore(rivals[ahead]!, candidate) < 0) ahead++
      return { ...candidate, rank: at + ahead }
    })
  }

  /** What a score may have at most beside the similarity. */
  #mostBeside(query: Query, document: number): number {
    const corpus = this.#corpus
    return supportCap + rankedHunks + (isNamed(corpus, query, document) ? namedBonus : 0)
  }

  /**
   * The exact comparison of a change that may not be in the index with one that is. Null when it is empty, or the other
   * is not there.
   */
  compareWith(pull: IndexedPull, number: number): Candidate | null {
    const query = this.#open(pull)
    const document = this.#corpus.documentOf(number)
    return query === null || document === undefined ? null : this.#describe(query, document)
  }

  /** See groups.ts. */
  findMeetings({ number, signature }: IndexedPull): ReturnType<typeof findMeetings> {
    return findMeetings(this.#corpus, number, signature)
  }

  /** The exact comparison of two that are in the index. Symmetric. */
  compare(a: number, b: number): Candidate {
    const query = this.#open(Math.min(a, b))
    const document = this.#corpus.documentOf(Math.max(a, b))
    if (query === null || document === undefined) throw new RangeError(`#${a} or #${b} is not in the index`)
    return { ...this.#describe(query, document), number: b }
  }

  #describe(query: Query, document: number): Candidate {
    const signals: Signals = {}
    return { number: this.#corpus.numberOf(document), ...this.#compare(query, document, signals), signals }
  }

  #compare(query: Query, document: number, signals: Signals | null): Similarity {
    return compareSignatures(this.#corpus, query, document, this.#mergedBefore(query, document), signals)
  }

  /** Whether the older of the two was merged before the newer one began. */
  #mergedBefore(query: Query, document: number): boolean {
    const number = this.#corpus.numberOf(document)
    const mergedAt = this.#mergedAt.get(Math.min(number, query.number))
    if (mergedAt === undefined) return false
    const begun =
      query.number > number
        ? query.words[query.offset + at.baseAt]!
        : this.#corpus.words(document)[this.#corpus.offset(document) + at.baseAt]!
    return begun >= mergedAt
  }

  #noteMerge(number: number, mergedAt: number | null | undefined): void {
    if (mergedAt == null) this.#mergedAt.delete(number)
    else this.#mergedAt.set(number, mergedAt / 1_000)
  }

  #open(pull: number | IndexedPull): Query | null {
    if (typeof pull !== 'number') return openQuery(this.#corpus, pull.number, pull.signature.words, 0)
    const document = this.#corpus.documentOf(pull)
    if (document === undefined) return null
    return openQuery(this.#corpus, pull, this.#corpus.words(document), this.#corpus.offset(document))
  }

  /**
   * Who shares the rarest terms of the query, by a rough sum of what the exact score will count. Instead of the length
   * of the other's vector, which every new pull request changes, the root of its number of terms.
   */
  #probe(query: Query, accepts: (other: number) => boolean): Int32Array {
    const corpus = this.#corpus
    if (this.#sums.length < corpus.room) this.#sums = new Float64Array(Math.ceil(corpus.room * 1.5))
    const sums = this.#sums
    const touched: number[] = []
    const self = corpus.documentOf(query.number)
    const rarest = corpus.idf(1)
    const inverseRoots = corpus.inverseRoots
    for (const [channel, asked] of query.channels.entries()) {
      const { from, weights: termWeights, documents, norm } = asked
      if (!probed[channel] || norm === 0) continue
      for (const index of probesOf(asked, self === undefined ? 0 : 1)) {
        const key = termKey(query.words[from + index]!, channel)
        const idf = corpus.idf(documents[index]!)
        const gain = (weights[channel]! * termWeights[index]! * idf) / (norm * rarest)
        this.#postings.forEach(key, (document) => {
          const share = inverseRoots[document * channelCount + channel]!
          if (share === 0 || document === self) return
          if (sums[document] === 0) touched.push(document)
          sums[document]! += gain * share
        })
      }
    }
    const best = new Best(candidatesPerPull, (document) => corpus.numberOf(document))
    for (const document of touched) {
      const number = corpus.numberOf(document)
      if (number !== query.number && accepts(number))
        best.offer(document, sums[document]! - distance(query.number, number) / 4)
      sums[document] = 0
    }
    return best.items()
  }

  #noteChange(): void {
    if (++this.#changed <= Math.max(leastRecent, this.size * recentShare)) return
    for (const _ of this.#buildPostings());
  }

  *#fill(pulls: readonly IndexedPull[]): Generator<void> {
    this.#corpus.reserve(pulls.length)
    for (const [done, { number, signature, mergedAt }] of pulls.entries()) {
      this.#noteMerge(number, mergedAt)
      this.#corpus.remove(number)
      this.#corpus.add(number, signature)
      if (done % pullsInAStep === 0) yield
    }
    yield* this.#buildPostings()
  }

  *#buildPostings(): Generator<void> {
    this.#corpus.recycle()
    const documents = [...this.#corpus.live()]
    const postings = new Postings(documents.length)
    for (const [done, document] of documents.entries()) {
      postings.count(leadsOf(this.#corpus, document))
      if (done % pullsInAStep === 0) yield
    }
    postings.seal()
    for (const [done, document] of documents.entries()) {
      postings.place(document, leadsOf(this.#corpus, document))
      if (done % pullsInAStep === 0) yield
    }
    postings.finish()
    this.#postings = postings
    this.#changed = 0
  }
}
