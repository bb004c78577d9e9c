import { createHash } from 'node:crypto'
import {
  closeSync,
  fsync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sqlFolder } from '../root.ts'
import { forThisSystem, isTrusted, serversFolders } from '../servers-folder.mjs'

/**
 * A cluster that initdb has made and all migrations have been applied to, packed into one file, without a row of
 * anybody's. To lay it out takes a tenth of what making one takes. There is no secret in it: the role has no password,
 * and who may reach a server is decided by its socket's folder. All that are made of one file have one system
 * identifier, by which replicas and archived logs are told apart: we have neither (wal_level is minimal).
 *
 * The file: the SHA-256 of all that follows, a line of JSON, and the contents one after the other, each once. Most of
 * a new cluster is zeros and what its databases have in common, so that 40 MB become 10.
 */
interface Contents {
  /** What has been applied, oldest first: SHA-256 of each migration. */
  migrations: string[]
  /** Relative paths, those above first. */
  folders: string[]
  /** What lies at `at` in the contents, and zeros up to `size`. */
  files: { path: string; size: number; at: number; length: number }[]
}

/** To be raised when initdb's options or the file's form change. */
const format = 1
const hashLength = 64
/** A thousand files take a tenth of it. */
const mostHeadBytes = 1024 * 1024
/** What the supervisor's other work may have to wait for: some milliseconds. */
const filesOfATurn = 50
const zeros = Buffer.alloc(1024 * 1024)
const sync = promisify(fsync)

/**
 * Its name beside the servers that set-up installs. Another Postgres has other tables, so its program is told by its
 * place and size; what is alike there and differs all the same, Postgres itself refuses.
 */
export function readyClusterName(binFolder: string): string {
  const { size } = statSync(join(binFolder, 'postgres'))
  const which = createHash('sha256')
    .update(JSON.stringify([format, binFolder, size]))
    .digest('hex')
  return `${forThisSystem('cluster')}-${which.slice(0, 16)}`
}

/** @returns the file that is ready for this Postgres; null when there is none that could be trusted. */
export function findReadyCluster(binFolder: string, env: Record<string, string | undefined>): string | null {
  const name = readyClusterName(binFolder)
  for (const folder of serversFolders(env)) {
    const file = join(folder, name)
    if (isTrusted(folder) && isTrusted(file)) return file
  }
  return null
}

/** One that Postgres does not start on is not tried again, where it may be removed. */
export function forgetReadyCluster(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Another user's: it is tried, and given up, once more.
  }
}

/** Whether a file holds all of today's migrations; whether it is whole is seen when it is laid out. */
export function isUpToDate(file: string, sql = sqlFolder): boolean {
  const migrations = readMigrations(sql)
  const made = readHead(file)?.migrations
  return made?.length === migrations.length && startsWith(migrations, made)
}

/**
 * Lays a ready cluster out in `folder`, which is there and empty, and has it on the disk. Migrations that are newer
 * than the file are left to be applied as ever.
 * @returns false when the file is no good: it is damaged, or other migrations have been applied. The folder may hold
 *   anything then, as when it throws what the system says.
 */
export async function layOutCluster(
  file: string,
  folder: string,
  { signal, sql = sqlFolder }: { signal?: AbortSignal | undefined; sql?: string } = {},
): Promise<boolean> {
  // Whoever starts us has other things to begin.
  await nextTurn()
  const read = readContents(file)
  if (read === null) {
    forgetReadyCluster(file)
    return false
  }
  if (!startsWith(readMigrations(sql), read.contents.migrations)) return false
  const { contents, bytes } = read
  for (const path of contents.folders) mkdirSync(join(folder, path), { mode: 0o700 })
  for (const [index, { path, size, at, length }] of contents.files.entries()) {
    if (index % filesOfATurn === 0) await nextTurn()
    signal?.throwIfAborted()
    const out = openSync(join(folder, path), 'wx', 0o600)
    try {
      // ext4 begins to write a file that was cut as soon as it is closed: to wait for all of them takes half as long.
      ftruncateSync(out)
      for (let from = at; from < at + length; ) from += writeSync(out, bytes, from, at + length - from)
      // Written: a file with holes would hold no room, and its log is where Postgres cannot do without.
      for (let rest = size - length; rest > 0; )
        rest -= writeSync(out, zeros, 0, Math.min(rest, zeros.length))
    } finally {
      closeSync(out)
    }
  }
  const paths = [...contents.files.map(({ path }) => path), ...contents.folders, '.']
  await Promise.all(
    // As many as there are threads for it.
    [0, 1, 2, 3].map(async (first) => {
      for (let index = first; index < paths.length; index += 4) {
        signal?.throwIfAborted()
        await syncPath(join(folder, paths[index]!))
      }
    }),
  )
  return true
}

/**
 * Packs the cluster of a Postgres that has stopped in order. It appears under its name when it is whole.
 * @param log the segment of its log that it stopped in: what lies in older ones is in the tables by then.
 */
export async function packCluster(folder: string, log: string, file: string, sql = sqlFolder): Promise<void> {
  const contents: Contents = { migrations: readMigrations(sql), folders: [], files: [] }
  const pieces: Buffer[] = []
  const known = new Map<string, number>()
  let end = 0
  const walk = (above: string) => {
    for (const entry of readdirSync(join(folder, above), { withFileTypes: true })) {
      const path = join(above, entry.name)
      if (entry.isDirectory()) {
        contents.folders.push(path)
        walk(path)
        continue
      }
      if (!entry.isFile()) throw new Error(`${path} is no file: this cluster cannot be packed`)
      if (path === 'postmaster.opts' || (above === 'pg_wal' && entry.name !== log)) continue
      const whole = readFileSync(join(folder, path))
      const piece = whole.subarray(0, lengthWithoutZeros(whole))
      const hash = createHash('sha256').update(piece).digest('hex')
      let at = known.get(hash)
      if (at === undefined) {
        at = end
        known.set(hash, at)
        pieces.push(piece)
        end += piece.length
      }
      contents.files.push({ path, size: whole.length, at, length: piece.length })
    }
  }
  walk('')
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify(contents)}\n`), ...pieces])
  // Beside what is packed, so that who clears that away clears what one that was killed has left.
  const aside = join(dirname(folder), `packed-${process.pid}`)
  try {
    // Whoever may run the programs may read it.
    writeFileSync(aside, Buffer.concat([Buffer.from(hashOf(rest), 'latin1'), rest]), { mode: 0o644 })
    await syncPath(aside)
    renameSync(aside, file)
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Has a file or a folder on the disk. */
async function syncPath(path: string): Promise<void> {
  const opened = openSync(path, 'r')
  try {
    await sync(opened)
  } finally {
    closeSync(opened)
  }
}

/** @returns null when it is damaged. @throws Error as the system says it: what cannot be read now may be good. */
function readContents(file: string): { contents: Contents; bytes: Buffer } | null {
  const all = readFileSync(file)
  const rest = all.subarray(hashLength)
  if (all.toString('latin1', 0, hashLength) !== hashOf(rest)) return null
  const end = rest.indexOf('\n')
  return { contents: JSON.parse(rest.toString('utf8', 0, end)) as Contents, bytes: rest.subarray(end + 1) }
}

/** Without reading what follows: a service asks, which keeps what it once took. */
function readHead(file: string): Contents | null {
  try {
    const head = Buffer.alloc(mostHeadBytes)
    const opened = openSync(file, 'r')
    try {
      const length = readSync(opened, head, 0, head.length, hashLength)
      return JSON.parse(head.toString('utf8', 0, head.subarray(0, length).indexOf('\n'))) as Contents
    } finally {
      closeSync(opened)
    }
  } catch {
    return null
  }
}

function readMigrations(sql: string): string[] {
  return readdirSync(sql)
    .filter((name) => name.endsWith('.sql'))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((name) => hashOf(Buffer.from(`${name}\n${readFileSync(join(sql, name), 'utf8')}`)))
}

function startsWith(all: readonly string[], first: readonly string[]): boolean {
  return first.every((one, index) => all[index] === one)
}

function lengthWithoutZeros(bytes: Buffer): number {
  let length = bytes.length
  while (length > 0 && bytes[length - 1] === 0) length--
  return length
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
