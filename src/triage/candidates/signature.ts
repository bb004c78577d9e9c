import type { Revision } from '../../domain/revision.ts'
import { countProduction, type SortedFiles, sortFiles } from '../change/deciding-files.ts'
import { messageOf, referencesIn } from '../change/message.ts'
import { type ChangedFile, parsePatch } from '../change/patch.ts'
import type { PathRules } from '../change/paths.ts'
import { commitKey, isMerge, isRollUp, peopleOf } from '../change/people.ts'
import { closedIssues, issueReferences, readClaims } from '../change/references.ts'
import { messageWords } from '../change/tokens.ts'
import { algorithmVersion } from '../version.ts'
import { channelNames } from '../weights.ts'
import { hashText } from './hash.ts'
import { at, flags, headerWords, wordsPerPlace } from './layout.ts'
import { type Change, readChange } from './read-change.ts'
import { TermBags } from './term-bags.ts'

/** What is kept of a revision for comparing it with thousands of others; its words are laid out in layout.ts. */
export interface Signature {
  readonly words: Uint32Array
}

/** Commits that are read: what a person reviews has fewer. */
const mostCommits = 250

/** Derives the signature of a revision. The same revision gives the same signature, for any order of its files. */
export function deriveSignature(
  revision: Revision,
  files: readonly ChangedFile[] = parsePatch(revision.patch),
  rules?: PathRules,
): Signature {
  const bags = new TermBags()
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

const subWords = channelNames.indexOf('subWords')
const said = channelNames.indexOf('messageWords')

const decidingFlags: Partial<Record<SortedFiles['deciding'], number>> = {
  production: flags.production,
  docs: flags.docs,
  test: flags.tests,
}

function layOut(
  revision: Revision,
  sorted: SortedFiles,
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
  words[at.flags] =
    (decidingFlags[sorted.deciding] ?? 0) | (isRollUp(revision, countProduction(sorted)) ? flags.rollUp : 0)
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
