import { type GitOptions, runGit } from './git.ts'
import { readObjectNames, readObjects } from './objects.ts'

/**
 * The id of a file at a path of a commit, from the trees alone: its content may be missing. Null when there is no such
 * file or commit.
 */
export async function findFileAt(commit: string, path: string, options: GitOptions): Promise<string | null> {
  if ((await readObjectNames([commit], options)).size === 0) return null
  const printed = await runGit(['ls-tree', '-z', '--full-tree', commit, '--', path], options)
  return /^100(?:644|755) blob ([0-9a-f]{40,64})\t/.exec(printed.toString('latin1'))?.[1] ?? null
}

/** The text of a blob, cut at 256 KiB. @throws AppError when the repository lacks it. */
export async function readBlobText(id: string, options: GitOptions): Promise<string> {
  for await (const { content } of readObjects([id], options)) return content.toString('utf8')
  return ''
}
