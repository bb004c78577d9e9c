import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes that the files below a folder hold; what vanishes meanwhile, or is not there, holds none. */
export async function measureFolder(folder: string): Promise<number> {
  let bytes = 0
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries)
    if (entry.isFile())
      bytes += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      )
  return bytes
}
