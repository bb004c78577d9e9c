import { readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { describeError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { measureFolder } from './folder-size.ts'

/** A mirror that was used so lately may be in use still. */
const inUseMs = 60 * 60_000
const megabyte = 1_000_000

export interface CachedMirror {
  gitDir: string
  bytes: number
  /** When it was last opened, in milliseconds since 1970. */
  usedAt: number
}

/** The mirrors under a data folder, the one that was not used for the longest first. */
export async function listMirrors(dataDir: string): Promise<CachedMirror[]> {
  const root = join(dataDir, 'git')
  const mirrors: CachedMirror[] = []
  for (const owner of await readdir(root).catch(() => []))
    for (const name of await readdir(join(root, owner)).catch(() => [])) {
      const gitDir = join(root, owner, name)
      const folder = await stat(gitDir).catch(() => null)
      if (folder?.isDirectory())
        mirrors.push({ gitDir, bytes: await measureFolder(gitDir), usedAt: folder.mtimeMs })
    }
  return mirrors.sort((a, b) => a.usedAt - b.usedAt)
}

/** Notes that a mirror is used now. */
export async function markUsed(gitDir: string, nowMs: number): Promise<void> {
  await utimes(gitDir, nowMs / 1_000, nowMs / 1_000).catch(() => {})
}

/**
 * Keeps all mirrors together below a limit. First the given one loses what it can do without, then others that were not
 * used for long are removed, and at last this one, since a full disk would stop the database too. What is removed is
 * fetched again when it is needed.
 */
export async function limitCache({
  dataDir,
  gitDir,
  maxBytes,
  compact,
  log,
  now,
}: {
  dataDir: string
  gitDir: string
  maxBytes: number
  compact: () => Promise<void>
  log: Log
  now: number
}): Promise<void> {
  const before = await sumOf(dataDir)
  if (before <= maxBytes) return
  await compact().catch((error) =>
    log.warn({ gitDir, error: describeError(error) }, 'mirror could not be made smaller'),
  )
  for (const mirror of await listMirrors(dataDir)) {
    if ((await sumOf(dataDir)) <= maxBytes) break
    if (mirror.gitDir === gitDir || now - mirror.usedAt < inUseMs) continue
    await rm(mirror.gitDir, { recursive: true, force: true })
    log.info({ gitDir: mirror.gitDir, mb: inMb(mirror.bytes) }, 'mirror removed: GIT_CACHE_MAX_MB is reached')
  }
  const after = await sumOf(dataDir)
  if (after > maxBytes) {
    await rm(gitDir, { recursive: true, force: true })
    log.warn(
      { gitDir, mb: inMb(after), limitMb: inMb(maxBytes) },
      'commits and trees alone exceed GIT_CACHE_MAX_MB, so they are fetched again for each scan that finds changes: raise it',
    )
  } else log.info({ gitDir, mb: inMb(after), beforeMb: inMb(before) }, 'mirror made smaller')
}

async function sumOf(dataDir: string): Promise<number> {
  return (await listMirrors(dataDir)).reduce((sum, { bytes }) => sum + bytes, 0)
}

const inMb = (bytes: number) => Math.round(bytes / megabyte)
