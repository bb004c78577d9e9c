import type { Revision } from '../../domain/revision.ts'
import { messageWords } from '../change/tokens.ts'
import { sameTitleWords } from '../weights.ts'
import { raisedPackage } from './raised-package.ts'
import { longestTitle } from './relation-facts.ts'
import { releasedVersion } from './release-title.ts'
import { isRevertTitle } from './revert.ts'

/** "fix(cli): ", "[Docs] ", "core - ": of what kind or where, as far as it is told by signs. */
const prefix = /^\s*(?:[[(][^\])]{1,40}[\])]\s*:?\s*)?(?:\w{1,20}(?:\([^)]{0,60}\))?!?:\s*)?/
/** "(#12)", "fixes #12", "(Issue #12)": numbers of issues say nothing of what is done. */
const issue =
  /\(?(?:\b(?:fix(?:es|ed)?|clos(?:es|ed)|resolv(?:es|ed)|issue|pr|gh|re|see)\s{0,3}:?\s{0,3})?(?<![\w/])#\d{1,9}\)?/gi
/** Fewer words name no subject: "Update README.md". */
const fewestWords = 3
/** Of short titles one word is the difference: "Bees stay in during rain", "Bees stay in during storms". */
const fewestShared = 4
const digits = /\d+(?:\.\d+)*/g

interface Said {
  words: Set<string>
  numbers: string
}

/** What a title says is done; null where it says too little, or what many say: a raise, a release, a revert. */
function readTitle(title: string): Said | null {
  if (raisedPackage(title) !== null || releasedVersion(title) !== null || isRevertTitle(title)) return null
  const text = title.slice(0, longestTitle)
  const subject = text.replace(prefix, '').replace(issue, ' ')
  const words = new Set(messageWords(subject))
  if (words.size < fewestWords) return null
  // In all of it, since the line of releases stands in front: "[release-3.4] …".
  return { words, numbers: [...new Set(text.replace(issue, ' ').match(digits))].sort().join(' ') }
}

/**
 * Whether two titles say the same thing: most of their words, inflections and order aside, and the same numbers, since
 * what is done for 3.2 and for 3.3 is not the same. Symmetric.
 */
export function saySameTitle(a: Pick<Revision, 'title'>, b: Pick<Revision, 'title'>): boolean {
  const [one, other] = [readTitle(a.title), readTitle(b.title)]
  if (one === null || other === null || one.numbers !== other.numbers) return false
  let both = 0
  for (const word of one.words) if (other.words.has(word)) both++
  const all = one.words.size + other.words.size - both
  return both === all || (both >= fewestShared && both / all >= sameTitleWords)
}
