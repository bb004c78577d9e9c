import { shipperOf } from '../../triage/index.ts'
import type { MirrorRefs } from '../refs.ts'
import { isTargetName, openCalledAlike } from './target-branches.ts'

/** "[vs17.11] Parse ports", "(release/7.0) …": the first mark of a title. */
const mark = /^\s*[[(]([^\])\s]{1,100})[\])]/
/** What GitHub's button and git write where a branch takes in what it is to be merged into. */
const taken =
  /^Merge (?:remote-tracking )?branch '(?:origin\/|upstream\/)?([^'\s]{1,200})'(?: of \S{1,300})? into (\S{1,200})$/
/** What default branches are or were called. */
const trunkName = /^(?:main|master|trunk|dev|devel|develop|development)$/i
/** A branch that takes one line to the next is made to the one that it names last: "merge/7.3-to-8.0". */
const goesTo = /[-_/.](?:in)?to[-_/.]/i

/**
 * The branch that a pull request says it is made to: its title's mark, or the line of releases that its branch took in
 * ("Merge branch 'vs17.11' into fix-ports"). Null where it says none, or several. What takes a line in on another line
 * merges it up, and says nothing.
 * @param isTarget whether a branch of that name is one that pull requests are made to.
 * @param trunk the default branch, which is taken in by whatever was begun elsewhere.
 */
export function findSaidTarget(
  title: string,
  messages: readonly string[],
  isTarget: (name: string) => boolean,
  trunk: string,
): string | null {
  const marked = mark.exec(title)?.[1]
  if (marked !== undefined && isTarget(marked)) return marked
  const named = new Set<string>()
  for (const message of messages) {
    const [, from, into] = taken.exec(message.split('\n', 1)[0]!.slice(0, 600).trim()) ?? []
    if (from === undefined || into === undefined || !isTarget(from)) continue
    if (isTarget(into) || trunkName.test(into)) continue
    if (!goesTo.test(into) || into.endsWith(from)) named.add(from)
  }
  const [only = null] = named
  return named.size === 1 && only !== trunk ? only : null
}

/** A number of three digits and more, as an issue's: who marks a title with it names the issue. */
const issueNumber = /^v?\d{3,}$/i
/** A version with a dot; a ticket has none ("yard-17"). */
const version = /\d[._](?:\d|x)/

/**
 * Gives whether pull requests are made to a branch of that name: the default branch, one that is called as lines of
 * releases are, or one by a word and a version where several branches are called by that word that are no pull
 * request's own. A line of releases may be gone; by a word and a whole number it must be there, since topics are called
 * by their tickets.
 */
export function openNamedTargets(refs: MirrorRefs): (name: string) => boolean {
  const { defaultBranch, branches } = refs
  const heads = new Set(refs.heads.values())
  const standing = new Map([...branches].filter(([, tip]) => !heads.has(tip)))
  const isCalledAlike = openCalledAlike({ branches: standing })
  // "v5.4-ports" may be the branch of a pull request.
  const isKept = (name: string) => shipperOf(name) === '' || standing.has(name)
  return (name) =>
    name === defaultBranch ||
    (branches.has(name) && isTargetName(name) && !issueNumber.test(name) && isKept(name)) ||
    (isCalledAlike(name) && (version.test(name) || standing.has(name)))
}
