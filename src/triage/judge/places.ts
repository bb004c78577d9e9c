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
 * Within one and the same content lines are counted: what does not meet there is elsewhere, however alike (a sibling
 * function mended likewise). Between two contents, or when the file was moved, the lines around tell. Symmetric.
 */
export function samePlaceShare(a: Side, b: Side): number | null {
  if (a.places.length === 0 || b.places.length === 0) return null
  const forward = covered(a.places, b.places)
  const back = covered(b.places, a.places)
  if (a.places.length === b.places.length) return Math.max(forward, back)
  return a.places.length < b.places.length ? forward : back
}

function covered(small: readonly Place[], large: readonly Place[]): number {
  const byBase = new Map<string, Place[]>()
  for (const place of large) byBase.set(place.base, [...(byBase.get(place.base) ?? []), place])
  const met = small.filter((place) =>
    (byBase.get(place.base) ?? []).some((other) => isSamePlace(place, other)),
  )
  return met.length / small.length
}

function isSamePlace(a: Place, b: Place): boolean {
  if (a.isNew || b.isNew) return a.isNew && b.isNew && a.path === b.path
  const overlapping = a.from <= b.to + hunkReach && b.from <= a.to + hunkReach
  if (a.path === b.path && a.content !== null && a.content === b.content) return overlapping
  if (a.path === b.path && a.content === null && b.content === null && overlapping) return true
  return surroundings(a.old, b.old) >= sameSurroundings
}

/** Of the telling old lines of whichever shows fewer, the share that both show. */
function surroundings(a: readonly string[], b: readonly string[]): number {
  const [small, large] = [telling(a), telling(b)].sort((x, y) => x.size - y.size) as [
    Set<string>,
    Set<string>,
  ]
  if (small.size === 0) return 0
  let shared = 0
  for (const line of small) if (large.has(line)) shared++
  return shared / small.size
}

function telling(lines: readonly string[]): Set<string> {
  const found = new Set(lines.filter((line) => line.length >= tellingLine && /[\p{L}\d]/u.test(line)))
  return found.size > 0 ? found : new Set(lines)
}
