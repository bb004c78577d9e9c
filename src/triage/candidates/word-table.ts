import { codeAt } from '../change/code-at.ts'
import { detach } from '../change/detach.ts'
import { aPoint, asciiKinds, beyondAscii, kindOf, longestWord, tokenize } from '../change/tokens.ts'
import { beginHash, fnvPrime } from './hash.ts'

/** More words than a line has which is read: every second character one. */
const mostInLine = 256
/** Words that are asked one after the other because their hashes meet: no more, whatever a change is made of. */
const mostMeeting = 16
const smallestTable = 1 << 10

/**
 * The different words of a change, numbered as they come. A word is found where it stands, by a hash of its characters,
 * and becomes a text of its own when it is met for the first time: texts that are cut out, looked up and thrown away
 * took most of the time that reading changes does.
 */
export class WordTable {
  readonly words: string[] = []
  /** The numbers of the words of the line that was read last. */
  readonly found = new Int32Array(mostInLine)
  /** By hash: one more than the number of a word; 0 is free. */
  #slots = new Int32Array(smallestTable)
  #hashes = new Int32Array(smallestTable / 2)
  /** The words that found no place near their hash. */
  readonly #crowded = new Map<string, number>()

  /**
   * Finds the words of a line, as `tokenize` cuts them.
   * @param line of fewer than 512 characters.
   * @returns how many of `found` are of this line.
   */
  read(line: string): number {
    const { length } = line
    let count = 0
    for (let at = 0; at < length; ) {
      let code = codeAt(line, at)
      if (code >= beyondAscii) return this.#readByPattern(line)
      const kind = asciiKinds[code]
      if (kind === kindOf.other) {
        at++
        continue
      }
      const from = at
      let hash = beginHash(0)
      for (;;) {
        hash = Math.imul(hash ^ code, fnvPrime)
        if (++at === length) break
        code = codeAt(line, at)
        if (code >= beyondAscii) return this.#readByPattern(line)
        if (kind === kindOf.letter) {
          if (asciiKinds[code] === kindOf.other) break
        } else if (asciiKinds[code] !== kindOf.digit && !isPoint(line, at, code)) break
      }
      if (at - from > longestWord) hash = hashOf(line, from, from + longestWord)
      this.found[count++] = this.#numberOf(line, from, Math.min(at, from + longestWord), hash)
    }
    return count
  }

  /** A line with a character beyond ASCII. */
  #readByPattern(line: string): number {
    let count = 0
    for (const word of tokenize(line))
      this.found[count++] = this.#numberOf(word, 0, word.length, hashOf(word, 0, word.length))
    return count
  }

  #numberOf(text: string, from: number, to: number, hash: number): number {
    const mask = this.#slots.length - 1
    for (let met = 0, slot = hash & mask; met < mostMeeting; met++, slot = (slot + 1) & mask) {
      const number = this.#slots[slot]! - 1
      if (number < 0) return this.#add(text.slice(from, to), hash)
      if (this.#hashes[number] === hash && isAt(this.words[number]!, text, from, to)) return number
    }
    const word = text.slice(from, to)
    return this.#crowded.get(word) ?? this.#add(word, hash)
  }

  #add(word: string, hash: number): number {
    const number = this.words.length
    this.words.push(detach(word))
    if (number === this.#hashes.length) this.#widen()
    this.#hashes[number] = hash
    this.#place(number)
    return number
  }

  #place(number: number): void {
    const mask = this.#slots.length - 1
    for (let met = 0, slot = this.#hashes[number]! & mask; met < mostMeeting; met++, slot = (slot + 1) & mask)
      if (this.#slots[slot] === 0) {
        this.#slots[slot] = number + 1
        return
      }
    this.#crowded.set(this.words[number]!, number)
  }

  #widen(): void {
    const hashes = this.#hashes
    this.#hashes = new Int32Array(hashes.length * 2)
    this.#hashes.set(hashes)
    this.#slots = new Int32Array(this.#slots.length * 2)
    this.#crowded.clear()
    for (let number = 0; number < hashes.length; number++) this.#place(number)
  }
}

function hashOf(text: string, from: number, to: number): number {
  let hash = beginHash(0)
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ codeAt(text, at), fnvPrime)
  return hash
}

function isAt(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false
  for (let at = from; at < to; at++) if (codeAt(word, at - from) !== codeAt(text, at)) return false
  return true
}

/** Whether a point stands here within a number: "3.14". */
function isPoint(line: string, at: number, code: number): boolean {
  if (code !== aPoint || at + 1 === line.length) return false
  const next = codeAt(line, at + 1)
  return next < beyondAscii && asciiKinds[next] === kindOf.digit
}
