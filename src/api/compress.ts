import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip'

/** What is shorter gains nothing that a packet would notice. Bytes. */
const leastBytes = 1_024
/** Levels that take about a millisecond for an answer of 60 KB; higher ones take ten for a tenth less. */
const brotliQuality = 4
const gzipLevel = 5
/** Pages that are compressed at a time: each takes half a mebibyte until its answers are there. */
export const mostCoders = 16

/** What is text. Pictures are compressed already, and an event must not wait for the next one. */
const compressible = /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?(?:json|xml)\b)/

/**
 * The better of the two encodings that a client takes; null: neither.
 * @param header its Accept-Encoding.
 */
export function acceptedEncoding(header: string): Encoding | null {
  return accepts(header, 'br') ? 'br' : accepts(header, 'gzip') ? 'gzip' : null
}

export function accepts(header: string, encoding: Encoding): boolean {
  return header.split(',').some((part) => {
    const [name, ...parameters] = part.trim().toLowerCase().split(';')
    return name === encoding && !parameters.some((parameter) => /^\s*q=0(?:\.0*)?$/.test(parameter))
  })
}

/**
 * An answer as this client takes it. A page is compressed as it comes, each piece at once: its head names the scripts
 * before the rest is known. Anything else is there as a whole, and goes compressed if it is long.
 * @param onBroken hears why a page's body broke off; not that its reader has gone.
 * @throws what any other body broke off with.
 */
export async function compressFor(
  request: Request,
  response: Response,
  onBroken: (error: unknown) => void = () => {},
): Promise<Response> {
  const type = response.headers.get('content-type') ?? ''
  if (!compressible.test(type) || response.headers.has('content-encoding')) return response
  const headers = new Headers(response.headers)
  addVary(headers)
  const { status, body } = response
  const encoding = acceptedEncoding(request.headers.get('accept-encoding') ?? '')
  if (encoding === null) return new Response(body, { status, headers })
  if (type.startsWith('text/html')) {
    // Who asks for the headers alone gets those of the page.
    if (body === null && request.method !== 'HEAD') return new Response(null, { status, headers })
    if (body !== null && openCoders >= mostCoders) return new Response(body, { status, headers })
    encoded(headers, encoding)
    return new Response(body === null ? null : compressStream(body, encoding, onBroken), { status, headers })
  }
  if (body === null) return new Response(null, { status, headers })
  const whole = new Uint8Array(await response.arrayBuffer())
  if (whole.length < leastBytes) return new Response(whole, { status, headers })
  encoded(headers, encoding)
  return new Response(await compressWhole(whole, encoding), { status, headers })
}

function encoded(headers: Headers, encoding: Encoding): void {
  headers.set('content-encoding', encoding)
  headers.delete('content-length')
}

function addVary(headers: Headers): void {
  if (!/\baccept-encoding\b/i.test(headers.get('vary') ?? '')) headers.append('vary', 'accept-encoding')
}

/** Beside the process's own thread. */
function compressWhole(whole: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const made =
    encoding === 'br'
      ? promisify<Uint8Array, object, Buffer>(brotliCompress)(whole, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
            [constants.BROTLI_PARAM_SIZE_HINT]: whole.length,
          },
        })
      : promisify<Uint8Array, object, Buffer>(gzip)(whole, { level: gzipLevel })
  return made as Promise<Buffer<ArrayBuffer>>
}

let openCoders = 0

function compressStream(
  body: ReadableStream<Uint8Array>,
  encoding: Encoding,
  onBroken: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const coder =
    encoding === 'br'
      ? createBrotliCompress({
          flush: constants.BROTLI_OPERATION_FLUSH,
          params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality },
        })
      : createGzip({ flush: constants.Z_SYNC_FLUSH, level: gzipLevel })
  openCoders++
  coder.once('close', () => {
    openCoders--
  })
  // What goes wrong ends the stream that is read, which tells its reader.
  pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), coder).catch((error) => {
    if (!hasReaderGone(error)) onBroken(error)
  })
  return Readable.toWeb(coder) as ReadableStream<Uint8Array>
}

/** What Node ends a pipeline with whose end was closed before all had come. */
function hasReaderGone(error: unknown): boolean {
  return ['ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes((error as NodeJS.ErrnoException).code ?? '')
}
