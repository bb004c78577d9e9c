import type { Corpus } from './corpus.ts'
import { hashText } from './hash.ts'
import { at, placesAt, wordsPerPlace } from './layout.ts'

/**
 * Which pull requests edit lines that a file had before, by the file's path: one that does so in two files says that
 * both lay side by side. A file that is created has no line before. One pass over all signatures for each path that is
 * asked for.
 */
export class EditedPaths {
  readonly #corpus: Corpus
  readonly #known = new Map<number, ReadonlySet<number>>()

  constructor(corpus: Corpus) {
    this.#corpus = corpus
  }

  /** To be called when a pull request has come or gone, or moved. */
  forget(): void {
    this.#known.clear()
  }

  /** Whether some pull request edits both. Symmetric. */
  areInOne(one: string, other: string): boolean {
    const editsOther = this.#editorsOf(other)
    for (const document of this.#editorsOf(one)) if (editsOther.has(document)) return true
    return false
  }

  #editorsOf(path: string): ReadonlySet<number> {
    const hash = hashText(path, 0)
    let editors = this.#known.get(hash)
    if (editors === undefined) {
      editors = new Set([...this.#corpus.live()].filter((document) => this.#edits(document, hash)))
      this.#known.set(hash, editors)
    }
    return editors
  }

  #edits(document: number, path: number): boolean {
    const [words, offset] = [this.#corpus.words(document), this.#corpus.offset(document)]
    const from = placesAt(offset)
    const to = from + words[offset + at.places]! * wordsPerPlace
    for (let next = from; next < to; next += wordsPerPlace)
      if (words[next] === path && words[next + 1]! > 0) return true
    return false
  }
}
