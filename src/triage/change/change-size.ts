import type { ChannelSize, FileChannel } from '../../domain/alignment.ts'
import { sortFiles } from './deciding-files.ts'
import { parsePatch } from './patch.ts'
import type { PathRules } from './paths.ts'

/** A page shows no more. */
const mostPaths = 50

/**
 * What a change consists of, by what its files are for: production first; a channel that it does not touch is left out.
 */
export function measureChange(patch: string, rules?: PathRules): ChannelSize[] {
  const order: readonly FileChannel[] = ['production', 'test', 'docs', 'metadata', 'generated']
  const sizes = new Map<FileChannel, ChannelSize>()
  for (const { file, channel } of sortFiles(parsePatch(patch), rules).files) {
    const size = sizes.get(channel) ?? { channel, files: 0, added: 0, removed: 0, paths: [] }
    sizes.set(channel, size)
    size.files++
    if (size.paths.length < mostPaths) size.paths.push(file.path)
    for (const hunk of file.hunks ?? [])
      for (const line of hunk.lines) {
        if (line[0] === '+') size.added++
        else if (line[0] === '-') size.removed++
      }
  }
  return order.flatMap((channel) => sizes.get(channel) ?? [])
}
