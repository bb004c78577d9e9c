import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'

/**
 * The form of a backup before it is compressed: a line that names the form, a line of JSON, then frames (four bytes of
 * length, then so many bytes), and at the end an empty frame and the SHA-256 of everything before it. So a file that
 * was cut off or damaged is never taken for whole.
 */
const firstLine = 'clawtriage backup 1\n'
const mostHeaderBytes = 1024 * 1024
const mostFrameBytes = 64 * 1024 * 1024

/** What is in a backup. */
export interface BackupHeader {
  /** ISO 8601. */
  takenAt: string
  version: string
  /** The migrations that its schema is made of, in order. */
  migrations: { name: string; hash: string }[]
  /** In an order in which each table comes after those that it refers to. */
  tables: { name: string; columns: string[] }[]
}

/** Writes a backup; `tables` yields each table's content in the order of the header, as Postgres' COPY writes it. */
export async function* writeBackup(
  header: BackupHeader,
  readTable: (table: BackupHeader['tables'][number]) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  const noted = (bytes: Uint8Array) => {
    hash.update(bytes)
    return bytes
  }
  yield noted(Buffer.from(`${firstLine}${JSON.stringify(header)}\n`))
  for (const table of header.tables) {
    for await (const chunk of readTable(table)) if (chunk.length > 0) yield noted(frame(chunk))
    yield noted(frame(new Uint8Array()))
  }
  yield hash.digest()
}

export interface BackupReader {
  header: BackupHeader
  /** The content of the next table, in the order of the header; read to its end before the next one. */
  readTable(): AsyncGenerator<Uint8Array>
  /** @throws AppError BAD_REQUEST unless everything that was read is what was written. */
  checkEnd(): Promise<void>
}

/** @throws AppError BAD_REQUEST for what is no backup, is of a later form, or ends too early. */
export async function readBackup(source: AsyncIterable<Uint8Array>): Promise<BackupReader> {
  const input = openInput(source)
  const hash = createHash('sha256')
  const take = async (bytes: number) => {
    const taken = await input.take(bytes)
    hash.update(taken)
    return taken
  }
  const takeLine = async (most: number) => {
    let line = Buffer.alloc(0)
    while (line.at(-1) !== 0x0a) {
      if (line.length >= most) throw new AppError('BAD_REQUEST', 'this is no backup of ClawTriage')
      line = Buffer.concat([line, await take(1)])
    }
    return line.toString('utf8')
  }
  const first = await takeLine(firstLine.length).catch(() => '')
  if (first !== firstLine)
    throw new AppError(
      'BAD_REQUEST',
      /^clawtriage backup \d+\n$/.test(first)
        ? 'this backup was made by a later ClawTriage: restore it with that one'
        : 'this is no backup of ClawTriage',
    )
  const header = parseHeader(await takeLine(mostHeaderBytes))
  return {
    header,
    async *readTable() {
      for (;;) {
        const length = (await take(4)).readUInt32BE()
        if (length > mostFrameBytes) throw damaged()
        if (length === 0) return
        yield await take(length)
      }
    },
    async checkEnd() {
      const wanted = hash.digest()
      if (!(await input.take(wanted.length)).equals(wanted)) throw damaged()
    },
  }
}

const damaged = () => new AppError('BAD_REQUEST', 'the backup is damaged: it is not what was written')

function frame(content: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, content])
}

function parseHeader(line: string): BackupHeader {
  const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 300
  try {
    const { takenAt, version, migrations, tables } = JSON.parse(line) as BackupHeader
    const isWhole =
      isText(takenAt) &&
      isText(version) &&
      migrations.every(({ name, hash }) => isText(name) && isText(hash)) &&
      tables.every(({ name, columns }) => isText(name) && columns.every(isText))
    if (isWhole) return { takenAt, version, migrations, tables }
  } catch {
    // Said below.
  }
  throw damaged()
}

/** Exactly so many bytes at a time, of a stream that comes in pieces of any size. */
function openInput(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]()
  let held = Buffer.alloc(0)
  return {
    async take(bytes: number): Promise<Buffer> {
      const parts = [held]
      let length = held.length
      while (length < bytes) {
        const { value, done } = await chunks.next().catch((error: unknown) => {
          throw new AppError('BAD_REQUEST', 'the backup is damaged or cut off', { cause: error })
        })
        if (done) throw new AppError('BAD_REQUEST', 'the backup is cut off: it ends too early')
        parts.push(Buffer.from(value))
        length += value.length
      }
      const all = parts.length === 1 ? held : Buffer.concat(parts)
      held = all.subarray(bytes)
      return all.subarray(0, bytes)
    },
  }
}
