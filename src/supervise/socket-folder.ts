import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { findProgramAccount, type Unprivileged } from './unprivileged.ts'

/** A socket's path has room for 107 bytes on Linux and 103 on macOS; `.s.PGSQL.5432.lock` is the longest name in it. */
const longestPath = 103 - '/postgres/.s.PGSQL.5432.lock'.length

/**
 * The private folder for this data folder's sockets: short, the same at each start, and ours alone. It lies in the
 * machine's folder for such things, since a data folder's own path may be too long for a socket.
 * @throws AppError UNAVAILABLE when another user has put something there.
 */
export function openSocketFolder(dataDir: string, env: Record<string, string | undefined>): string {
  const uid = process.getuid?.() ?? 0
  const name = `clawtriage-${uid}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`
  const parent = [env.XDG_RUNTIME_DIR, tmpdir(), '/tmp'].find(
    (folder) =>
      folder?.startsWith('/') && Buffer.byteLength(join(folder, name)) <= longestPath && isFolder(folder),
  )
  if (parent === undefined)
    throw new AppError('UNAVAILABLE', 'no folder is short enough for a socket: set TMPDIR to /tmp')
  const folder = join(parent, name)
  // Root's servers run as other users, who must be able to pass through to their own folder in it.
  const mode = uid === 0 ? 0o711 : 0o700
  mkdirSync(folder, { recursive: true, mode })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid)
    throw new AppError(
      'UNAVAILABLE',
      `${folder} belongs to another user: remove it, or set TMPDIR to another folder`,
    )
  chmodSync(folder, mode)
  return folder
}

/**
 * One server's own folder in it, 0700; where our programs run as another account of the server's group, that may pass
 * through too.
 */
export function openServerFolder(folder: string, name: string, account: Unprivileged | null): string {
  const path = join(folder, name)
  const mode = account !== null && findProgramAccount()?.gid === account.gid ? 0o710 : 0o700
  mkdirSync(path, { recursive: true, mode })
  if (!lstatSync(path).isDirectory()) throw new AppError('UNAVAILABLE', `${path} is not a folder: remove it`)
  chmodSync(path, mode)
  if (account !== null) chownSync(path, account.uid, account.gid)
  return path
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory()
  } catch {
    return false
  }
}
