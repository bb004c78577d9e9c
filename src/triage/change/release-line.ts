/**
 * How projects call the branches that releases are made from, and to which fixes are carried: "v1.6", "2.x",
 * "release-3", "stable/1.0", "lts-4-8".
 */
const releaseLine =
  /^(?:v?\d{1,6}(?:[._-](?:\d{1,6}|x)){0,4}(?:[._-](?:stable|maintenance|dev|beta\d*|rc\d*))?|(?:releases?|stable|maint|maintenance|support|lts)(?:[-/_.][\w./-]{1,100})?)$/i

/** Whether a branch is called as a line of releases is. */
export function isReleaseLine(name: string): boolean {
  return releaseLine.test(name.slice(0, 200))
}

/**
 * "21.1.x", "v7", "2-2-stable": a line of releases that is called by its number. One of three digits and more alone is
 * an issue's.
 */
const numberedLine = /^(?!v?\d{3,}$)v?\d/i

/** Whether a branch may be a line of releases of which only the history tells whether it is merged up. */
export function mayBeSeparateLine(name: string): boolean {
  return numberedLine.test(name) && isReleaseLine(name) && !isNamedReleaseLine(name)
}

/**
 * Lines that say that they are for releases, or for fixes of one, by a word and a number: "release-3.5", "v1.15",
 * "7.x-stable". A number alone does not tell: what goes to "7.4" or "12.x" is often merged up to the default
 * branch, or that is the default branch. There the history tells (git/history/separate-lines.ts).
 */
const namedLine =
  /^(?:(?:rel(?:eases?)?|stable|maint(?:enance)?|support|lts|hotfix|servicing)[-/_.]v?\d[\w./-]{0,100}|v\d{1,6}\.\d[\w.-]{0,60}|\d[\w.]{0,30}[-_.](?:stable|maintenance))$/i

/**
 * Whether a branch says by its name that it is for the fixes of one release. What is called by the project's own word
 * and a version does too, since it is one that pull requests are made to.
 * @param name of a branch that a pull request targets.
 */
export function isNamedReleaseLine(name: string): boolean {
  return namedLine.test(name.slice(0, 200)) || mayBeProjectLine(name)
}

/** What branches are numbered by that are about one thing: "fix-42788", "patch-1", and keys of tickets ("TF-10919"). */
const ofOneThing =
  /^(?:(?:bug|case|cherry-?pick|chore|ci|cve|dependabot|dev|doc|docs|feat|feature|fix|fixes|gh|hotfix|issue|issues|iss|merge|patch|pick|pr|pull|renovate|revert|sprint|story|task|test|ticket|tmp|try|user|wip|work)[-_/.]|[A-Z]{2,}[-_])/
/** "chef-17", "bump_v18.06", "yard/3.x": a word and a version. */
const projectLine = /^[A-Za-z]{2,30}[-_/.]v?(\d{1,4}(?:[._](?:\d{1,4}|x)){0,3})$/

/**
 * Whether a branch may be a line of releases that is called by the project's own word. A name alone does not tell: pull
 * requests must have been merged into it.
 */
export function mayBeProjectLine(name: string): boolean {
  return projectLine.test(name.slice(0, 100)) && !ofOneThing.test(name) && !isReleaseLine(name)
}
