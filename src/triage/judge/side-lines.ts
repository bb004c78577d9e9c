import { hashText } from '../candidates/hash.ts'
import { detach } from '../change/detach.ts'
import type { Hunk } from '../change/patch.ts'
import { foldBlanks, says } from '../change/tokens.ts'
import { openBlock } from './reflowed.ts'

/** A longer change is compared by its first lines: what it has beyond them no page shows. */
export const mostLines = 20_000

/** By these the hashes of lines tell one that comes from one that goes. */
export const addedSeed = 1
const removedSeed = 2

/** A text with one character above U+00FF takes two bytes for each. */
export const bytesPerCharacter = 2
/** A place in a map, the header of a text and its part of a list. */
export const bytesPerEntry = 120
/** What comparing remembers of a line (`once-for.ts`): its place among those that come or go in earnest. */
const bytesRemembered = 64

const [plus, blank] = ['+', ' '].map((sign) => sign.charCodeAt(0))

/**
 * The lines of the files that decide, as a side holds them (`side.ts`). A function of its own for each step: one loop
 * that did all of it was compiled six times, which took longer than it ran.
 */
export class SideLines {
  readonly added = new Map<string, number>()
  readonly removed = new Map<string, number>()
  readonly reflowed = new Map<string, number>()
  readonly before = new Set<string>()
  /** Texts of its own, each once: a line stands in several lists, and the closing brace in all of them. */
  readonly #texts = new Map<string, string>()
  #bytes = 0
  #room = mostLines

  /** It has more lines than were read. */
  get isCut(): boolean {
    return this.#room < 0
  }

  /** How much memory the texts take, roughly. */
  get bytes(): number {
    return this.#bytes
  }

  /** The same text, in memory of its own. */
  keep(text: string): string {
    this.#bytes += 8
    return this.#texts.get(text) ?? this.#add(text)
  }

  #add(text: string): string {
    const own = detach(text)
    this.#texts.set(own, own)
    this.#bytes += own.length * bytesPerCharacter + bytesPerEntry + bytesRemembered
    return own
  }

  /**
   * Takes a hunk, as far as there is room.
   * @param hashes where the changed lines that say something are put, by hash.
   * @returns its place: the first and last line that is removed, or before which lines are added, and what stood there.
   */
  take({ lines, oldStart }: Hunk, hashes: Set<number>): { from: number; to: number; old: string[] } {
    const old: string[] = []
    const block = openBlock(this.reflowed)
    let [from, to, at] = [Number.POSITIVE_INFINITY, 0, oldStart]
    for (const line of lines) {
      if (this.#room-- <= 0) break
      const sign = line.charCodeAt(0)
      if (sign === blank) block.end()
      else {
        from = Math.min(from, at)
        to = Math.max(to, at)
      }
      if (sign !== plus) at++
      const folded = foldBlanks(line.slice(1).trim())
      if (folded === '') continue
      const content = this.keep(folded)
      if (sign !== plus) {
        this.before.add(content)
        old.push(content)
      }
      if (sign === blank) continue
      block.take(sign === plus, content)
      this.#count(sign === plus, content, hashes)
    }
    block.end()
    return { from, to, old }
  }

  #count(isAdded: boolean, content: string, hashes: Set<number>): void {
    const counts = isAdded ? this.added : this.removed
    counts.set(content, (counts.get(content) ?? 0) + 1)
    if (says(content)) hashes.add(hashText(content, isAdded ? addedSeed : removedSeed))
  }
}
