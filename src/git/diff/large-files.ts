import { isLockFile } from '../../triage/index.ts'
import { readUtf8 } from '../../utf8.ts'
import { bigFileBytes } from '../environment.ts'
import { type GitOptions, readGitLines } from '../git.ts'

const lineFeed = 10

/**
 * Says which limit kept git from comparing files that a patch calls binary: git says the same of an image and of a text
 * that is too large. Null when they are binary indeed, or lock files that nobody wanted compared (`options.attributes`,
 * lock-attributes.ts).
 */
export async function describeLargeFiles(patch: Buffer, options: GitOptions): Promise<string | null> {
  const isSpared = (names: string) => options.attributes !== undefined && namesLock(names)
  const ids = findBinary(patch)
    .flatMap(({ before, after, names }) => (isSpared(names) ? [] : [before, after]))
    .filter((id) => !/^0+$/.test(id))
  if (ids.length === 0) return null
  const args = ['cat-file', '--batch-check=%(objectsize)'] as const
  const { gitDir, signal } = options
  for await (const sizes of readGitLines(args, { gitDir, signal, input: `${ids.join('\n')}\n` }))
    if (sizes.some((size) => Number(size) > bigFileBytes))
      return `files of more than ${bigFileBytes / 1024 / 1024} MiB are not compared`
  return null
}

const binaryLine = '\nBinary files '
const binaryFile = /^index ([0-9a-f]{40,64})\.\.([0-9a-f]{40,64}).*\nBinary files (.*)$/

/** The files that a patch calls binary, found where they stand: most of the patch is lines, which never begin so. */
function findBinary(patch: Buffer): { before: string; after: string; names: string }[] {
  const found: { before: string; after: string; names: string }[] = []
  for (let at = patch.indexOf(binaryLine); at !== -1; at = patch.indexOf(binaryLine, at + 1)) {
    const from = at === 0 ? 0 : patch.lastIndexOf(lineFeed, at - 1) + 1
    const to = patch.indexOf(lineFeed, at + 1)
    const lines = readUtf8(patch.subarray(from, to === -1 ? patch.length : to))
    const [, before, after, names] = binaryFile.exec(lines) ?? []
    if (names !== undefined) found.push({ before: before!, after: after!, names })
  }
  return found
}

/** "a/web/yarn.lock and b/web/yarn.lock differ", "/dev/null and "b/caf\303\251/yarn.lock" differ". */
function namesLock(names: string): boolean {
  const paths = names.slice(0, -' differ'.length)
  const none = ' and /dev/null'
  const path = paths.endsWith(none) ? paths.slice(0, -none.length) : paths
  return isLockFile(path.endsWith('"') ? path.slice(0, -1) : path)
}
