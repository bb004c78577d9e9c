/**
 * One policy for text that strangers wrote (titles, names, paths, messages), wherever it is shown. There are three
 * kinds of characters that are not simply read: those that act (controls, ends of lines), those that deceive (marks
 * that turn a direction) and those that cannot be seen (zero-width characters, tags, fillers, variation selectors).
 * Each surface says what stands in their place; none lets one through, but for the page, on which writing keeps those
 * that it needs.
 */

/**
 * Everything that is not simply read: controls, halves of pairs, ends of lines, marks of direction, and what Unicode
 * lets a font leave out. Arabic's number signs are format characters, too, and are seen.
 */
const unread =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
/** What is simply read, in a line of ASCII. */
const plain = /^[ -~]*$/
/** White space that would end a line or jump in it. */
const breaks = /[\t\n\v\f\r\u0085]+/g
/** Marks above and below one letter. No script needs more than a few; a pile of them covers the lines around it. */
const piles = /(\p{M}{4})\p{M}+/gu

/**
 * Puts `show(character, whether writing needs it there)` in the place of everything that is not simply read; of a pile
 * of marks four stay.
 */
function replaceUnread(text: string, show: (character: string, isNeeded: boolean) => string): string {
  // Most texts are so. The expressions below hold tables of Unicode, which a slow processor takes long to compile.
  if (plain.test(text)) return text
  // Looked for once, however many marks of direction there are.
  let turns: boolean | undefined
  const isTurned = () => {
    turns ??= rightToLeft.test(text)
    return turns
  }
  return text
    .replace(unread, (character, at: number) => show(character, isNeeded(text, at, character, isTurned)))
    .replace(piles, '$1')
}

/**
 * What stands for a needed character where none may be let through: the parts of an emoji beside each other, the parts
 * of a word apart.
 */
const withoutJoining = (character: string): string => (character === '\u200c' ? ' ' : '')

const codeOf = (character: string): number => character.codePointAt(0)!
/** "[U+202E]". */
const nameCode = (character: string): string =>
  `[U+${codeOf(character).toString(16).toUpperCase().padStart(4, '0')}]`
/** `ESC` as `␛`; undefined: it has no picture. */
function picture(character: string): string | undefined {
  const code = codeOf(character)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '\u2421' : undefined
}

/**
 * For a page: what acts, deceives or is not seen is named by its code, `[U+202E]`, a control by its picture, `␛`; white
 * space becomes a space. Joiners within emoji and within scripts that join, and marks of direction in text that runs
 * from right to left, stay. Its length may change: it is for showing.
 */
export function pageText(text: string): string {
  return replaceUnread(
    text.replace(breaks, (white) => ' '.repeat(white.length)),
    (character, needed) => (needed ? character : (picture(character) ?? nameCode(character))),
  )
}

/** `pageText`, cut to `most` characters with an ellipsis. */
export const briefPageText = (text: string, most: number): string => cut(pageText(text), most)

/**
 * For one line of a terminal: a control becomes its picture, every other such character U+FFFD, and white space one
 * space.
 */
export function terminalText(text: string): string {
  return replaceUnread(text.replace(breaks, ' '), (character, needed) =>
    needed ? withoutJoining(character) : (picture(character) ?? '\ufffd'),
  ).trim()
}

/** `terminalText`, cut to `most` characters with an ellipsis. */
export const briefText = (text: string, most: number): string => cut(terminalText(text), most)

/**
 * For one line that is copied, read by a program or by a model: nothing unseen is left, and nothing shows where it was.
 * Cut to `most` characters with an ellipsis.
 */
export function plainText(text: string, most: number): string {
  return cut(
    replaceUnread(text, (character, needed) => (needed ? withoutJoining(character) : ' '))
      .replace(/ {2,}/g, ' ')
      .trim(),
    most,
  )
}

/**
 * For Markdown that others read, a public comment above all: as code, one line, at most so long; nothing in it is
 * markup, a link or a mention.
 */
export function codeText(text: string, most = 200): string {
  return `\`${plainText(text, most).replaceAll('`', "'") || ' '}\``
}

/** Whether one line has a character that acts, deceives or is not seen, other than where writing needs it. */
export function hasUnseen(line: string): boolean {
  return pageText(line) !== line
}

function cut(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

/** Scripts whose letters are shaped by joiners. */
const joining =
  /[\p{sc=Arabic}\p{sc=Syriac}\p{sc=Nko}\p{sc=Mongolian}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Gurmukhi}\p{sc=Gujarati}\p{sc=Oriya}\p{sc=Tamil}\p{sc=Telugu}\p{sc=Kannada}\p{sc=Malayalam}\p{sc=Sinhala}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]$/u
const rightToLeft = /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]/u
const emojiBefore = /\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?$/u
const keycapBefore = /[0-9#*]$/
/** The flags that are written with tags: England, Scotland, Wales. */
const tagFlag =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/gu

/** In UTF-16, as a text is counted. */
const flagLength = 14

/**
 * Whether writing needs the character where it stands: within an emoji, within a word of a script that joins, or in
 * text from right to left.
 */
function isNeeded(text: string, at: number, character: string, isTurned: () => boolean): boolean {
  const before = text.slice(Math.max(0, at - 8), at)
  const after = text.slice(at + character.length, at + character.length + 2)
  switch (codeOf(character)) {
    case 0x200d:
      return (emojiBefore.test(before) && /^\p{Extended_Pictographic}/u.test(after)) || joining.test(before)
    case 0x200c:
      return joining.test(before) && /^\p{L}/u.test(after)
    case 0xfe0e:
      return /\p{Extended_Pictographic}$/u.test(before)
    case 0xfe0f:
      return emojiBefore.test(before) || (keycapBefore.test(before) && after.startsWith('\u20e3'))
    case 0x061c:
    case 0x200e:
    case 0x200f:
      return isTurned()
  }
  if (codeOf(character) < 0xe0020 || codeOf(character) > 0xe007f) return false
  const from = Math.max(0, at - flagLength)
  return [...text.slice(from, at + flagLength).matchAll(tagFlag)].some(
    ({ index, 0: flag }) => at > from + index && at < from + index + flag.length,
  )
}
