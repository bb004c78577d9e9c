import { hashText } from './hash.ts'
import { algorithmVersion, type Channel, channelNames, termsPerChannel } from './model.ts'
import { type ChangedFile, parsePatch } from './patch.ts'
import { baseName, classifyPath, type FileChannel } from './paths.ts'
import type { Revision } from './revision.ts'
import { issueReferences, messageWords, splitWord, tokenize } from './tokens.ts'

/** Terms of one channel with how often they occur, in order of their hash. */
export interface SparseVector {
  terms: Uint32Array
  /** Occurrences, 1 to 255. */
  counts: Uint8Array
}

/** Where a change edits: a file and the lines of its old side. */
export interface Place {
  path: number
  from: number
  to: number
}

/** What is kept of a revision for comparing it with thousands of others. */
export interface Signature {
  version: number
  /** Indexed as `channelNames`. */
  vectors: SparseVector[]
  places: Place[]
  /** Identity of the production change without context and white space; 0 when it is too small to be told by it. */
  patchId: number
  /** Whether any production file is changed; else docs stand in for it. */
  production: boolean
}

/** A shingle is this many words in a row: enough to hold an order, few enough to survive an edit. */
const shingleLength = 3
/** Shorter lines ("}", "end") stand everywhere. */
const shortestLine = 4
/** An equal patch of fewer characters than this proves nothing. */
const shortestPatch = 24
const longestPlaces = 500

/** Derives the signature of a revision. The same revision gives the same signature, whatever the order of its files. */
export function deriveSignature(
  revision: Revision,
  files: readonly ChangedFile[] = parsePatch(revision.patch),
): Signature {
  const bags = new Map<Channel, Map<string, number>>(channelNames.map((name) => [name, new Map()]))
  const add = (channel: Channel, term: string, times = 1) => {
    const bag = bags.get(channel)!
    bag.set(term, (bag.get(term) ?? 0) + times)
  }
  const decided = decidingFiles(files)
  const places: Place[] = []
  const identity: string[] = []
  const net = new Map<string, number>()

  for (const { file, channel } of decided.files) {
    if (channel === decided.deciding) readProduction(file, add, net, places, identity)
    else if (channel === 'test') for (const token of addedTokens(file)) add('testTokens', token)
    else if (channel === 'docs') for (const token of addedTokens(file)) add('docsTokens', token)
  }
  for (const [token, count] of net) {
    if (count > 0) add('addedTokens', token, count)
    else if (count < 0) add('removedTokens', token, -count)
  }
  const messages = [revision.title, revision.body, ...revision.commits.map((commit) => commit.message)].join(
    '\n',
  )
  for (const part of messageWords(
    `${revision.title}\n${revision.commits.map((commit) => commit.message).join('\n')}`,
  )) {
    add('messageWords', part)
    add('allWords', part)
  }
  for (const issue of issueReferences(messages, revision.number)) add('issues', String(issue))

  const identityText = identity.sort().join('\n')
  return {
    version: algorithmVersion,
    vectors: channelNames.map((name, at) => vectorOf(bags.get(name)!, at + 1)),
    places: places.sort((a, b) => a.path - b.path || a.from - b.from || a.to - b.to).slice(0, longestPlaces),
    patchId: identityText.length < shortestPatch ? 0 : hashText(identityText, 99) || 1,
    production: decided.deciding === 'production',
  }
}

/** Which files decide: production, else docs, else whatever there is. Generated files only when there is nothing else. */
export function decidingFiles(files: readonly ChangedFile[]): {
  deciding: FileChannel
  files: { file: ChangedFile; channel: FileChannel }[]
} {
  const sorted = files.map((file) => ({ file, channel: classifyPath(file.path) }))
  const order: FileChannel[] = ['production', 'docs', 'test', 'metadata', 'generated']
  const deciding = order.find((channel) => sorted.some((entry) => entry.channel === channel)) ?? 'production'
  return { deciding, files: sorted }
}

function readProduction(
  file: ChangedFile,
  add: (channel: Channel, term: string, times?: number) => void,
  net: Map<string, number>,
  places: Place[],
  identity: string[],
): void {
  const base = baseName(file.oldPath)
  add('paths', file.path)
  if (file.oldPath !== file.path) add('paths', file.oldPath)
  for (const part of splitWord(file.path.replace(/[/.]/g, '_'))) add('pathWords', part)
  const path = hashText(file.oldPath, 0)
  for (const hunk of file.hunks ?? []) {
    places.push({ path, from: hunk.oldStart, to: hunk.oldStart + Math.max(hunk.oldLines - 1, 0) })
    let window: string[] = []
    for (const line of hunk.lines) {
      const sign = line[0]
      const content = line.slice(1).trim()
      if (sign !== '+' && content.length >= shortestLine) add('location', `${base}:${content}`)
      if (sign === ' ') {
        window = []
        continue
      }
      const tokens = tokenize(content)
      const step = sign === '+' ? 1 : -1
      for (const token of tokens) {
        net.set(token, (net.get(token) ?? 0) + step)
        for (const part of splitWord(token)) {
          add('subWords', part)
          add('allWords', part)
        }
      }
      if (content !== '') identity.push(`${file.path}\t${sign}${content.replace(/\s+/g, '')}`)
      if (content.length >= shortestLine)
        add(sign === '+' ? 'addedLines' : 'removedLines', content.replace(/\s+/g, ' '))
      if (sign !== '+') continue
      for (const token of tokens) {
        window.push(token)
        if (window.length > shingleLength) window.shift()
        if (window.length === shingleLength) add('addedShingles', window.join(' '))
      }
    }
  }
}

function addedTokens(file: ChangedFile): string[] {
  return (file.hunks ?? []).flatMap((hunk) =>
    hunk.lines.flatMap((line) => (line.startsWith('+') ? tokenize(line.slice(1)) : [])),
  )
}

function vectorOf(bag: ReadonlyMap<string, number>, seed: number): SparseVector {
  const counted = new Map<number, number>()
  for (const [term, count] of bag) {
    const hash = hashText(term, seed)
    counted.set(hash, Math.min((counted.get(hash) ?? 0) + count, 255))
  }
  const terms = Uint32Array.from(counted.keys()).sort().slice(0, termsPerChannel)
  return { terms, counts: Uint8Array.from(terms, (term) => counted.get(term)!) }
}
