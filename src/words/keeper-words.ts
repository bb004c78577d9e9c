import type { ChangeSize } from '../domain/alignment.ts'
import type { CheckState, Mergeable, ReviewDecision } from '../domain/pull-facts.ts'
import { count, number } from './numbers.ts'

/** What stands where nothing is known: never "no". */
export const unknownWord = 'unknown'

const checkWords: Record<CheckState, string> = {
  NONE: 'none',
  SUCCESS: 'passing',
  FAILURE: 'failing',
  ERROR: 'failing',
  PENDING: 'running',
  EXPECTED: 'waiting',
}
const reviewWords: Record<ReviewDecision, string> = {
  NONE: 'none',
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes asked for',
  REVIEW_REQUIRED: 'needed',
}
const mergeWords: Record<Mergeable, string> = { MERGEABLE: 'cleanly', CONFLICTING: 'conflicts' }

export const sayChecks = (checks: CheckState | null): string =>
  checks === null ? unknownWord : checkWords[checks]
export const sayReview = (review: ReviewDecision | null): string =>
  review === null ? unknownWord : reviewWords[review]
export const sayMergeable = (mergeable: Mergeable | null): string =>
  mergeable === null ? unknownWord : mergeWords[mergeable]

/** "+1,204 −3" */
export const sayLines = (size: ChangeSize | null): string =>
  size === null ? unknownWord : `+${number(size.added)} −${number(size.removed)}`

/** "2 files"; of tests that it has none is known as well. */
export function sayFiles(size: ChangeSize | null): string {
  if (size === null) return unknownWord
  if (size.files === 0) return 'none'
  return count(size.files, 'file')
}

/** "3 open pull requests close it, and 2 more mention it." */
export function groupSentence({ closing, mentioning }: { closing: number; mentioning: number }): string {
  const close = `${number(closing)} open pull ${closing === 1 ? 'request closes' : 'requests close'} it`
  if (mentioning === 0) return `${close}.`
  return `${close}, and ${number(mentioning)} more ${mentioning === 1 ? 'mentions' : 'mention'} it.`
}

/** What the group of a duplicate set is called where the set links to it. */
export function groupLink({ number: issue, closing }: { number: number; closing: number }): string {
  return `Issue #${issue}: ${number(closing)} open pull requests close it`
}

/**
 * How far checks, reviews and conflicts are known.
 * @param ago "3 hours ago", when GitHub said them; null: it was not asked.
 * @param unasked pull requests of which it has said nothing.
 */
export function askedSentence(ago: string | null, unasked: number): string {
  if (ago === null)
    return 'Checks, reviews and conflicts are unknown: GitHub tells them to a token or an App alone, and this scan had none or got no answer.'
  const but = unasked === 0 ? '' : `; of ${number(unasked)} they are unknown`
  return `Checks, reviews and conflicts as GitHub told them ${ago}${but}.`
}
