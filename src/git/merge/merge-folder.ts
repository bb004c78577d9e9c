import { copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureFolder } from '../mirror/folder-size.ts'

/** A git that was killed leaves its folder behind; no merge takes as long. */
const staleMs = 60 * 60_000
const prefix = 'clawtriage-merge-'

/** A repository to merge in: it reads the objects of others, and what a merge writes goes with it. */
export interface MergeFolder {
  gitDir: string
  /** Bytes of what was written so far. */
  measure(): Promise<number>
  remove(): Promise<void>
}

/**
 * Makes an empty repository for merging what lies in others. git takes nothing of theirs but objects: none of their
 * settings, hooks, attributes, grafts and refs, so no merge driver or filter that they name exists here, and nothing is
 * ever written to them.
 * @param from the folders of the others, the mirror last.
 * @param idLength of an object id, which says which kind of repository it is.
 */
export async function openMergeFolder(from: readonly string[], idLength: number): Promise<MergeFolder> {
  const gitDir = await mkdtemp(join(tmpdir(), prefix))
  const objects = join(gitDir, 'objects')
  const remove = () => rm(gitDir, { recursive: true, force: true })
  try {
    await mkdir(join(objects, 'info'), { recursive: true })
    await mkdir(join(gitDir, 'refs'))
    await writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/none\n')
    const format = idLength === 64 ? '1\n[extensions]\n\tobjectFormat = sha256' : '0'
    await writeFile(join(gitDir, 'config'), `[core]\n\tbare = true\n\trepositoryFormatVersion = ${format}\n`)
    await writeFile(
      join(objects, 'info', 'alternates'),
      from.map((folder) => `${quotePath(join(folder, 'objects'))}\n`).join(''),
    )
    // A shallow history ends where this file says, and not at commits that are missing.
    await copyFile(join(from.at(-1)!, 'shallow'), join(gitDir, 'shallow')).catch(() => {})
  } catch (error) {
    await remove()
    throw error
  }
  return { gitDir, measure: () => measureFolder(objects), remove }
}

/** Removes what a process left behind that was killed while it merged. Never fails. */
export async function removeStaleMergeFolders(now: number): Promise<void> {
  const folder = tmpdir()
  for (const name of await readdir(folder).catch(() => []))
    if (name.startsWith(prefix)) {
      const found = await stat(join(folder, name)).catch(() => null)
      if (found !== null && now - found.mtimeMs > staleMs)
        await rm(join(folder, name), { recursive: true, force: true }).catch(() => {})
    }
}

/** In C quotes: a path may begin with what git takes for a comment, or hold the end of a line. */
function quotePath(path: string): string {
  const escaped = Buffer.from(path)
    .toString('latin1')
    .replaceAll(
      /[\x00-\x1f"\\\x7f-\xff]/g,
      (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
    )
  return `"${escaped}"`
}
