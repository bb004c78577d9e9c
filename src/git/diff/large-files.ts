import { isLockFile } from '../../triage/index.ts'
import { readUtf8 } from '../../utf8.ts'
import { bigFileBytes } from '../environment.ts'
import { type GitOptions, readGitLines } from '../git.ts'

/**
 * Says which limit kept git from comparing files that a patch calls binary: git says the same of an image and of a text
 * that is too large. Null when they are binary indeed, or lock files that nobody wanted compared (`options.attributes`,
 * lock-attributes.ts).
 */
export async function describeLargeFiles(patch: Buffer, options: GitOptions): Promise<string | null> {
  const isSpared = (names: string) => options.attributes !== undefined && namesLock(names)
  if (!patch.includes('\nBinary files ')) return null
  const ids = [
    ...readUtf8(patch).matchAll(/^index ([0-9a-f]{40,64})\.\.([0-9a-f]{40,64}).*\nBinary files (.*)/gm),
  ]
    .flatMap(([, before, after, names]) => (isSpared(names!) ? [] : [before!, after!]))
    .filter((id) => !/^0+$/.test(id))
  if (ids.length === 0) return null
  const args = ['cat-file', '--batch-check=%(objectsize)'] as const
  const { gitDir, signal } = options
  for await (const sizes of readGitLines(args, { gitDir, signal, input: `${ids.join('\n')}\n` }))
    if (sizes.some((size) => Number(size) > bigFileBytes))
      return `files of more than ${bigFileBytes / 1024 / 1024} MiB are not compared`
  return null
}

/** "a/web/yarn.lock and b/web/yarn.lock differ", "/dev/null and "b/caf\303\251/yarn.lock" differ". */
function namesLock(names: string): boolean {
  const paths = names.slice(0, -' differ'.length)
  const none = ' and /dev/null'
  const path = paths.endsWith(none) ? paths.slice(0, -none.length) : paths
  return isLockFile(path.endsWith('"') ? path.slice(0, -1) : path)
}
