import { lengthAt } from './layout.ts'
import type { Signature } from './signature.ts'

/** 4 MiB: large enough to hold a thousand signatures, small enough that the last one's empty rest does not matter. */
const chunkWords = 1 << 20

/** Many signatures one behind the other in a few large arrays, each found by a handle. */
export class Arena {
  #chunks: Uint32Array[] = []
  #used = chunkWords
  #live = 0
  #dead = 0

  /** @returns a handle. */
  add({ words }: Signature): number {
    if (words.length > chunkWords) throw new RangeError('a signature larger than any that is derived')
    if (this.#used + words.length > chunkWords) {
      this.#chunks.push(new Uint32Array(chunkWords))
      this.#used = 0
    }
    const chunk = this.#chunks.length - 1
    this.#chunks[chunk]!.set(words, this.#used)
    const handle = chunk * chunkWords + this.#used
    this.#used += words.length
    this.#live += words.length
    return handle
  }

  /** The array and the place in it. */
  chunk(handle: number): Uint32Array {
    return this.#chunks[Math.floor(handle / chunkWords)]!
  }
  offset(handle: number): number {
    return handle % chunkWords
  }

  /** Marks the words behind a handle as no longer used. */
  release(handle: number): void {
    const words = lengthAt(this.chunk(handle), this.offset(handle))
    this.#live -= words
    this.#dead += words
  }

  /** Whether a copy without what is dead would save a third. */
  get worthCopying(): boolean {
    return this.#dead > this.#live / 2 && this.#dead > chunkWords / 4
  }

  get(handle: number): Signature {
    const from = this.offset(handle)
    const words = this.chunk(handle)
    return { words: words.slice(from, from + lengthAt(words, from)) }
  }

  get bytes(): number {
    return this.#chunks.length * chunkWords * 4
  }
}
