import type { Revision } from '../../domain/revision.ts'
import { isBeyondLatin, messageWords } from '../change/tokens.ts'
import { sameTitleWords } from '../weights.ts'
import { raisedPackage } from './raised-package.ts'
import { longestTitle } from './relation-facts.ts'
import { releasedVersion } from './release-title.ts'
import { isRevertTitle } from './revert.ts'

/** "fix(cli): ", "[Docs] ", "core - ": of what kind or where, as far as it is told by signs. */
const prefix = /^\s*(?:[[(][^\])]{1,40}[\])]\s*:?\s*)?(?:\w{1,20}(?:\([^)]{0,60}\))?!?:\s*)?/
const bracket = /^\s*[[(]([^\])]{1,40})[\])]/
/** "(#12)", "fixes #12", "(Issue #12)": numbers of issues say nothing of what is done. */
const issue =
  /\(?(?:\b(?:fix(?:es|ed)?|clos(?:es|ed)|resolv(?:es|ed)|issue|pr|gh|re|see)\s{0,3}:?\s{0,3})?(?<![\w/])#\d{1,9}\)?/gi
/** Fewer words name no subject: "Update README.md". */
const fewestWords = 3
/** Of short titles one word is the difference: "Bees stay in during rain", "Bees stay in during storms". */
const fewestShared = 4
const digits = /\d+(?:\.\d+)*/g

/** Words that turn what a title says into its opposite: which of each pair it has, and whether it says "not". */
const opposites = [
  [
    /\b(?:add|adds|added|adding|introduce|allow|allows|enable|enables|show|start|open|increase|upgrade)\b/i,
    'more',
  ],
  [
    /\b(?:remove|removes|removed|removing|delete|drop|drops|forbid|disallow|disable|disables|hide|stop|close|decrease|downgrade)\b/i,
    'less',
  ],
  [/\b(?:not|no|never|without|instead)\b|n't\b/i, 'not'],
] as const

interface Said {
  /** The words as they are counted, each with how it is written. */
  words: Map<string, string>
  numbers: string
  /** Which of the opposites it says. */
  sense: string
  /** "[windows] …": what stands in front. */
  mark: string
  /** The first word of what is done, most often a verb. */
  first: string | undefined
}

/** What a title says is done; null where it says too little, or what many say: a raise, a release, a revert. */
function readTitle(title: string): Said | null {
  if (raisedPackage(title) !== null || releasedVersion(title) !== null || isRevertTitle(title)) return null
  const text = title.slice(0, longestTitle)
  const subject = text.replace(prefix, '').replace(issue, ' ')
  const words = new Map<string, string>()
  for (const written of subject.split(/\s+/))
    for (const word of messageWords(written)) words.set(word, written)
  if (words.size < fewestWords) return null
  const sense = opposites.flatMap(([said, name]) => (said.test(subject) ? [name] : [])).join(' ')
  const mark = bracket.exec(text)?.[1]?.toLowerCase() ?? ''
  // In all of it, since the line of releases stands in front: "[release-3.4] …".
  return {
    words,
    numbers: [...new Set(text.replace(issue, ' ').match(digits))].sort().join(' '),
    sense,
    mark,
    first: subject.trim().split(/\s+/)[0],
  }
}

/** "Reader", "gRPC", "zh_TW", "readLine": a name, at the beginning of a title too where it is more than a capital. */
const isName = (written: string) => /[\p{L}\p{N}][\p{Lu}_.]|\p{Lu}{2}/u.test(written)
const isCapital = (written: string) => /^\W?\p{Lu}/u.test(written)

/**
 * Whether two titles say the same thing: most of their words, inflections and order aside, and the same numbers, since
 * what is done for 3.2 and for 3.3 is not the same. Nor is it where one adds and the other removes, or where each has a
 * word instead of one of the other's that names what it is done to ("into Spanish", "into Korean"). Symmetric.
 */
export function saySameTitle(a: Pick<Revision, 'title'>, b: Pick<Revision, 'title'>): boolean {
  const [one, other] = [readTitle(a.title), readTitle(b.title)]
  if (one === null || other === null || one.numbers !== other.numbers || one.sense !== other.sense)
    return false
  if (one.mark !== '' && other.mark !== '' && one.mark !== other.mark) return false
  const [mine, theirs] = [without(one.words, other.words), without(other.words, one.words)]
  const both = one.words.size - mine.length
  if (mine.length > 0 && theirs.length > 0) {
    // A word for another one is another thing, unless it is the verb in front.
    const isOneForOne = mine.length === 1 && theirs.length === 1
    if (isOneForOne && !(mine[0] === one.first && theirs[0] === other.first)) return false
    const names = (words: readonly string[], said: Said) =>
      words.some((word) => isName(word) || (isCapital(word) && word !== said.first))
    if (names(mine, one) && names(theirs, other)) return false
  }
  const all = both + mine.length + theirs.length
  return both === all || (both >= fewestShared && both / all >= sameTitleWords)
}

const without = (words: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): string[] =>
  [...words].flatMap(([word, written]) => (others.has(word) ? [] : [written]))

/**
 * Whether both titles say something, and no word of the one is in the other. False where one of them is not written in
 * Latin letters alone: in two languages nothing is the same, and in some that is true of one. Symmetric.
 */
export function titlesDiffer(a: Pick<Revision, 'title'>, b: Pick<Revision, 'title'>): boolean {
  const titles = [a, b].map(({ title }) => title.slice(0, longestTitle))
  if (titles.some(isBeyondLatin)) return false
  const [mine, theirs] = titles.map((title) => new Set(messageWords(title))) as [Set<string>, Set<string>]
  return mine.size > 0 && theirs.size > 0 && ![...mine].some((word) => theirs.has(word))
}
