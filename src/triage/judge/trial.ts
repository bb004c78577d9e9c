import { longestTitle } from './relation-facts.ts'

/** "[DO NOT MERGE] Check the scripts", "(don't merge yet) …", "[tests-only][do-not-merge] …": a mark of its own. */
const marked = /[[({<]\s{0,3}(?:do[\s_-]?not|don['’]?t|not\sto\sbe)[\s_-]?merged?\b[^[\](){}<>]{0,60}[\])}>]/i
/** In capitals it is no sentence: "Do not merge empty cells" is what a change does. */
const shouted = /\b(?:DO[\s_-]?NOT|DON['’]?T)[\s_-]MERGE\b|\bDNM\b/
/** "Do not merge: check the scripts". */
const announced = /^\s*(?:do[\s-]not|don['’]?t)[\s-]merge\s{0,3}[:!,–—-]/i

/**
 * Whether a title says that it is not to be merged: it tries something out, and who tries the next version of that out
 * does the same again. Neither takes the other's place.
 */
export function isTrial(title: string): boolean {
  const text = title.slice(0, longestTitle)
  return marked.test(text) || shouted.test(text) || announced.test(text)
}
