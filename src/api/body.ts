import type { IncomingMessage } from 'node:http'
import { AppError } from '../errors.ts'
import { requestRefusals } from '../words/refusals.ts'

/** More than any body that is taken, so that a client that sends a bit too much has sent it all when it is told. */
const mostDrained = 32 * 1024 * 1024
/** A client that sends an unwanted body more slowly than this is not waited for. */
const drainDeadlineMs = 5_000

/**
 * A request's body, read no faster than it is asked for, so that what is not read stays with the sender. On Node the
 * server's own stream is used: `Readable.toWeb` takes in thousands of chunks ahead, and ends the connection when it is
 * cancelled, together with the answer.
 */
export function bodyOf(request: Request): ReadableStream<Uint8Array> | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null
  const { runtime } = request as Request & { runtime?: { node?: { req?: IncomingMessage } } }
  const message = runtime?.node?.req
  if (message === undefined) return request.body
  const chunks = message.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
    },
    { highWaterMark: 0 },
  )
}

/**
 * A body's chunks. A loop that ends early leaves the rest unread: see drainBody.
 * @throws AppError BAD_REQUEST when the client goes away while it sends, which is no failure of ours and no line in the
 *   log.
 */
export async function* readChunks({ body }: Request): AsyncGenerator<Uint8Array, void, void> {
  if (body === null) return
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause) => {
        throw new AppError('BAD_REQUEST', requestRefusals.brokenOff, { cause })
      })
      if (done) return
      yield value
    }
  } finally {
    reader.releaseLock()
  }
}

/**
 * Takes in what is left of a body and forgets it: a client that still sends when its connection is closed never reads
 * the answer. Bounded in bytes and time.
 * @returns whether the body has come to its end; if not, the connection is of no more use.
 */
export async function drainBody(body: ReadableStream<Uint8Array>): Promise<boolean> {
  // Read as a whole by another reader, who keeps it.
  if (body.locked) return true
  const reader = body.getReader()
  let isLate = false
  // No Promise.race with the timer: it would hold every chunk until the timer ends.
  const timer = setTimeout(() => {
    isLate = true
    reader.cancel().catch(() => {})
  }, drainDeadlineMs)
  try {
    for (let size = 0; size <= mostDrained; ) {
      const { done, value } = await reader.read()
      if (done) return !isLate
      size += value.byteLength
    }
    return false
  } catch {
    // It broke off, and with it the reader of the answer.
    return false
  } finally {
    clearTimeout(timer)
    await reader.cancel().catch(() => {})
  }
}
