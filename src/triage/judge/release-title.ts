import { longestTitle } from './relation-facts.ts'
import type { Side } from './side.ts'

/** "chore(release): ", "docs(changelog): ", "[release] ", "build: ": what stands before the subject; what it names. */
const prefix = /^\s*(?:[[(]([^\])]{1,40})[\])]\s*)?(?:(\w{1,20})(?:\(([^)]{0,60})\))?!?:\s*)?/
/** What a version is written for when the repository itself is released. */
const releaseWord = /\b(?:releas(?:es?|ed|ing)|change-?logs?|what's new|nightly)\b/i
/** "Bump version to 1.2", "Version 1.2", "Set the version to 1.2": no name before the version, so it is its own. */
const ownVersion = /^(?:(?:bump|set|update|change|increment)\s+(?:the\s+)?)?version\b/i
/** "Prepare 1.2", or the version alone. */
const versionAlone = /^(?:(?:prepare|prep|cut|tag|publish|start|begin|open)\s+(?:for\s+)?)?v?\d+\.\d/i
/** With a dot at least: a number alone may be anything. */
const version = /(?<![\w.])v?(\d+(?:\.\d+)+(?:[-+.]?[a-z][\w.+-]*)?)(?![\w])/gi
/** Words of a change for which a release is only the occasion ("Fix the release script for 1.2"). */
const otherWork =
  /\b(?:add|allow|avoid|build|clarify|correct|ensure|fix(?:es|ed)?|handle|improve|link|make|move|remove|rename|replace|support|typos?|use)\b/i

/**
 * The version that a title says is released, prepared or written about in the list of changes; null when it says
 * nothing of the kind, or names several. Zeros at the end say nothing: "1.2" is "1.2.0".
 */
export function releasedVersion(title: string): string | null {
  const text = title.slice(0, longestTitle)
  const [whole, mark = '', kind = '', scope = ''] = prefix.exec(text)!
  const subject = text.slice(whole.length)
  const isRelease =
    versionAlone.test(subject) ||
    ownVersion.test(subject) ||
    releaseWord.test(`${mark} ${kind} ${scope}`) ||
    (releaseWord.test(subject) && !otherWork.test(subject))
  if (!isRelease) return null
  const versions = new Set([...subject.matchAll(version)].map(([, found]) => found!.toLowerCase()))
  const [only] = versions
  return versions.size === 1 ? withoutZeros(only!) : null
}

/** "1.2" for "1.2.0"; what is more than numbers stays as it is. */
function withoutZeros(found: string): string {
  const parts = found.split('.')
  if (parts.every((part) => /^\d{1,9}$/.test(part)))
    while (parts.length > 1 && parts.at(-1) === '0') parts.pop()
  return parts.join('.')
}

/** Whether each is for a release of the repository itself, and for another one: what releases share they all share. */
export function releasesAnother(a: Side, b: Side): boolean {
  const [one, other] = [releasedVersion(a.revision.title), releasedVersion(b.revision.title)]
  return one !== null && other !== null && one !== other
}
