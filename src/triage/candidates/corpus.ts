import { channelNames } from '../weights.ts'
import { Arena } from './arena.ts'
import { DocumentFrequencies } from './document-frequencies.ts'
import { mix } from './hash.ts'
import { at, channelsAt, countBits, termKey } from './layout.ts'
import type { Signature } from './signature.ts'
import { stepOf } from './steps.ts'

const channels = channelNames.length
/** 1 + ln tf for every count that a term can have. */
export const frequencyWeights = Float64Array.from({ length: countBits + 1 }, (_, count) =>
  count > 0 ? 1 + Math.log(count) : 0,
)

/** What a number of 32 bits may be less than the one of 64 that it stands for. */
const roundedUp = 1 + 1e-6

/**
 * All signatures with what is known about their terms. A term weighs (1 + ln tf) · ln(1 + (N − df + ½)/(df + ½)): its
 * frequency damped (Manning, Raghavan and Schütze 2008, 6.4.1), its rarity as in BM25 (Robertson and Zaragoza 2009), N
 * and df in steps.
 */
export class Corpus {
  #arena = new Arena()
  #frequencies = new DocumentFrequencies(0)
  /** By document: a small number given once and used again after a removal. */
  #handles: number[] = []
  #numbers: number[] = []
  readonly #documents = new Map<number, number>()
  readonly #free: number[] = []
  /** By document and channel: 1/√(number of terms); 0 when it has none or was removed. */
  #inverseRoots = new Float32Array(0)
  #norms = new Float64Array(0)
  /** By document and channel: the largest damped count, a little upwards. */
  #mostWeights = new Float32Array(0)
  /** The state of the corpus for which a document's norms were computed; any change makes them stale. */
  #normsOf = new Float64Array(0)
  #state = 1
  #idf = new Float64Array(0)
  #idfOf = 0
  /** How things stood when `watch` was called; null: the terms were counted anew since. */
  #watched: { size: number; state: number } | null = null

  get size(): number {
    return this.#documents.size
  }
  /** Documents have numbers below this; some may be unused. */
  get room(): number {
    return this.#handles.length
  }
  get bytes(): number {
    return this.#arena.bytes
  }

  documentOf(number: number): number | undefined {
    return this.#documents.get(number)
  }
  numberOf(document: number): number {
    return this.#numbers[document]!
  }
  get inverseRoots(): Float32Array {
    return this.#inverseRoots
  }
  words(document: number): Uint32Array {
    return this.#arena.chunk(this.#handles[document]!)
  }
  offset(document: number): number {
    return this.#arena.offset(this.#handles[document]!)
  }
  live(): Iterable<number> {
    return this.#documents.values()
  }

  add(number: number, signature: Signature): number {
    if (this.#frequencies.outgrownBy(this.size + 1)) this.#recount(this.size + 1)
    const document = this.#free.pop() ?? this.#handles.length
    this.#handles[document] = this.#arena.add(signature)
    this.#numbers[document] = number
    this.#documents.set(number, document)
    this.#noteLengths(document)
    // Another had its place, and what is known of that one's vectors is not of this one.
    this.#normsOf[document] = 0
    this.#eachTerm(document, (key) => this.#frequencies.add(key))
    this.#state++
    return document
  }

  remove(number: number): boolean {
    const document = this.#documents.get(number)
    if (document === undefined) return false
    this.#eachTerm(document, (key) => this.#frequencies.remove(key))
    this.#arena.release(this.#handles[document]!)
    this.#documents.delete(number)
    this.#numbers[document] = 0
    this.#inverseRoots.fill(0, document * channels, (document + 1) * channels)
    this.#state++
    if (this.#arena.worthCopying) this.#copyArena()
    return true
  }

  /** Makes the numbers of removed documents usable again, once nothing refers to them any more. */
  recycle(): void {
    this.#free.length = 0
    for (let document = 0; document < this.#numbers.length; document++)
      if (this.#numbers[document] === 0) this.#free.push(document)
  }

  /** Room for so many, before they are added one by one. */
  reserve(documents: number): void {
    if (this.#frequencies.outgrownBy(documents)) this.#recount(documents)
  }

  /** After removals: counts anew in a table of the size that it would have had from the start. */
  fit(): void {
    if (!this.#frequencies.fits(this.size)) this.#recount(this.size)
  }

  /** From now on: whose weights change. */
  watch(): void {
    this.#frequencies.watch()
    this.#watched = { size: stepOf(this.size), state: this.#state }
  }

  /**
   * Documents of which a term weighs something else than when `watch` was called; null: those of all may. What is known
   * of the others' vectors stays known.
   */
  findAffected(): number[] | null {
    const watched = this.#watched
    if (watched === null || watched.size !== stepOf(this.size)) return null
    const hasMoved = this.#frequencies.findMoved(stepOf)
    const affected: number[] = []
    for (const document of this.#documents.values()) {
      let isAffected = false
      // A closure for each would cost more than the look.
      const words = this.words(document)
      const offset = this.offset(document)
      let next = channelsAt(words, offset)
      for (let channel = 0; channel < channels && !isAffected; channel++)
        for (const end = next + words[offset + at.lengths + channel]!; next < end; next++)
          if (hasMoved(termKey(words[next]!, channel))) {
            isAffected = true
            break
          }
      if (isAffected) affected.push(document)
      else if (this.#normsOf[document] === watched.state) this.#normsOf[document] = this.#state
    }
    return affected
  }

  /**
   * Names what other pull requests bring to all comparisons of a document: in how many of them each of its terms is,
   * and how many there are, both in steps. While its name stays the same, so does what its terms weigh. 53 bits.
   */
  contextOf(document: number): number {
    const words = this.words(document)
    const offset = this.offset(document)
    let [high, low] = [stepOf(this.size), 0x9e3779b9]
    let next = channelsAt(words, offset)
    for (let channel = 0; channel < channels; channel++)
      for (const end = next + words[offset + at.lengths + channel]!; next < end; next++) {
        const key = termKey(words[next]!, channel)
        const documents = this.documentsWith(key)
        high = Math.imul((high ^ documents) + key, 0x85ebca6b)
        low = Math.imul((low + documents) ^ ((key << 16) | (key >>> 16)), 0xc2b2ae35)
        low ^= high >>> 15
      }
    return mix(high) * 2 ** 21 + (mix(low) >>> 11)
  }

  /** Gives a document another number of its own: nothing that refers to the one before is about it any more. */
  move(document: number): number {
    const number = this.#numbers[document]!
    const moved = this.#free.pop() ?? this.#handles.length
    this.#handles[moved] = this.#handles[document]!
    this.#numbers[moved] = number
    this.#documents.set(number, moved)
    this.#noteLengths(moved)
    this.#normsOf[moved] = 0
    this.#numbers[document] = 0
    this.#inverseRoots.fill(0, document * channels, (document + 1) * channels)
    return moved
  }

  signatureOf(document: number): Signature {
    return this.#arena.get(this.#handles[document]!)
  }

  /** In how many documents a term is, in steps (steps.ts). */
  documentsWith(key: number): number {
    return stepOf(this.#frequencies.get(key))
  }

  idf(documents: number): number {
    const size = stepOf(this.size)
    if (this.#idfOf !== size) {
      this.#idfOf = size
      if (this.#idf.length === 0) this.#idf = new Float64Array(2_048)
      for (let df = 0; df < this.#idf.length; df++) this.#idf[df] = idfOf(size, df)
    }
    return documents < this.#idf.length ? this.#idf[documents]! : idfOf(size, documents)
  }

  /** The weight of a packed term that so many documents have. */
  weigh(term: number, documents: number): number {
    return frequencyWeights[term & countBits]! * this.idf(documents)
  }

  /** The length of a document's vector in each channel, beginning at the returned place of `norms`. */
  normsAt(document: number): number {
    if (this.#normsOf.length < this.room) {
      const room = Math.max(64, Math.ceil(this.room * 1.5))
      this.#norms = new Float64Array(room * channels)
      this.#mostWeights = new Float32Array(room * channels)
      this.#normsOf = new Float64Array(room)
    }
    const from = document * channels
    if (this.#normsOf[document] !== this.#state) {
      const words = this.words(document)
      const offset = this.offset(document)
      let next = channelsAt(words, offset)
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0
        let most = 0
        for (const end = next + words[offset + at.lengths + channel]!; next < end; next++) {
          const weight = this.weigh(words[next]!, this.documentsWith(termKey(words[next]!, channel)))
          sum += weight * weight
          most = Math.max(most, words[next]! & countBits)
        }
        this.#mostWeights[from + channel] = frequencyWeights[most]! * roundedUp
        this.#norms[from + channel] = Math.sqrt(sum)
      }
      this.#normsOf[document] = this.#state
    }
    return from
  }
  get norms(): Float64Array {
    return this.#norms
  }
  /** By document and channel, beginning at the place of its norms: the largest damped count, or a little more. */
  get mostWeights(): Float32Array {
    return this.#mostWeights
  }

  #noteLengths(document: number): void {
    const needed = (document + 1) * channels
    if (this.#inverseRoots.length < needed) {
      const larger = new Float32Array(Math.max(64 * channels, Math.ceil(needed * 1.5)))
      larger.set(this.#inverseRoots)
      this.#inverseRoots = larger
    }
    const words = this.words(document)
    const lengths = this.offset(document) + at.lengths
    for (let channel = 0; channel < channels; channel++) {
      const length = words[lengths + channel]!
      this.#inverseRoots[document * channels + channel] = length === 0 ? 0 : 1 / Math.sqrt(length)
    }
  }

  #eachTerm(document: number, visit: (key: number) => void): void {
    const words = this.words(document)
    const offset = this.offset(document)
    let next = channelsAt(words, offset)
    for (let channel = 0; channel < channels; channel++)
      for (const end = next + words[offset + at.lengths + channel]!; next < end; next++)
        visit(termKey(words[next]!, channel))
  }

  #recount(documents: number): void {
    this.#watched = null
    this.#frequencies = new DocumentFrequencies(documents)
    for (const document of this.#documents.values())
      this.#eachTerm(document, (key) => this.#frequencies.add(key))
  }

  #copyArena(): void {
    const arena = new Arena()
    for (const document of this.#documents.values())
      this.#handles[document] = arena.add(this.#arena.get(this.#handles[document]!))
    this.#arena = arena
  }
}

function idfOf(size: number, documents: number): number {
  return Math.log(1 + Math.max(size - documents + 0.5, 0) / (documents + 0.5))
}
