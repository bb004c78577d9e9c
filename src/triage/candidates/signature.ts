import type { Revision } from '../../domain/revision.ts'
import { type SortedFiles, sortFiles } from '../change/deciding-files.ts'
import { messageOf, referencesIn } from '../change/message.ts'
import { type ChangedFile, parsePatch } from '../change/patch.ts'
import { baseName, type PathRules } from '../change/paths.ts'
import { commitKey, isMerge, isRollUp, peopleOf } from '../change/people.ts'
import { closedIssues, issueReferences, readClaims } from '../change/references.ts'
import { messageWords, splitWord, tokenize } from '../change/tokens.ts'
import { algorithmVersion } from '../version.ts'
import { type Channel, channelNames, termsPerChannel } from '../weights.ts'
import { hashText } from './hash.ts'
import { at, countBits, flags, headerWords, wordsPerPlace } from './layout.ts'

/** What is kept of a revision for comparing it with thousands of others; its words are laid out in layout.ts. */
export interface Signature {
  readonly words: Uint32Array
}

/** Shorter lines ("}", "end") stand everywhere. */
const shortestLine = 4
/** An equal patch of fewer characters than this proves nothing. */
const shortestPatch = 24
/**
 * Hunks, commits and lines that are read: what a person reviews has fewer, and a sweep over 3,000 files is known by
 * them.
 */
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

/** Derives the signature of a revision. The same revision gives the same signature, for any order of its files. */
export function deriveSignature(
  revision: Revision,
  files: readonly ChangedFile[] = parsePatch(revision.patch),
  rules?: PathRules,
): Signature {
  const bags = new Bags()
  const sorted = sortFiles(files, rules)
  const change = readChange(sorted, bags)
  // Hashed as sub-words are: what one says is compared with what the other does.
  for (const word of messageWords(messageOf(revision))) bags.addHash(said, hashText(word, subWords + 1), 1)
  for (const word of messageWords(revision.title)) bags.add('titleWords', word)
  const text = referencesIn(revision)
  const { number, title, repository } = revision
  for (const issue of issueReferences(text, number, repository)) bags.add('issues', String(issue))
  for (const issue of closedIssues(title, text, number, repository)) bags.add('closes', issue)
  for (const claim of readClaims(text, number, repository)) bags.add('claims', String(claim.number))
  const own = revision.commits.slice(-mostCommits).filter((commit) => !isMerge(commit))
  const commits = hashAll(own.map(commitKey), 0)
  return { words: layOut(revision, sorted, change, commits, bags.pack()) }
}

/** Hashes of distinct texts, ascending. */
function hashAll(texts: readonly string[], seed: number): Uint32Array {
  return Uint32Array.from(new Set(texts.map((text) => hashText(text, seed)))).sort()
}

interface Change {
  places: number[][]
  patchId: [number, number]
  outcomeId: [number, number]
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
    // Where tests or docs decide, they support as well: so they meet the same tests beside a fix.
    if (channel === 'test' || channel === 'docs')
      supportRoom -= readSupport(
        file,
        channel === 'test' ? 'testTokens' : 'docsTokens',
        bags,
        Math.min(supportRoom, linesPerFile),
        channel !== deciding,
      )
  }
  for (const [token, count] of net)
    if (count !== 0) bags.add(count > 0 ? 'addedTokens' : 'removedTokens', token, Math.abs(count))
  places.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!)
  const text = identity.join('\n')
  const patchId: [number, number] =
    text.length < shortestPatch || room <= 0 ? [0, 0] : [hashText(text, 98), hashText(text, 99)]
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
  bags: Bags,
  net: Map<string, number>,
  places: number[][],
  identity: string[],
  room: number,
): number {
  const base = baseName(file.oldPath)
  bags.add('paths', file.path)
  if (file.oldPath !== file.path) bags.add('paths', file.oldPath)
  for (const part of splitWord(file.path.replace(/[/.]/g, '_')))
    bags.addHash(pathWords, hashText(part, subWords + 1), 1)
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
  if (content.length < shortestLine) return
  // Hashed as the location lines are: an added line is what a later change begins from.
  if (added) bags.addHash(addedLines, hashText(`${base}:${content}`, location + 1), 1)
  else bags.add('removedLines', content.replace(/\s+/g, ' '))
}

/** @returns lines read. */
function readSupport(
  file: ChangedFile,
  channel: 'testTokens' | 'docsTokens',
  bags: Bags,
  room: number,
  withParts: boolean,
): number {
  let read = 0
  for (const hunk of file.hunks ?? [])
    for (const line of hunk.lines) {
      if (read++ >= room) return room
      if (line[0] === ' ') continue
      for (const token of tokenize(line.slice(1, longestLine))) {
        if (line[0] === '+') bags.add(channel, token)
        // Hashed as sub-words are, since the two are compared with each other.
        if (withParts)
          for (const part of splitWord(token)) bags.addHash(supportWords, hashText(part, subWords + 1), 1)
      }
    }
  return read
}

const location = channelNames.indexOf('location')
const addedLines = channelNames.indexOf('addedLines')
const subWords = channelNames.indexOf('subWords')
const supportWords = channelNames.indexOf('supportWords')
const pathWords = channelNames.indexOf('pathWords')
const said = channelNames.indexOf('messageWords')

const decidingFlags: Partial<Record<SortedFiles['deciding'], number>> = {
  production: flags.production,
  docs: flags.docs,
  test: flags.tests,
}

function layOut(
  revision: Revision,
  { deciding }: SortedFiles,
  { places, patchId, outcomeId }: Change,
  commits: Uint32Array,
  channels: Uint32Array[],
): Uint32Array {
  const terms = channels.reduce((sum, channel) => sum + channel.length, 0)
  const people = hashAll(peopleOf(revision), 7)
  const words = new Uint32Array(
    headerWords + places.length * wordsPerPlace + commits.length + people.length + terms,
  )
  words[at.version] = algorithmVersion
  words[at.flags] = (decidingFlags[deciding] ?? 0) | (isRollUp(revision) ? flags.rollUp : 0)
  words.set(patchId, at.patchId)
  words.set(outcomeId, at.outcomeId)
  words[at.baseAt] = secondsOf(revision.baseAt)
  words[at.places] = places.length
  words[at.commits] = commits.length
  words[at.people] = people.length
  let next = headerWords
  for (const place of places) {
    words.set(place, next)
    next += wordsPerPlace
  }
  words.set(commits, next)
  next += commits.length
  words.set(people, next)
  next += people.length
  for (const [channel, packed] of channels.entries()) {
    words[at.lengths + channel] = packed.length
    words.set(packed, next)
    next += packed.length
  }
  return words
}

/** Seconds since 1970; 0 for what is unknown. */
function secondsOf(date: string | null | undefined): number {
  const seconds = Math.floor(Date.parse(date ?? '') / 1_000)
  return seconds > 0 && seconds <= 0xffffffff ? seconds : 0
}
