import { readUtf8 } from '../../utf8.ts'
import { bigFileBytes } from '../environment.ts'
import { type GitOptions, readGitLines } from '../git.ts'

/**
 * Says which limit kept git from comparing files that a patch calls binary: git says the same of an image and of a text
 * that is too large. Null when they are binary indeed.
 */
export async function describeLargeFiles(patch: Buffer, options: GitOptions): Promise<string | null> {
  if (!patch.includes('\nBinary files ')) return null
  const ids = [
    ...readUtf8(patch).matchAll(/^index ([0-9a-f]{40,64})\.\.([0-9a-f]{40,64}).*\nBinary files /gm),
  ]
    .flatMap(([, before, after]) => [before!, after!])
    .filter((id) => !/^0+$/.test(id))
  if (ids.length === 0) return null
  const args = ['cat-file', '--batch-check=%(objectsize)'] as const
  for await (const sizes of readGitLines(args, { ...options, input: `${ids.join('\n')}\n` }))
    if (sizes.some((size) => Number(size) > bigFileBytes))
      return `files of more than ${bigFileBytes / 1024 / 1024} MiB are not compared`
  return null
}
