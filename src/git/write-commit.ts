import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'

/** Who "merges" the commits that no repository ever sees, and when: the same merge is the same commit. */
const nobody = 'ClawTriage <merge@clawtriage.invalid> 0 +0000'

/**
 * Writes a commit as git's loose object, as `git commit-tree` would: a process for each of a dozen would take longer than merging them.
 * @returns its id.
 */
export async function writeCommit(gitDir: string, tree: string, parents: readonly string[]): Promise<string> {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${nobody}`,
    `committer ${nobody}`,
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
