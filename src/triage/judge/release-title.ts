import { longestTitle } from './relation-facts.ts'
import type { Side } from './side.ts'

/** "chore(release): ", "docs(changelog): ", "[release] ", "build: ": what stands before the subject; what it names. */
const prefix = /^\s*(?:[[(]([^\])\d]{1,40})[\])]\s*)?(?:(\w{1,20})(?:\(([^)]{0,60})\))?!?:\s*)?/
const releaseWord = /^(?:releas(?:e|es|ing)|change-?logs?)$/i
/** With a dot at least, since a number alone may be anything; what follows the numbers names a release before it. */
const version = String.raw`v?(\d{1,9}(?:\.\d{1,9}){1,4}(?:[-+.]?[a-z][\w.+-]{0,60})?)`
/** What may stand before a version in the subject of a release: "Bump version to 1.2", "Prepare for v1.2". */
const verbs = `(?:(?:bump|set|update|change|increment|prepare|prep|cut|tag|publish|start|begin|open|draft|add|create) )?(?:the )?(?:next )?`
/** All of the subject, but for a number that a squash appends and a few words behind: "v1.2 (#12)", "1.2 release". */
const end = String.raw`(?: (?:release(?: notes?)?|change-?log))? ?[.!]? ?(?:\(#\d{1,9}\) ?)?$`
const forms = [
  // The version alone, or only prepared.
  new RegExp(`^${verbs}(?:for )?${version}${end}`, 'i'),
  // "Version 1.2", "Bump version to 1.2": no name before the version, so it is the repository's own.
  new RegExp(`^${verbs}version (?:(?:number|to|is|for) ){0,2}${version}${end}`, 'i'),
  // "Release 1.2", "Release notes for 1.2", "Changelog: 1.2", "Update the changelog for 1.2".
  new RegExp(
    `^${verbs}(?:release(?:d|s)?|releasing|nightly|change-?logs?)(?: (?:notes?|version|candidate|entry|entries|for|of|to)){0,3}:? ${version}${end}`,
    'i',
  ),
] as const
/** Behind "chore(release): " and the like: "update for v0.38.0", "bump version to 1.2". */
const behindKind = new RegExp(
  `^${verbs}(?:(?:version|notes?|entries|for|of|to|release) ){0,3}${version}${end}`,
  'i',
)

/**
 * The version that a title says is released, prepared or written about in the list of changes; null when it says
 * nothing of the kind. Zeros at the end say nothing: "1.2" is "1.2.0".
 */
export function releasedVersion(title: string): string | null {
  const text = title.slice(0, longestTitle)
  const [whole, mark = '', kind = '', scope = ''] = prefix.exec(text)!
  const subject = text.slice(whole.length).replace(/\s+/g, ' ').trim()
  const isKind = [mark, kind, scope].some((word) => releaseWord.test(word.trim()))
  for (const form of isKind ? [behindKind, ...forms] : forms) {
    const found = form.exec(subject)?.[1]
    if (found !== undefined) return withoutZeros(found.toLowerCase())
  }
  return null
}

/** "1.2" for "1.2.0", "1.2.rc1" for "1.2-rc1". */
function withoutZeros(found: string): string {
  const parts = found.replace(/[-+]/g, '.').split('.')
  if (parts.every((part) => /^\d{1,9}$/.test(part)))
    while (parts.length > 1 && parts.at(-1) === '0') parts.pop()
  return parts.join('.')
}

/** "Prepare Alpha Release", "chore: release", "Version Packages": a release whose version stands in the files. */
const namelessRelease =
  /^(?:(?:prepare|prep|cut|tag|draft)\b[^\n]{0,40}\breleases?\b|releases?(?: packages)?\W*$|(?:version|publish) packages\b)/i
/** What a package says of itself: `"version": "1.2.0",`, `version = "1.2.0"`. */
const ownVersion = /^\s*"?version"?\s*[:=]\s*["']v?(\d[\w.+-]{0,60})["'],?\s*$/i

/**
 * The versions that a release is for, by its title or by what its packages say of themselves; none: it is no release.
 */
function releasedVersions({ revision: { title }, added }: Pick<Side, 'revision' | 'added'>): string[] {
  const said = releasedVersion(title)
  if (said !== null) return [said]
  const text = title.slice(0, longestTitle)
  if (!namelessRelease.test(text.slice(prefix.exec(text)![0].length).trim())) return []
  return [...added.keys()].flatMap((line) => {
    const found = ownVersion.exec(line.slice(0, longestTitle))?.[1]
    return found === undefined ? [] : [withoutZeros(found.toLowerCase())]
  })
}

/** Whether each is for a release of the repository itself, and for another one: what releases share they all share. */
export function releasesAnother(a: Side, b: Side): boolean {
  const [one, other] = [releasedVersions(a), releasedVersions(b)]
  return one.length > 0 && other.length > 0 && !one.some((version) => other.includes(version))
}
