import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A pack that is still being received is written to all the time; one untouched for this long was given up. */
const abandonedPackMs = 60 * 60_000

/**
 * Removes what a git that was killed left behind: lock files, which would make every later fetch fail, older than
 * `lockAgeMs`, and half a pack, which only takes room.
 */
export async function removeStaleFiles(gitDir: string, lockAgeMs: number, nowMs: number): Promise<void> {
  for (const folder of ['', 'refs', 'objects/info', 'objects/pack'])
    for (const entry of await readdir(join(gitDir, folder), {
      recursive: folder === 'refs',
      withFileTypes: true,
    }).catch(() => [])) {
      const isPack = folder === 'objects/pack' && /^\.?tmp[-_]/.test(entry.name)
      if (!entry.isFile() || !(isPack || entry.name.endsWith('.lock'))) continue
      const path = join(entry.parentPath, entry.name)
      const written = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => nowMs,
      )
      if (nowMs - written > (isPack ? abandonedPackMs : lockAgeMs)) await rm(path, { force: true })
    }
}
