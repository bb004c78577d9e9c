import { hashText } from '../candidates/hash.ts'
import { detach } from '../change/detach.ts'
import { says } from '../change/tokens.ts'
import { onceFor } from './once-for.ts'
import { longestTitle } from './relation-facts.ts'
import type { Side } from './side.ts'
import { addedSeed } from './side-lines.ts'

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

/** What may stand behind a title that says no version: "using 'a plan'", "(alpha)", "(#12)". */
const behindNameless = String.raw`(?: v?\d[\w.+-]{0,60})?(?: using ['"\x60]?[\w-][\w -]{0,40}['"\x60]?)?(?: \([\w #.-]{1,30}\))?[^\p{L}\p{N}]*$`
/** "Prepare Alpha Release", "chore: release", "Version Packages": a release whose version stands in the files. */
const namelessRelease = new RegExp(
  `^(?:(?:prepare|prep|cut|tag|draft)(?: [\\p{L}-]{1,20}){0,3} releases?|releases?(?: packages)?|(?:version|publish) packages)${behindNameless}`,
  'iu',
)
/** Where a package says its own version. */
const manifest =
  /(?:^|\/)(?:version\.(?:rb|py|php|go|[jt]s)|(?:package|composer|bower|lerna|deno|jsr|manifest|plugin)\.json|(?:cargo|pyproject|project)\.toml|setup\.(?:cfg|py)|mix\.exs|[^/]{1,100}\.(?:gemspec|podspec))$/i
/** What a package says of itself: `"version": "1.2.0",`, `spec.version = "1.2.0"`, `VERSION = '1.2.0'`. */
const ownVersion = /^\s*(?:\w{1,20}\.)?"?version"?\s*[:=]\s*["']v?(\d[\w.+-]{0,60})["'],?\s*$/i
/** A change that says more of them is of more than a release, and holding them all takes room. */
const mostVersions = 200

type Release = Pick<Side, 'revision' | 'added' | 'removed' | 'files' | 'changed' | 'places'>

/** The lines in which its packages say their own version, each with that; nothing where they say too much. */
const readVersionLines = onceFor(({ added, files, changed }: Release): ReadonlyMap<string, string> => {
  const hashes = new Set(
    files.flatMap(({ path }) => (manifest.test(path) ? [...(changed.get(path) ?? [])] : [])),
  )
  const lines = new Map<string, string>()
  if (hashes.size === 0) return lines
  for (const line of added.keys()) {
    const found = ownVersion.exec(line.slice(0, longestTitle))?.[1]
    if (found === undefined || !hashes.has(hashText(line, addedSeed))) continue
    lines.set(line, detach(withoutZeros(found.toLowerCase())))
    if (lines.size > mostVersions) return new Map()
  }
  return lines
})

/**
 * Whether all that two have in common is that they raise the version of the package itself, and one of them is for
 * something else besides: a release, or a raise of another package, that says it by the way. Symmetric.
 */
export function shareOwnVersionAlone(a: Release, b: Release): boolean {
  const [mine, theirs] = [readVersionLines(a), readVersionLines(b)]
  if (mine.size === 0 || theirs.size === 0) return false
  // Two releases of one version are for nothing else.
  if (readRelease(a) !== null && readRelease(b) !== null) return false
  if (raisesBySection(a) || raisesBySection(b)) return false
  const both = [...a.added.keys()].filter((line) => b.added.has(line) && says(line))
  if (both.length === 0 || !both.every((line) => mine.has(line) && theirs.has(line))) return false
  const bothRemove = [...a.removed.keys()].filter((line) => b.removed.has(line) && says(line))
  if (!bothRemove.every((line) => ownVersion.test(line))) return false
  return [a, b].some(({ added, removed }) =>
    [...added.keys(), ...removed.keys()].some((line) => says(line) && !ownVersion.test(line)),
  )
}

/** "[dependencies.chisel]": below it stands the version of another package. */
const ofAnother = /^\[[^\]]{0,100}dependencies\.[^\].]{1,60}\]/
const raisesBySection = ({ places }: Release): boolean =>
  places.some(({ path, old }) => manifest.test(path) && old.some((line) => ofAnother.test(line)))

interface ReadRelease {
  /** The version that the title says. */
  said: string | null
  /** That one, and those that its packages say of themselves. */
  versions: ReadonlySet<string>
}

/** What a side is a release of, by its title; null where it is none. */
const readRelease = onceFor((side: Release): ReadRelease | null => {
  const said = releasedVersion(side.revision.title)
  const text = side.revision.title.slice(0, longestTitle)
  const subject = text.slice(prefix.exec(text)![0].length).replace(/\s+/g, ' ').trim()
  if (said === null && !namelessRelease.test(subject)) return null
  const own = new Set(readVersionLines(side).values())
  return { said, versions: said === null ? own : new Set([said, ...own]) }
})

/**
 * Whether each is for a release of the repository itself, and for another one: what releases share they all share. By
 * their titles; where one says no version, by all that both say, in the files of their packages too.
 */
export function releasesAnother(a: Release, b: Release): boolean {
  const [one, other] = [readRelease(a), readRelease(b)]
  if (one === null || other === null) return false
  if (one.said !== null && other.said !== null) return one.said !== other.said
  if (one.versions.size === 0 || other.versions.size === 0) return false
  return ![...one.versions].some((version) => other.versions.has(version))
}
