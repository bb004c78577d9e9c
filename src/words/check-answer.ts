import type { Landed } from '../domain/answers.ts'
import { landedSentence, shortSha } from './landing.ts'
import { age, count, number, share } from './numbers.ts'

/** What `POST /check` says of how much it compared with. */
export interface Compared {
  open: number
  closed: number
  of: number
  ageSeconds: number | null
}

/** How much it was compared with and how old that is: in parts, for narrow screens. */
export function comparedParts({ open, closed, of, ageSeconds }: Compared): string[] {
  return [
    `compared with ${number(open)} of ${count(of, 'open pull request')}`,
    ...(closed > 0 ? [`and ${number(closed)} closed`] : []),
    ageSeconds === null
      ? 'no scan has finished yet'
      : `scanned ${age(new Date(0).toISOString(), ageSeconds * 1_000)}`,
  ]
}

/** The same as a sentence: "Compared with 412 of 412 open pull requests and 3 closed, scanned 2 minutes ago." */
export function comparedSentence(compared: Compared): string {
  const parts = comparedParts(compared)
  const scanned = parts.pop()
  const [first, ...rest] = parts.join(' ')
  return `${first!.toUpperCase()}${rest.join('')}, ${scanned}.`
}

export const nothingSimilar = (repository: string): string =>
  `Nothing similar has been proposed in ${repository}.`

/** A change that is on the default branch: the commit that brought it, or (`atTip`) one at which all of it is there. */
export interface FoundThere extends Landed {
  subject: string
  atTip?: boolean
}

/** @param show makes the commit's subject, which a stranger wrote, fit for where it is shown. */
export function foundThere(found: FoundThere, show: (text: string) => string): string {
  return found.atTip === true
    ? `The default branch has all of this change: it is there at ${shortSha(found.sha)} of ${found.committedAt.slice(0, 10)}`
    : `${landedSentence(found)}: ${show(found.subject)}`
}

interface Match {
  reasons: readonly string[]
  containment: { ofYours: number | null; ofTheirs: number | null }
}

/** How much of each other they have, where no reason says it already; null: it is said, or not known. */
export function sharesSentence(
  { reasons, containment: { ofYours, ofTheirs } }: Match,
  yours: 'your change' | 'this change' = 'your change',
): string | null {
  if (ofYours === null || ofTheirs === null) return null
  if (reasons.some((reason) => / contains (?:all|(?:over )?\d+%) of /.test(reason))) return null
  return `it contains ${share(ofYours)} of ${yours}, which contains ${share(ofTheirs)} of it`
}
