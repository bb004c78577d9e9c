import { createHash, type Hash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import type { SubjectFacts } from './brought-pulls.ts'
import { ObjectIndex } from './object-index.ts'
import { countParents, type History } from './read-history.ts'

/** A history and what its subjects say. What a commit's id names never changes, so neither does any of this. */
export interface ReadHistory {
  history: History
  facts: SubjectFacts
}

/**
 * To be raised when anything else is kept of a commit, or in another order. Read and written as the machine has its
 * numbers: a file of a machine that has them the other way round is of no version that there is.
 */
const version = 1
/** "CTHY", version, bytes of an id, commits, parents, and room for one more. */
const headerNumbers = 6
const magic = 0x43_54_48_59
const digestBytes = 32

/** A file that is being written is done with in seconds; one of this age was given up. */
const abandonedMs = 60 * 60_000

/** Where each column begins, those of eight bytes first, so that each can be used where it lies. */
function layOut(width: number, commits: number, parents: number) {
  const doubles = headerNumbers * 4
  const numbers = doubles + 3 * 8 * commits
  const ids = numbers + 4 * (3 * commits + parents)
  return { doubles, numbers, ids, end: ids + width * commits }
}

/** @returns null where there is no file. @throws Error that says what is wrong with it. */
export async function readHistoryFile(path: string, mostBytes: number): Promise<ReadHistory | null> {
  // A named pipe would be waited for without O_NONBLOCK.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (file === null) return null
  try {
    const { size, isFile } = await file.stat().then((found) => ({ size: found.size, isFile: found.isFile() }))
    if (!isFile) throw new Error('it is no file')
    if (size > mostBytes) throw new Error(`it has ${size} bytes, more than ${mostBytes}`)
    const content = new Uint8Array(size)
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(content, at, size - at, at)
      if (bytesRead === 0) throw new Error('it was cut off while it was read')
      at += bytesRead
    }
    return decode(content)
  } finally {
    await file.close()
  }
}

function decode(content: Uint8Array<ArrayBuffer>): ReadHistory {
  const { buffer } = content
  if (content.length < headerNumbers * 4 + digestBytes) throw new Error('it is cut off')
  const [found, foundVersion, width, commits, parents] = new Uint32Array(buffer, 0, headerNumbers)
  if (found !== magic || foundVersion !== version) throw new Error('it is of another version')
  const { doubles, numbers, ids, end } = layOut(width!, commits!, parents!)
  if ((width !== 20 && width !== 32) || content.length !== end + digestBytes)
    throw new Error('it has another length than it says')
  const digest = createHash('sha256').update(content.subarray(0, end)).digest()
  if (!digest.equals(content.subarray(end))) throw new Error('it is damaged')
  const double = (at: number) => new Float64Array(buffer, doubles + 8 * at * commits!, commits)
  const int = (at: number, length: number) => new Int32Array(buffer, numbers + 4 * at * commits!, length)
  return {
    history: {
      commits: ObjectIndex.of(content.subarray(ids, end), width),
      committedAt: double(0),
      parentsFrom: int(0, commits!),
      parentsUntil: int(1, commits!),
      parents: int(3, parents!),
    },
    facts: { committedAt: double(1), keys: double(2), pulls: int(2, commits!) },
  }
}

/** How long the file of a history would be. */
export function historyFileBytes(history: History): number {
  const { commits } = history
  return layOut(commits.width, commits.size, countParents(history)).end + digestBytes
}

/**
 * Writes beside the file and renames, so that it is there as a whole or as it was. While another process writes, this
 * one does not: what it knows is read again by the next scan. Every commit must have been told.
 * @returns whether it was written. @throws Error as the system says it.
 */
export async function writeHistoryFile(
  path: string,
  { history, facts }: ReadHistory,
  nowMs: number,
): Promise<boolean> {
  const unfinished = `${path}.new`
  const file = await create(unfinished, nowMs)
  if (file === null) return false
  try {
    await writeColumns(file, history, facts).finally(() => file.close())
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {})
    throw error
  }
  return true
}

async function writeColumns(file: FileHandle, history: History, facts: SubjectFacts): Promise<void> {
  const { commits, committedAt, parentsFrom, parentsUntil } = history
  const { size, width } = commits
  const parents = history.parents.subarray(0, countParents(history))
  const hash = createHash('sha256')
  await write(file, hash, Uint32Array.of(magic, version, width, size, parents.length, 0))
  for (const column of [committedAt, facts.committedAt, facts.keys, parentsFrom, parentsUntil, facts.pulls])
    await write(file, hash, column.subarray(0, size))
  await write(file, hash, parents)
  await write(file, hash, commits.bytes)
  await file.writeFile(hash.digest())
}

async function write(file: FileHandle, hash: Hash, column: NodeJS.TypedArray): Promise<void> {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
  hash.update(bytes)
  await file.writeFile(bytes)
}

/** Readable by the owner alone. @returns null while another process writes it. */
async function create(path: string, nowMs: number): Promise<FileHandle | null> {
  for (const isLast of [false, true])
    try {
      return await open(path, 'wx', 0o600)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const written = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => nowMs,
      )
      if (isLast || nowMs - written < abandonedMs) return null
      await rm(path, { force: true })
    }
  return null
}
