import { isAscii } from 'node:buffer'

/**
 * A text that may still be the UTF-8 that it was read as: what is only stored, or read by another thread, is not made a
 * string of first, which takes twice the memory where one letter is beyond Latin-1.
 */
export function readUtf8(text: string | Uint8Array): string {
  if (typeof text === 'string') return text
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength)
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8')
}
