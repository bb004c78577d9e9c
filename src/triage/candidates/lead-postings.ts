import type { Corpus } from './corpus.ts'
import { leadsOf } from './leads.ts'
import { Postings } from './postings.ts'

/** Pull requests that may come before the postings are built anew: a search through a few of them costs little. */
const recentShare = 1 / 4
const leastRecent = 256

/** Pull requests taken in between two turns of the event loop: a millisecond or two of work. */
export const pullsInAStep = 32

/** The postings of the terms by which each pull request of a corpus is found, kept short as these come and go. */
export class LeadPostings {
  readonly #corpus: Corpus
  #postings = new Postings(0)
  /** Added, moved or removed since they were built. */
  #changed = 0
  /** They were built while pull requests came and went, by counts that are others now. */
  #isBuiltAmid = false

  constructor(corpus: Corpus) {
    this.#corpus = corpus
  }

  get postings(): Postings {
    return this.#postings
  }

  /** Whether the corpus, now at rest, wants them built anew rather than amended. */
  get areStale(): boolean {
    return this.#isBuiltAmid || this.#isLongGrown()
  }

  /** Lets a document be found, which the corpus has just added or moved. */
  add(document: number): void {
    this.#postings.add(document, leadsOf(this.#corpus, document).keys)
  }

  noteChanges(count: number): void {
    this.#changed += count
  }

  /** Builds them anew where much has changed, though more may come. */
  keepShort(): void {
    if (!this.#isLongGrown()) return
    for (const _ of this.build());
    this.#isBuiltAmid = true
  }

  /** Builds them anew, in small steps. */
  *build(): Generator<void> {
    this.#corpus.recycle()
    const documents = [...this.#corpus.live()]
    const postings = new Postings(documents.length)
    for (const [done, document] of documents.entries()) {
      postings.count(leadsOf(this.#corpus, document).keys)
      if (done % pullsInAStep === 0) yield
    }
    postings.seal()
    for (const [done, document] of documents.entries()) {
      postings.place(document, leadsOf(this.#corpus, document).keys)
      // How rare its terms are was looked up a moment ago and is at hand; a query would fetch it from memory anew.
      this.#corpus.normsAt(document)
      if (done % pullsInAStep === 0) yield
    }
    postings.finish()
    this.#postings = postings
    this.#changed = 0
    this.#isBuiltAmid = false
  }

  #isLongGrown(): boolean {
    return this.#changed > Math.max(leastRecent, this.#corpus.size * recentShare)
  }
}
