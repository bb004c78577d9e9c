import { codeAt, codes } from './code-at.ts'
import { beyondAscii } from './tokens.ts'

/** Of each byte: a blank that is one byte long. */
const isBlank = new Uint8Array(256)
for (const byte of [0x09, 0x0b, 0x0c, 0x0d, 0x20]) isBlank[byte] = 1
const newline = 0x0a

/** Room for what is read at a time. A longer hunk has room of its own, which is some mebibytes and is not kept. */
const kept = new Uint8Array(64 * 1024)
const encoder = new TextEncoder()
/** The most bytes of a character, and of what stands in front of a line. */
const perCharacter = 3
const perLine = 3

/**
 * The changed lines of a hunk in UTF-8 without their blanks, each behind a line feed, and each run of them behind a
 * line of its own, "@". Blanks are what `\s` matches. Written character by character, since a pattern for each of a
 * million lines took most of the time that reading changes does.
 * @param lines of one hunk, each with its sign, without line feeds; half a character, if at all, at the end of a line.
 * @returns valid until the next call.
 */
export function changedWithoutBlanks(lines: readonly string[]): Uint8Array {
  let most = 0
  for (const line of lines) if (isChanged(line)) most += line.length * perCharacter + perLine
  const bytes = most <= kept.length ? kept : new Uint8Array(most)
  let written = 0
  let within = false
  for (const line of lines) {
    const changes = isChanged(line)
    if (changes) {
      if (!within) {
        bytes[written++] = newline
        bytes[written++] = 0x40
      }
      bytes[written++] = newline
      written = write(line, bytes, written)
    }
    within = changes
  }
  return bytes.subarray(0, written)
}

function isChanged(line: string): boolean {
  const sign = codeAt(line, 0)
  return sign === codes.plus || sign === codes.minus
}

/** @returns where what is written ends. */
function write(line: string, bytes: Uint8Array, from: number): number {
  let end = from
  for (let at = 0, { length } = line; at < length; at++) {
    const code = codeAt(line, at)
    if (code >= beyondAscii) {
      const { written } = encoder.encodeInto(line.slice(at), bytes.subarray(end))
      return strip(bytes, end, end + written)
    }
    if (isBlank[code] !== 1) bytes[end++] = code
  }
  return end
}

/** In place. @returns where what is left ends. */
function strip(bytes: Uint8Array, from: number, to: number): number {
  let end = from
  for (let at = from; at < to; ) {
    const byte = bytes[at]!
    const blank = isBlank[byte] === 1 ? 1 : byte < 0xc2 ? 0 : blankFrom(bytes, at)
    if (blank === 0) bytes[end++] = byte
    at += blank || 1
  }
  return end
}

/** How many bytes a blank beyond ASCII has here; 0 for any other character. */
function blankFrom(from: Uint8Array, at: number): number {
  const [next, last] = [from[at + 1]!, from[at + 2]!]
  switch (from[at]) {
    case 0xc2: // U+00A0
      return next === 0xa0 ? 2 : 0
    case 0xe1: // U+1680
      return next === 0x9a && last === 0x80 ? 3 : 0
    case 0xe2: // U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F
      if (next === 0x80) return last <= 0x8a || last === 0xa8 || last === 0xa9 || last === 0xaf ? 3 : 0
      return next === 0x81 && last === 0x9f ? 3 : 0
    case 0xe3: // U+3000
      return next === 0x80 && last === 0x80 ? 3 : 0
    case 0xef: // U+FEFF
      return next === 0xbb && last === 0xbf ? 3 : 0
    default:
      return 0
  }
}
