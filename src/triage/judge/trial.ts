import { longestTitle } from './relation-facts.ts'

/** "[DO NOT MERGE] Check the scripts", "(don't merge yet) …", "[tests-only][do-not-merge] …": a mark of its own. */
const marked =
  /[[({<]\s{0,3}(?:do[\s_-]?not|don['’]?t|not\sto\sbe)[\s_-]?merged?\b[^[\](){}<>]{0,60}[\])}>]/gi
/** In capitals it is no sentence: "Do not merge empty cells" is what a change does. */
const shouted = /\b(?:DO[\s_-]?NOT|DON['’]?T)[\s_-]MERGE\b/g
const short = /\bDNM\b/g
/** "Do not merge: check the scripts". */
const announced = /^\s*(?:do[\s-]not|don['’]?t)[\s-]merge\s{0,3}[:!,–—-]/i

/** What stands in front of a mark: nothing, another mark, or what ends there. */
const atFront = /(?:^|[[\](){}<>:,;|/–—-]|\b(?:wip|draft|test))\s{0,3}$/i
const atEnd = /^(?:\s{0,3}(?:$|[[\](){}<>,;:!–—]|-\s)|\s(?:yet|until|before)\b)/
/** Behind the short one a word of the title may follow no nearer: "DNM-based routes", "DNM export". */
const closed = /^(?:[:!,\])}>]|\s{0,3}(?:[–—]|$)|\s-\s)/
/** "Skip what is titled 'DO NOT MERGE'", "the [do not merge] label": it is spoken of. */
const spokenOf =
  /(?:["'`“‘]|\b(?:the|an?|as|on|for|with|of|by|in|if|is|says?|called|marked|labell?ed|tagged|titled|named|adds?|skip|ignore|block|respect)\s)\s{0,3}$/i
const named =
  /^["'`’”]?\s{0,3}(?:labels?|marks?|markers?|tags?|titles?|prefix(?:es)?|flags?|pull requests?|prs)\b/i
/** "dynamic network model (": what the short one is short for. */
const isSpelled = (before: string) =>
  before.trimEnd().endsWith('(') &&
  (before.match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(-3)
    .map((word) => word[0]!.toLowerCase())
    .join('') === 'dnm'

/**
 * Whether a title says that it is not to be merged: it tries something out, and who tries the next version of that out
 * does the same again. Neither takes the other's place. A title may speak of such marks, or of what is called so.
 */
export function isTrial(title: string): boolean {
  const text = title.slice(0, longestTitle)
  const says = (mark: RegExp, isMark: (before: string, after: string) => boolean) =>
    [...text.matchAll(mark)].some(({ 0: words, index }) =>
      isMark(text.slice(0, index), text.slice(index + words.length)),
    )
  const isSpokenOf = (before: string, after: string) => spokenOf.test(before) || named.test(after)
  return (
    announced.test(text) ||
    says(marked, (before, after) => before.trim() === '' || !isSpokenOf(before, after)) ||
    says(shouted, (before, after) => {
      const isMarkedOff = atFront.test(before) || atEnd.test(after)
      return isMarkedOff && !isSpokenOf(before, after) && !/["'`“‘]\s{0,3}[[({<]$/.test(before)
    }) ||
    says(short, (before, after) => atFront.test(before) && closed.test(after) && !isSpelled(before))
  )
}
