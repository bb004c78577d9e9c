import type { Revision } from '../../domain/revision.ts'

/**
 * How projects call the branches that releases are made from, and to which fixes are carried: "v1.6", "2.x",
 * "release-3", "stable/1.0", "lts-4-8".
 */
const releaseLine =
  /^(?:v?\d{1,6}(?:[._-](?:\d{1,6}|x)){0,4}(?:[._-](?:stable|maintenance|dev|beta\d*|rc\d*))?|(?:releases?|stable|maint|maintenance|support|lts)(?:[-/_.][\w./-]{1,100})?)$/i
/** "release26": the same, without a sign between the word and the number. */
const unsignedLine = /^(?:release|stable|maint|lts)v?\d{1,4}(?:[._](?:\d{1,4}|x)){0,3}$/i
/** "v5.4-rhel": what is kept of a release for one who ships it, beside "v5.4". */
const shippedLine = /^v\d{1,6}(?:\.\d{1,6}){1,3}-([a-z]{2,12})$/i
/** What stands there of a release on its way, and of work on one. */
const ofTheProject =
  /^(?:alpha|beta|branch|candidate|dev|docs|final|fix|fixes|hotfix|lts|maintenance|next|nightly|patch|preview|rc|release|snapshot|stable|wip)$/

/** For whom a branch keeps a release, in lower case: "rhel" of "v5.4-rhel"; "" where it is the project's own. */
export function shipperOf(branch: string): string {
  const word = shippedLine.exec(branch.slice(0, 200))?.[1]?.toLowerCase() ?? ''
  return ofTheProject.test(word) ? '' : word
}

/** Whether a branch is called as a line of releases is. */
export function isReleaseLine(name: string): boolean {
  const start = name.slice(0, 200)
  return releaseLine.test(start) || unsignedLine.test(start) || shipperOf(name) !== ''
}

/**
 * "21.1.x", "v7", "2-2-dev": a line of releases that is called by its number. One of three digits and more alone is
 * an issue's.
 */
const numberedLine = /^(?!v?\d{3,}$)v?\d/i

/** Whether a branch may be a line of releases of which only the history tells whether it is merged up. */
export function mayBeSeparateLine(name: string): boolean {
  return numberedLine.test(name) && isReleaseLine(name) && !namedLine.test(name.slice(0, 200))
}

/**
 * Lines that say that they are for releases, or for fixes of one, by a word and a number: "release-3.5", "v1.15",
 * "7.x-stable", "2-2-stable". A number alone does not tell: what goes to "7.4" or "12.x" is often merged up to the
 * default branch, or that is the default branch. There the history tells (git/history/separate-lines.ts).
 */
const namedLine =
  /^(?:(?:rel(?:eases?)?|stable|maint(?:enance)?|support|lts|hotfix|servicing)[-/_.]v?\d[\w./-]{0,100}|v\d{1,6}\.\d[\w.-]{0,60}|\d[\w.]{0,30}(?:-\d[\w.]{0,30}){0,4}[-_.](?:stable|maintenance))$/i

/** What branches are numbered by that are about one thing: "fix-42788", "phase-2", and keys of tickets ("TF-10919"). */
const ofOneThing =
  /^(?:(?:attempt|bug|build|case|cherry-?pick|chore|ci|cve|demo|dependabot|devel?|docs?|draft|epic|experiment|feat|feature|fix|fixes|gh|gsoc|hotfix|issues?|iss|iteration|merge|milestone|option|part|patch|phase|pick|poc|pr|proposal|prototype|pull|refactor|renovate|revert|rewrite|rfc|round|spike|sprint|stage|staging|step|story|task|test|ticket|tmp|try|user|week|wip|work)(?:[-_/.]|(?=\d))|[A-Z]{2,}[-_])/
/**
 * "chef-17", "bump_v18.06", "yard/3.x", "vs17.11": a word and a version. A number of three digits is an issue's, and
 * what stands behind a person's name ("ada/17") is one as well.
 */
const projectLine = /^([A-Za-z]{2,30})(?:[-_.]v?\d{1,2}|[-_/.]?v?\d{1,4}(?:[._](?:\d{1,4}|x)){1,3})$/

/**
 * The word of a branch that may be a line of releases called by the project's own word, in lower case; null for one
 * that is not. A name alone does not tell, since "react-18" may be where a project moves to React 18: other branches
 * must be called by the word and another version, and pull requests must have been merged into it (target-branches.ts).
 */
export function projectLineWord(name: string): string | null {
  const word = projectLine.exec(name.slice(0, 100))?.[1]
  return word === undefined || ofOneThing.test(name) || isReleaseLine(name) ? null : word.toLowerCase()
}

/** Where a change is to go, and what is known of the place. */
export type Target = Pick<Revision, 'baseRef'> &
  Partial<Pick<Revision, 'baseIsSeparate' | 'repository' | 'createdAtGuessed'>>

/**
 * Whether the branch that a pull request targets is for the fixes of one release, by its history or its name. What is
 * called by a word and a version is where it is one of a plain mirror's, which names no other target of that kind, and
 * where the word is the repository's or its owner's: on GitHub anyone's branch may be a target.
 */
export function isForOneRelease({ baseRef, baseIsSeparate, repository, createdAtGuessed }: Target): boolean {
  if (baseRef === null) return false
  const start = baseRef.slice(0, 200)
  if (baseIsSeparate === true || namedLine.test(start) || unsignedLine.test(start)) return true
  const word = projectLineWord(baseRef)
  return (
    word !== null && (createdAtGuessed === true || (repository ?? '').toLowerCase().split('/').includes(word))
  )
}
