import { type Bag, sharedLines } from './bags.ts'
import { netLines } from './net-lines.ts'
import { onceFor } from './once-for.ts'
import type { Side } from './side.ts'

/** "18.4.0", "9.0.0-beta.24423.2": with a dot at least, since a number alone may be anything. */
const version = /(?<![\w.])v?\d{1,9}(?:\.\d{1,9}){1,4}(?:-[a-z]{1,10}(?:\.\d{1,9}){0,4})?/gi
/** A longer line is data. */
const longestLine = 300
/** A change of more is no matter of versions, and what it begins from is told by its other lines. */
const mostLines = 4_000

/** Lines that say a version, each by what it says besides. */
type Versioned = ReadonlyMap<string, ReadonlySet<string>>

function readVersioned(lines: Bag): Versioned {
  const found = new Map<string, Set<string>>()
  if (lines.size > mostLines) return found
  for (const line of lines.keys()) {
    if (line.length > longestLine) continue
    const rest = line.replace(version, '#')
    if (rest === line) continue
    const known = found.get(rest)
    if (known === undefined) found.set(rest, new Set([line]))
    else known.add(line)
  }
  return found
}

const versionedLines = onceFor((side: Pick<Side, 'added' | 'removed'>): [Versioned, Versioned] => {
  const [added, removed] = netLines(side as Side)
  return [readVersioned(added), readVersioned(removed)]
})

/** How many lines say another version in each; null where one with a version is the same. */
function countDiffering(one: Versioned, other: Versioned): number | null {
  let differing = 0
  for (const [rest, mine] of one) {
    const theirs = other.get(rest)
    if (theirs === undefined) continue
    if ([...mine].some((line) => theirs.has(line))) return null
    differing++
  }
  return differing
}

/**
 * Whether two take the same thing from one version to another, and each from and to other ones, as the branding of one
 * release and of the next: the one began when the other was long done, or on another line of releases. Not where a line
 * with a version goes in both or comes in both, nor where more of what both do says no version: whoever proposes
 * something counts the version of what it is for on, and does so from where that stands on the day. Symmetric.
 */
export function goFromOtherVersions(a: Side, b: Side): boolean {
  const [[addedByA, goneInA], [addedByB, goneInB]] = [versionedLines(a), versionedLines(b)]
  const [gone, come] = [countDiffering(goneInA, goneInB), countDiffering(addedByA, addedByB)]
  if (!gone || !come) return false
  const [mine, theirs] = [netLines(a), netLines(b)]
  const alike = ([0, 1] as const).map((which) => sharedLines(mine[which], theirs[which], 0).count)
  return alike[0]! + alike[1]! <= gone + come
}
