import { hunkReach } from '../weights.ts'
import type { Place, Side } from './side.ts'

/** Lines that stand everywhere ("}", "end") tell a place only where there are no others. */
const tellingLine = 4
/**
 * Of the old lines of the hunk that has fewer, the share that both show, from which they are at the same place though
 * lines have moved.
 */
const sameSurroundings = 0.5

/**
 * Of the smaller change's hunks, the share that lies where a hunk of the other one lies; null where one has none.
 * Within one and the same content, whatever the file is called by now, lines are counted: what does not meet there is
 * elsewhere, however alike (a sibling function mended likewise). Between two contents, or when the folder was moved,
 * the lines around tell. Symmetric.
 */
export function samePlaceShare(a: Side, b: Side): number | null {
  if (a.places.length === 0 || b.places.length === 0) return null
  const isSame = openPlaces()
  const [small, large] = a.places.length <= b.places.length ? [a, b] : [b, a]
  const share = covered(small.places, large.places, isSame)
  return small.places.length < large.places.length
    ? share
    : Math.max(share, covered(large.places, small.places, isSame))
}

function covered(
  small: readonly Place[],
  large: readonly Place[],
  isSame: (a: Place, b: Place) => boolean,
): number {
  const byName = new Map<string, Place[]>()
  const add = (key: string, place: Place) => {
    const places = byName.get(key)
    if (places === undefined) byName.set(key, [place])
    else places.push(place)
  }
  for (const place of large) {
    add(place.base, place)
    // A space stands in no id, and an id is no name that a file would have.
    if (place.content !== null) add(`content ${place.content}`, place)
  }
  const met = small.filter((place) =>
    [...(byName.get(place.base) ?? []), ...(byName.get(`content ${place.content}`) ?? [])].some((other) =>
      isSame(place, other),
    ),
  )
  return met.length / small.length
}

/** A shorter change says nothing of its own wherever it stands. */
const shortestEdit = 24

/**
 * Whether both make the same edits to the same contents, of which one has another name by now: a file was renamed, or
 * its folder, between the two. The name of a file is part of the patch, so the patches differ. Symmetric.
 */
export function isSameEditMoved(a: Side, b: Side): boolean {
  const [ofA, ofB] = [contentsOf(a), contentsOf(b)]
  if (ofA === null || ofB === null || ofA.size !== ofB.size) return false
  let moved = false
  for (const [content, path] of ofA) {
    const other = ofB.get(content)
    if (other === undefined) return false
    moved ||= other !== path
  }
  if (!moved || !isSameBag(a.added, b.added) || !isSameBag(a.removed, b.removed)) return false
  const length = [...a.added.keys(), ...a.removed.keys()].reduce((sum, line) => sum + line.length, 0)
  return length >= shortestEdit && samePlaceShare(a, b) === 1
}

/** The files that are edited by what they held before; null when one is not known, new, or the copy of another. */
function contentsOf({ places, changed }: Side): Map<string, string> | null {
  const paths = new Map<string, string>()
  for (const { content, path, isNew } of places) {
    if (content === null || isNew || (paths.has(content) && paths.get(content) !== path)) return null
    paths.set(content, path)
  }
  // A file without a hunk (a picture, a mode) is in no place.
  return paths.size === changed.size && paths.size > 0 ? paths : null
}

function isSameBag(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([line, count]) => b.get(line) === count)
}

/** What lines tell is found once for each place, which is compared with all others of its file. */
function openPlaces(): (a: Place, b: Place) => boolean {
  const known = new Map<Place, ReadonlySet<string>>()
  const telling = (place: Place) => {
    let lines = known.get(place)
    if (lines === undefined) {
      lines = tellingLines(place.old)
      known.set(place, lines)
    }
    return lines
  }
  return (a, b) => {
    if (a.isNew || b.isNew) return a.isNew && b.isNew && a.path === b.path
    const overlapping = a.from <= b.to + hunkReach && b.from <= a.to + hunkReach
    if (a.content !== null && a.content === b.content) return overlapping
    if (a.path === b.path && a.content === null && b.content === null && overlapping) return true
    return surroundings(telling(a), telling(b)) >= sameSurroundings
  }
}

/** Of the telling old lines of whichever shows fewer, the share that both show. */
function surroundings(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size === 0) return 0
  let shared = 0
  for (const line of small) if (large.has(line)) shared++
  return shared / small.size
}

function tellingLines(lines: readonly string[]): ReadonlySet<string> {
  const found = new Set(lines.filter((line) => line.length >= tellingLine && /[\p{L}\d]/u.test(line)))
  return found.size > 0 ? found : new Set(lines)
}
