import { codeAt, codes } from '../change/code-at.ts'
import type { SortedFiles } from '../change/deciding-files.ts'
import type { ChangedFile } from '../change/patch.ts'
import { baseName } from '../change/paths.ts'
import { foldBlanks, splitWord } from '../change/tokens.ts'
import { channelNames } from '../weights.ts'
import { beginHash, extendHash, fnvPrime, hashText, mix } from './hash.ts'
import type { TermBags } from './term-bags.ts'
import { WordCounts } from './word-counts.ts'

/** Shorter lines ("}", "end") stand everywhere. */
const shortestLine = 4
/** An equal patch of fewer characters than this proves nothing. */
const shortestPatch = 24
/** Hunks and lines that are read: what a person reviews has fewer, and a sweep over 3,000 files is known by them. */
const mostPlaces = 300
const linesPerFile = 1_500
const linesInAll = 5_000
const longestLine = 500

/** What is known of a change besides its terms. */
export interface Change {
  places: number[][]
  patchId: [number, number]
  outcomeId: [number, number]
}

/** Counts the terms of all files, those that decide and those that support. */
export function readChange({ deciding, files }: SortedFiles, bags: TermBags): Change {
  const places: number[][] = []
  const identity = new Identity()
  const words = new WordCounts()
  let room = linesInAll
  let supportRoom = linesInAll
  for (const { file, channel } of files) {
    if (channel === deciding)
      room -= readDeciding(file, bags, words, places, identity, Math.min(room, linesPerFile))
    // Where tests or docs decide, they support as well: so they meet the same tests beside a fix.
    if (channel === 'test' || channel === 'docs')
      supportRoom -= readSupport(
        file,
        channel,
        words,
        Math.min(supportRoom, linesPerFile),
        channel !== deciding,
      )
  }
  words.putInto(bags)
  places.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!)
  const patchId: [number, number] = room <= 0 ? [0, 0] : identity.end()
  return { places: places.slice(0, mostPlaces), patchId, outcomeId: outcomeIdOf(files, deciding) }
}

/**
 * Names what the deciding files become: path, content and mode. Two changes with the same outcome are the same, whether
 * or not they have a line of text. Zeros when a content is not known.
 */
function outcomeIdOf(files: SortedFiles['files'], deciding: SortedFiles['deciding']): [number, number] {
  const outcomes: string[] = []
  for (const { file, channel } of files) {
    if (channel !== deciding) continue
    const { path, oldPath, status, newId, newMode, hunks } = file
    if (status === 'renamed') outcomes.push(`${oldPath}\t`)
    if (status === 'deleted') outcomes.push(`${path}\t`)
    else if (newId !== null) outcomes.push(`${path}\t${newId}\t${newMode ?? ''}`)
    // Without an id nothing but the mode or the name has changed.
    else if (hunks !== null && hunks.length === 0) outcomes.push(`${path}\t${oldPath}\t${newMode ?? ''}`)
    else return [0, 0]
  }
  const text = outcomes.sort().join('\n')
  return text === '' ? [0, 0] : [hashText(text, 96), hashText(text, 97)]
}

/** @returns lines read. */
function readDeciding(
  file: ChangedFile,
  bags: TermBags,
  words: WordCounts,
  places: number[][],
  identity: Identity,
  room: number,
): number {
  bags.add('paths', file.path)
  if (file.oldPath !== file.path) bags.add('paths', file.oldPath)
  for (const part of splitWord(file.path.replace(/[/.]/g, '_')))
    bags.addHash(pathWords, hashText(part, subWords + 1), 1)
  const path = hashText(file.oldPath, 0)
  const place = extendHash(beginHash(location + 1), `${baseName(file.oldPath)}:`)
  let read = 0
  for (const hunk of file.hunks ?? []) {
    places.push([path, hunk.oldStart, hunk.oldStart + Math.max(hunk.oldLines - 1, 0)])
    for (const line of hunk.lines) {
      if (read++ >= room) return room
      const content = line.slice(1, longestLine).trim()
      const sign = codeAt(line, 0)
      if (sign === codes.blank) {
        if (content.length >= shortestLine) bags.addHash(location, mix(extendHash(place, content)), 1)
      } else if (content !== '')
        readChanged(sign === codes.plus, content, place, file.path, bags, words, identity)
    }
  }
  return read
}

/** @param place the hash of what a location line begins with. */
function readChanged(
  isAdded: boolean,
  content: string,
  place: number,
  path: string,
  bags: TermBags,
  words: WordCounts,
  identity: Identity,
): void {
  words.addDeciding(content, isAdded)
  identity.begin(path, isAdded)
  const located = identity.add(content, place)
  if (content.length < shortestLine) return
  // Hashed as the location lines are: an added line is what a later change begins from.
  bags.addHash(isAdded ? addedLines : location, located, 1)
  if (!isAdded) bags.add('removedLines', foldBlanks(content))
}

/**
 * Two hashes of all changed lines with their paths and signs, without white space, as they would be of one text: the
 * patch id. Nothing is joined for that, which would copy the whole change.
 */
class Identity {
  #length = 0
  #a = beginHash(98)
  #b = beginHash(99)

  /** What stands in front of a line. */
  begin(path: string, isAdded: boolean): void {
    const text = `${this.#length === 0 ? '' : '\n'}${path}\t${isAdded ? '+' : '-'}`
    this.#a = extendHash(this.#a, text)
    this.#b = extendHash(this.#b, text)
    this.#length += text.length
  }

  /**
   * A line, which is gone over once for all that is hashed of it.
   * @returns the hash of the whole line behind what `place` is the hash of.
   */
  add(line: string, place: number): number {
    let [a, b, located, length] = [this.#a, this.#b, place, this.#length]
    for (let at = 0, end = line.length; at < end; at++) {
      const code = codeAt(line, at)
      located = Math.imul(located ^ code, fnvPrime)
      if (isBlank(code)) continue
      a = Math.imul(a ^ code, fnvPrime)
      b = Math.imul(b ^ code, fnvPrime)
      length++
    }
    this.#a = a
    this.#b = b
    this.#length = length
    return mix(located)
  }

  /** Zeros for a text that is too short to prove anything. */
  end(): [number, number] {
    return this.#length < shortestPatch ? [0, 0] : [mix(this.#a), mix(this.#b)]
  }
}

/** What `\s` matches. */
function isBlank(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  if (code < 0xa0) return false
  return code === 0xa0 || code === 0x1680 || (code >= 0x2000 && isWideBlank(code))
}

const wideBlanks = new Set([0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff])
const isWideBlank = (code: number) => code <= 0x200a || wideBlanks.has(code)

/** @returns lines read. */
function readSupport(
  file: ChangedFile,
  channel: 'test' | 'docs',
  words: WordCounts,
  room: number,
  withParts: boolean,
): number {
  let read = 0
  for (const hunk of file.hunks ?? [])
    for (const line of hunk.lines) {
      if (read++ >= room) return room
      const sign = codeAt(line, 0)
      if (sign === codes.blank) continue
      words.addSupport(line.slice(1, longestLine), channel, sign === codes.plus, withParts)
    }
  return read
}

const location = channelNames.indexOf('location')
const addedLines = channelNames.indexOf('addedLines')
const subWords = channelNames.indexOf('subWords')
const pathWords = channelNames.indexOf('pathWords')
