import type { FileChannel } from '../../domain/alignment.ts'
import { codeAt, codes } from './code-at.ts'
import type { ChangedFile } from './patch.ts'
import { isPinFile, readPin } from './pins.ts'
import { says } from './tokens.ts'

/** What a change does to lists of versions, and how much it does besides. */
export interface Raises {
  /** By name: the versions that a package gets, and whether the lists say that it only came along with others. */
  packages: ReadonlyMap<string, { to: ReadonlySet<string>; along: boolean }>
  /** Lines of the deciding files that say a version, and all other ones, added and removed. */
  pinned: number
  others: number
}

/** A longer change is no raise, and reading on would cost more than all else. */
const mostLines = 4_000

/** Reads which packages get another version in the files that decide. A package that only goes is not raised. */
export function readRaises(
  files: readonly { file: ChangedFile; channel: FileChannel }[],
  deciding: FileChannel,
): Raises {
  const packages = new Map<string, { to: Set<string>; along: boolean }>()
  let [pinned, others, room] = [0, 0, mostLines]
  for (const { file, channel } of files) {
    if (channel !== deciding) continue
    if (!isPinFile(file.path)) {
      for (const { lines } of file.hunks ?? []) others += countChanged(lines)
      continue
    }
    const gone = new Map<string, Set<string>>()
    const come = new Map<string, { to: Set<string>; along: boolean }>()
    for (const { lines } of file.hunks ?? [])
      for (const line of lines) {
        const sign = codeAt(line, 0)
        if (sign === codes.blank || !says(line)) continue
        const pin = room-- > 0 ? readPin(line.slice(1), file.path) : null
        if (pin === null) {
          others++
          continue
        }
        pinned++
        if (sign === codes.minus) {
          const known = gone.get(pin.name) ?? new Set()
          gone.set(pin.name, known.add(pin.version))
        } else {
          const known = come.get(pin.name)
          if (known === undefined) come.set(pin.name, { to: new Set([pin.version]), along: pin.along })
          else {
            known.to.add(pin.version)
            known.along &&= pin.along
          }
        }
      }
    for (const [name, { to, along }] of come) {
      // Only moved to another place of the list.
      const fresh = [...to].filter((version) => gone.get(name)?.has(version) !== true)
      if (fresh.length === 0) continue
      const known = packages.get(name)
      if (known === undefined) packages.set(name, { to: new Set(fresh), along })
      else {
        for (const version of fresh) known.to.add(version)
        known.along &&= along
      }
    }
  }
  return { packages, pinned, others }
}

/** Lines that come or go and say something. */
function countChanged(lines: readonly string[]): number {
  let changed = 0
  for (const line of lines) if (codeAt(line, 0) !== codes.blank && says(line)) changed++
  return changed
}
