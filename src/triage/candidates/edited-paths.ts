import type { Corpus } from './corpus.ts'
import { hashText } from './hash.ts'
import { at, placesAt, wordsPerPlace } from './layout.ts'

/** A hash of 32 bits and a document below this fit into a double. */
const documents = 2 ** 21

/**
 * Which pull requests edit lines that a file had before, by the file's path: one that does so in two files says that
 * both lay side by side. A file that is created has no line before. Eight bytes for each place of all signatures, from
 * the first question on.
 */
export class EditedPaths {
  readonly #corpus: Corpus
  /** Hash of a path and document, ascending; null: not asked yet. */
  #edits: Float64Array | null = null

  constructor(corpus: Corpus) {
    this.#corpus = corpus
  }

  /** To be called when a pull request has come or gone, or moved. */
  forget(): void {
    this.#edits = null
  }

  /** Whether some pull request edits both. Symmetric. */
  areInOne(one: string, other: string): boolean {
    this.#edits ??= readEdits(this.#corpus)
    const [edits, mine, theirs] = [this.#edits, hashText(one, 0) * documents, hashText(other, 0) * documents]
    let [left, right] = [firstFrom(edits, mine), firstFrom(edits, theirs)]
    for (;;) {
      const [a, b] = [edits[left]! - mine, edits[right]! - theirs]
      // Of the next path, or of none.
      if (!(a < documents && b < documents)) return false
      if (a === b) return true
      if (a < b) left++
      else right++
    }
  }
}

function readEdits(corpus: Corpus): Float64Array {
  const edits: number[] = []
  for (const document of corpus.live()) {
    const [words, offset] = [corpus.words(document), corpus.offset(document)]
    const from = placesAt(offset)
    const to = from + words[offset + at.places]! * wordsPerPlace
    for (let next = from; next < to; next += wordsPerPlace)
      if (words[next + 1]! > 0) edits.push(words[next]! * documents + document)
  }
  return Float64Array.from(edits).sort()
}

/** Index of the first that is as large or larger. */
function firstFrom(sorted: Float64Array, least: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (sorted[middle]! < least) from = middle + 1
    else to = middle
  }
  return from
}
