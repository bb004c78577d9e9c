import type { AlignedFile, Alignment } from '../domain/alignment.ts'

/**
 * Files in the order in which they are read: where both changes have lines in common comes before where both only are,
 * and that before what one of them alone touches, which may be the gathered work of others. Of each kind what decides
 * comes first, then what shares most. What a machine wrote is last.
 */
export function inReadingOrder(
  files: readonly AlignedFile[],
  deciding: Alignment['deciding'],
): AlignedFile[] {
  const place = ({ channel, a, b, counts }: AlignedFile) => {
    if (channel === 'generated') return 3
    if (a === null || b === null) return 2
    return counts.shared > 0 ? 0 : 1
  }
  const decides = ({ channel }: AlignedFile) => Number(channel === deciding)
  return [...files].sort(
    (x, y) => place(x) - place(y) || decides(y) - decides(x) || y.counts.shared - x.counts.shared,
  )
}
