import { randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { deliveryRefusals } from '../words/refusals.ts'

const megabyte = 1024 * 1024

export interface SpoolLimits {
  /**
   * Bytes of one payload, and of all that are under way, that are kept in memory; what would be more goes into files.
   */
  payloadInMemory: number
  inMemory: number
  /** Bytes of all files; what would be more is refused. */
  inFiles: number
}

/**
 * GitHub's deliveries have some ten kilobytes, so a burst of hundreds fits; a machine has 512 MB of memory and a volume
 * of gigabytes.
 */
const usual: SpoolLimits = { payloadInMemory: megabyte, inMemory: 16 * megabyte, inFiles: 256 * megabyte }

/** A payload that has come whole. */
export interface Payload {
  /** Hands its bytes to `read`; of large ones one at a time in this process. */
  use<T>(read: (bytes: Buffer) => T): Promise<T>
  /** Gives back what it takes. Safe to repeat. */
  close(): Promise<void>
}

export interface PayloadSpool {
  /**
   * Takes a payload in, and tells `onChunk` of every piece of it, before it is known whose it is.
   * @throws AppError UNAVAILABLE when too much is under way; what `chunks` and `onChunk` throw. Nothing is kept
   *   then.
   */
  receive(chunks: AsyncIterable<Uint8Array>, onChunk: (chunk: Uint8Array) => void): Promise<Payload>
  /** Bytes of payloads under way. */
  held(): { inMemory: number; inFiles: number }
}

/**
 * Where payloads wait until their last byte has come and their signature is known: anyone can send them, many at a
 * time and slowly.
 */
export function openPayloadSpool(limits: SpoolLimits = usual, folder = tmpdir()): PayloadSpool {
  const held = { inMemory: 0, inFiles: 0 }
  let lastRead: Promise<unknown> = Promise.resolve()
  return {
    held: () => ({ ...held }),
    async receive(source, onChunk) {
      const mine = { inMemory: 0, inFiles: 0 }
      let chunks: Uint8Array[] = []
      let file: FileHandle | null = null
      const claimFile = (bytes: number) => {
        if (held.inFiles + bytes > limits.inFiles) throw new AppError('UNAVAILABLE', deliveryRefusals.many)
        held.inFiles += bytes
        mine.inFiles += bytes
      }
      const close = async () => {
        held.inMemory -= mine.inMemory
        held.inFiles -= mine.inFiles
        Object.assign(mine, { inMemory: 0, inFiles: 0 })
        chunks = []
        const opened = file
        file = null
        await opened?.close()
      }
      try {
        for await (const chunk of source) {
          onChunk(chunk)
          if (
            file === null &&
            mine.inMemory + chunk.length <= limits.payloadInMemory &&
            held.inMemory + chunk.length <= limits.inMemory
          ) {
            held.inMemory += chunk.length
            mine.inMemory += chunk.length
            chunks.push(chunk)
            continue
          }
          claimFile(file === null ? mine.inMemory + chunk.length : chunk.length)
          if (file === null) {
            file = await openNameless(folder)
            await writeAll(file, chunks)
            chunks = []
            held.inMemory -= mine.inMemory
            mine.inMemory = 0
          }
          await writeAll(file, [chunk])
        }
      } catch (error) {
        await close()
        throw error
      }
      return {
        async use(read) {
          if (file === null) return read(Buffer.concat(chunks))
          const from = file
          const turn = lastRead.then(async () => read(await readAll(from, mine.inFiles)))
          lastRead = turn.catch(() => {})
          return turn
        },
        close,
      }
    },
  }
}

/** A file without a name goes with the process, however that ends. */
async function openNameless(folder: string): Promise<FileHandle> {
  const path = join(folder, `clawtriage-payload-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  await unlink(path)
  return file
}

async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  for (const chunk of chunks)
    for (let written = 0; written < chunk.length; )
      written += (await file.write(chunk, written, chunk.length - written, null)).bytesWritten
}

async function readAll(file: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(bytes, at, size - at, at)
    if (bytesRead === 0) throw new Error('a payload on disk is shorter than it was')
    at += bytesRead
  }
  return bytes
}
