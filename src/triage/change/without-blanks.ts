/** Of each byte: a blank that is one byte long. */
const isBlank = new Uint8Array(256)
for (const byte of [0x09, 0x0b, 0x0c, 0x0d, 0x20]) isBlank[byte] = 1
const newline = 0x0a
const [plus, minus] = [0x2b, 0x2d]

/** Room for what is read at a time. A longer hunk has room of its own, which is some mebibytes and is not kept. */
const kept = new Uint8Array(64 * 1024)
const encoder = new TextEncoder()
/** In front of the first run "\n@\n" is written, before anything is left out. */
const ahead = 3

/**
 * The changed lines of a hunk in UTF-8 without their blanks, each behind a line feed, and each run of them behind a
 * line of its own, "@". Blanks are what `\s` matches. Read byte by byte, since a pattern for each of a million lines
 * took most of the time that reading changes does.
 * @param lines of one hunk, each with its sign, without line feeds; half a character, if at all, at the end of a line.
 * @returns valid until the next call.
 */
export function changedWithoutBlanks(lines: readonly string[]): Uint8Array {
  const text = lines.join('\n')
  const most = ahead + text.length * 3 + 1
  const bytes = most <= kept.length ? kept : new Uint8Array(most)
  const end = ahead + encoder.encodeInto(text, bytes.subarray(ahead)).written
  bytes[end] = newline
  return bytes.subarray(0, strip(bytes, end))
}

/** In place: what is written never overtakes what is read, since before every other run a line is left out. */
function strip(from: Uint8Array, end: number): number {
  let written = 0
  for (let at = ahead, within = false; at < end; ) {
    const sign = from[at]
    if (sign !== plus && sign !== minus) {
      within = false
      at = from.indexOf(newline, at) + 1
      continue
    }
    if (!within) {
      from[written++] = newline
      from[written++] = 0x40
      within = true
    }
    from[written++] = newline
    for (;;) {
      const byte = from[at++]!
      if (byte === newline) break
      if (isBlank[byte] === 1) continue
      const more = byte < 0xc2 ? 0 : blankFrom(from, at - 1)
      if (more === 0) from[written++] = byte
      else at += more - 1
    }
  }
  return written
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
