import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'

/** Who "merges" the commits that no repository ever sees. */
const nobody = 'ClawTriage <merge@clawtriage.invalid>'

/**
 * Writes a commit as git's loose object, as `git commit-tree` would: a process for each of a dozen would take longer
 * than merging them.
 * @param seconds since 1970: git looks for common history from the newest commit back, and would walk through all of it
 *   for one that is older than its parents.
 * @returns its id.
 */
export async function writeCommit(
  gitDir: string,
  tree: string,
  parents: readonly string[],
  seconds: number,
): Promise<string> {
  const who = `${nobody} ${seconds} +0000`
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${who}`,
    `committer ${who}`,
    '',
    'Merge\n',
  ]
  const content = lines.join('\n')
  const bytes = `commit ${content.length}\0${content}`
  const id = createHash(tree.length === 64 ? 'sha256' : 'sha1')
    .update(bytes, 'latin1')
    .digest('hex')
  const folder = join(gitDir, 'objects', id.slice(0, 2))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, id.slice(2)), deflateSync(Buffer.from(bytes, 'latin1')))
  return id
}
