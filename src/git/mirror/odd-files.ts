import type { Dirent, Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'

/** What git reads at the top of a repository as a file. Other names there are its own business, or no one's. */
const topFiles = ['HEAD', 'config', 'config.worktree', 'packed-refs', 'shallow', 'commondir', 'gitdir']
/** Folders whose every file git may open. */
const folders = ['info', 'objects', 'refs']
/**
 * Looks for what is neither file nor folder where git opens files: at a named pipe it waits without end, a device may
 * have none. Only names are read, and kinds, of which folders tell by themselves.
 * @param dir a bare repository that others may have put together.
 * @throws AppError USAGE with one line that names the first that it finds; the signal's reason.
 */
export async function refuseOddFiles(dir: string, signal: AbortSignal): Promise<void> {
  for (const name of topFiles) {
    const kind = await kindOf(join(dir, name))
    if (kind !== null && kind !== 'a file') refuse(join(dir, name), kind)
  }
  const rest = folders.map((name) => ({ path: join(dir, name), isLinked: name === 'refs' }))
  for (let folder = rest.pop(); folder !== undefined; folder = rest.pop()) {
    signal.throwIfAborted()
    for (const entry of await entriesOf(folder.path)) {
      const path = join(folder.path, entry.name)
      const isLink = entry.isSymbolicLink()
      const kind = isLink ? await kindOf(path) : describeKind(entry)
      if (kind === 'a folder') {
        // Packs may lie elsewhere. Links behind links, and among refs, may lead in a circle, or to the whole disk.
        if (isLink && folder.isLinked) refuse(path, 'a link to a folder')
        rest.push({ path, isLinked: folder.isLinked || isLink })
      } else if (kind !== null && kind !== 'a file') refuse(path, kind)
    }
  }
}

function refuse(path: string, kind: string): never {
  throw new AppError(
    'USAGE',
    `${path} is ${kind}, where git expects a file; make a mirror with: git clone --mirror`,
  )
}

/** Null where there is nothing, or a link that leads nowhere: git finds nothing there either. */
async function kindOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null)
  return found === null ? null : describeKind(found)
}

/** A folder that cannot be read is git's to complain of. */
const entriesOf = (path: string): Promise<Dirent[]> => readdir(path, { withFileTypes: true }).catch(() => [])

function describeKind(entry: Dirent | Stats): string {
  if (entry.isFile()) return 'a file'
  if (entry.isDirectory()) return 'a folder'
  if (entry.isFIFO()) return 'a named pipe'
  return entry.isSocket() ? 'a socket' : 'a device'
}
