import { authorKey } from './author.ts'
import { type SortedFiles, sortFiles } from './deciding-files.ts'
import { hashText } from './hash.ts'
import { issueReferences } from './issues.ts'
import { at, countBits, headerWords, wordsPerPlace } from './layout.ts'
import { messageOf, referencesIn } from './message.ts'
import { type Channel, channelNames, termsPerChannel } from './model.ts'
import { type ChangedFile, parsePatch } from './patch.ts'
import { baseName, type PathRules } from './paths.ts'
import type { Revision } from './revision.ts'
import { messageWords, splitWord, tokenize } from './tokens.ts'
import { algorithmVersion } from './version.ts'

/** What is kept of a revision for comparing it with thousands of others; its words are laid out in layout.ts. */
export interface Signature {
  readonly words: Uint32Array
}

/** Shorter lines ("}", "end") stand everywhere. */
const shortestLine = 4
/** An equal patch of fewer characters than this proves nothing. */
const shortestPatch = 24
/** Hunks, commits and lines that are read: what a person reviews has fewer, and a sweep over 3,000 files is known by them. */
const mostPlaces = 300
const mostCommits = 250
const linesPerFile = 1_500
const linesInAll = 5_000
const longestLine = 500

/** Counts terms of each channel by hash. */
class Bags {
  readonly #bags = channelNames.map(() => new Map<number, number>())

  add(channel: Channel, term: string, times = 1): void {
    const index = channelNames.indexOf(channel)
    this.addHash(index, hashText(term, index + 1), times)
  }
  addHash(index: number, hash: number, times: number): void {
    const bag = this.#bags[index]!
    const term = hash >>> 8
    bag.set(term, (bag.get(term) ?? 0) + times)
  }
  /** The terms with the smallest hashes, packed and ascending. */
  pack(): Uint32Array[] {
    return this.#bags.map((bag) => {
      const packed = new Uint32Array(bag.size)
      let next = 0
      for (const [term, count] of bag) packed[next++] = ((term << 8) | Math.min(count, countBits)) >>> 0
      return packed.sort().subarray(0, termsPerChannel)
    })
  }
}

/** Derives the signature of a revision. The same revision gives the same signature, whatever the order of its files. */
export function deriveSignature(
  revision: Revision,
  files: readonly ChangedFile[] = parsePatch(revision.patch),
  rules?: PathRules,
): Signature {
  const bags = new Bags()
  const sorted = sortFiles(files, rules)
  const change = readChange(sorted, bags)
  for (const word of messageWords(messageOf(revision))) bags.add('messageWords', word)
  for (const issue of issueReferences(referencesIn(revision), revision.number))
    bags.add('issues', String(issue))
  const commits = Uint32Array.from(
    new Set(revision.commits.slice(-mostCommits).map(({ sha }) => hashText(sha, 0))),
  ).sort()
  return { words: layOut(revision, sorted, change, commits, bags.pack()) }
}

interface Change {
  places: number[][]
  patchId: [number, number]
}

/** Counts the terms of all files, those that decide and those that support. */
function readChange({ deciding, files }: SortedFiles, bags: Bags): Change {
  const places: number[][] = []
  const identity: string[] = []
  const net = new Map<string, number>()
  let room = linesInAll
  let supportRoom = linesInAll
  for (const { file, channel } of files) {
    if (channel === deciding)
      room -= readDeciding(file, bags, net, places, identity, Math.min(room, linesPerFile))
    else if (channel === 'test' || channel === 'docs')
      supportRoom -= readSupport(
        file,
        channel === 'test' ? 'testTokens' : 'docsTokens',
        bags,
        Math.min(supportRoom, linesPerFile),
      )
  }
  for (const [token, count] of net)
    if (count !== 0) bags.add(count > 0 ? 'addedTokens' : 'removedTokens', token, Math.abs(count))
  places.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!)
  const text = identity.join('\n')
  const patchId: [number, number] =
    text.length < shortestPatch || room <= 0 ? [0, 0] : [hashText(text, 98), hashText(text, 99)]
  return { places: places.slice(0, mostPlaces), patchId }
}

/** @returns lines read. */
function readDeciding(
  file: ChangedFile,
  bags: Bags,
  net: Map<string, number>,
  places: number[][],
  identity: string[],
  room: number,
): number {
  const base = baseName(file.oldPath)
  bags.add('paths', file.path)
  if (file.oldPath !== file.path) bags.add('paths', file.oldPath)
  for (const part of splitWord(file.path.replace(/[/.]/g, '_'))) bags.add('pathWords', part)
  const path = hashText(file.oldPath, 0)
  let read = 0
  for (const hunk of file.hunks ?? []) {
    places.push([path, hunk.oldStart, hunk.oldStart + Math.max(hunk.oldLines - 1, 0)])
    for (const line of hunk.lines) {
      if (read++ >= room) return room
      readLine(line, file.path, base, bags, net, identity)
    }
  }
  return read
}

function readLine(
  line: string,
  path: string,
  base: string,
  bags: Bags,
  net: Map<string, number>,
  identity: string[],
): void {
  const sign = line[0]
  const content = line.slice(1, longestLine).trim()
  if (sign !== '+' && content.length >= shortestLine) bags.add('location', `${base}:${content}`)
  if (sign === ' ' || content === '') return
  const added = sign === '+'
  for (const token of tokenize(content)) {
    net.set(token, (net.get(token) ?? 0) + (added ? 1 : -1))
    for (const part of splitWord(token)) bags.add('subWords', part)
  }
  identity.push(`${path}\t${sign}${content.replace(/\s+/g, '')}`)
  if (content.length >= shortestLine)
    bags.add(added ? 'addedLines' : 'removedLines', content.replace(/\s+/g, ' '))
}

/** @returns lines read. */
function readSupport(
  file: ChangedFile,
  channel: 'testTokens' | 'docsTokens',
  bags: Bags,
  room: number,
): number {
  let read = 0
  for (const hunk of file.hunks ?? [])
    for (const line of hunk.lines) {
      if (read++ >= room) return room
      if (line[0] === '+') for (const token of tokenize(line.slice(1, longestLine))) bags.add(channel, token)
    }
  return read
}

function layOut(
  revision: Revision,
  { deciding }: SortedFiles,
  { places, patchId }: Change,
  commits: Uint32Array,
  channels: Uint32Array[],
): Uint32Array {
  const terms = channels.reduce((sum, channel) => sum + channel.length, 0)
  const words = new Uint32Array(headerWords + places.length * wordsPerPlace + commits.length + terms)
  words[at.version] = algorithmVersion
  words[at.flags] = deciding === 'production' ? 1 : 0
  words[at.author] = authorHash(revision.author)
  words.set(patchId, at.patchId)
  words[at.places] = places.length
  words[at.commits] = commits.length
  let next = headerWords
  for (const place of places) {
    words.set(place, next)
    next += wordsPerPlace
  }
  words.set(commits, next)
  next += commits.length
  for (const [channel, packed] of channels.entries()) {
    words[at.lengths + channel] = packed.length
    words.set(packed, next)
    next += packed.length
  }
  return words
}

/** 0 for nobody. */
function authorHash(author: string | null): number {
  const key = authorKey(author)
  return key === null ? 0 : hashText(key, 7) || 1
}
