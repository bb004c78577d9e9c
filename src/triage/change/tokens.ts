import { codeAt } from './code-at.ts'
import { detach } from './detach.ts'

/** Words of code: identifiers and numbers. Punctuation says little that the words beside it do not. */
const word = /[\p{L}_$][\p{L}\p{M}\p{N}_$]*|\d+(?:\.\d+)*/gu
const isAscii = /^[\0-\x7f]*$/
const asciiWord = /[A-Za-z_$][\w$]*|\d+(?:\.\d+)*/g
/** A line of a data file can be one endless word. */
export const longestWord = 80

export function tokenize(line: string): string[] {
  const words = line.match(isAscii.test(line) ? asciiWord : word) ?? []
  for (let at = 0; at < words.length; at++)
    if (words[at]!.length > longestWord) words[at] = words[at]!.slice(0, longestWord)
  return words
}

/** How many words `tokenize` finds. */
export function countWords(line: string): number {
  if (!isAscii.test(line)) return tokenize(line).length
  const { length } = line
  let words = 0
  for (let at = 0; at < length; ) {
    const kind = asciiKinds[codeAt(line, at++)]!
    if (kind === kindOf.other) continue
    words++
    if (kind === kindOf.letter) while (at < length && asciiKinds[codeAt(line, at)]! > kindOf.other) at++
    else
      for (;;) {
        while (at < length && asciiKinds[codeAt(line, at)] === kindOf.digit) at++
        if (at + 1 >= length || codeAt(line, at) !== aPoint) break
        if (asciiKinds[codeAt(line, at + 1)] !== kindOf.digit) break
        at++
      }
  }
  return words
}

export const kindOf = { other: 0, digit: 1, letter: 2 } as const
/** By ASCII code: what a word may begin with and go on with. */
export const asciiKinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/\d/.test(character)) return kindOf.digit
  return /[\w$]/.test(character) ? kindOf.letter : kindOf.other
})

const aBlank = 0x20
export const aPoint = 0x2e
/** The first code that is no ASCII. */
export const beyondAscii = 0x80

/**
 * Every run of white space as one blank. Only the runs that are no such blank yet are found: there are few, and most
 * lines have none.
 */
export function foldBlanks(line: string): string {
  return isFolded(line) ? line : line.replace(/\s{2,}|[^\S ]/g, ' ')
}

/** False too where only a pattern can tell. */
function isFolded(line: string): boolean {
  let last = 0
  for (let at = 0, end = line.length; at < end; at++) {
    const code = codeAt(line, at)
    if (code < aBlank || code >= beyondAscii || (code === aBlank && last === aBlank)) return false
    last = code
  }
  return true
}

const letterOrDigit = /[\p{L}\d]/u

/** Whether a letter or a digit stands in it: a line of brackets alone stands in every file, and says nothing. */
export function says(line: string): boolean {
  for (let at = 0, end = line.length; at < end; at++) {
    const code = codeAt(line, at)
    if (code >= beyondAscii) return letterOrDigit.test(line)
    if (isAsciiAlphanumeric(code)) return true
  }
  return false
}

/** A to Z, a to z, 0 to 9. */
export function isAsciiAlphanumeric(code: number): boolean {
  const small = code | 0x20
  return (small >= 0x61 && small <= 0x7a) || (code >= 0x30 && code <= 0x39)
}

/** The parts of words seen before: a repository's vocabulary is small. Emptied when it grows beyond this. */
const knownParts = new Map<string, string[]>()
const knownPartsLimit = 20_000

/** parseHTTPPort_v2 → parse, http, port, v2: what two authors' different names have in common. */
export function splitWord(token: string): string[] {
  const known = knownParts.get(token)
  if (known !== undefined) return known
  const own = detach(token)
  const parts = plainWord.test(own) ? [stem(own)].filter((part) => part.length > 1) : cutWord(own)
  if (own.length > longestWord) return parts
  if (knownParts.size >= knownPartsLimit) knownParts.clear()
  knownParts.set(own, parts)
  return parts
}

/** Where a word is cut: before a capital, and before the last of several. */
const bounds = [/(\p{Ll}|\d)(\p{Lu})/gu, /(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu] as const
const asciiBounds = [/([a-z]|\d)([A-Z])/g, /(?<=[A-Z])(?=[A-Z][a-z])/g] as const

/** Most words are of one part; to say so takes a tenth of what cutting takes. */
const plainWord = /^[a-z]+$/

function cutWord(word: string): string[] {
  const [hump, acronym] = isAscii.test(word) ? asciiBounds : bounds
  return word
    .replace(hump, '$1 $2')
    .replace(acronym, ' ')
    .split(/[\s_$-]+/)
    .map((part) => stem(part.toLowerCase()))
    .filter((part) => part.length > 1)
}

/** Light stemming: enough to make "fixes", "fixed" and "fixing" one, without a dictionary. */
function stem(part: string): string {
  if (part.length > 4 && part.endsWith('ies')) return `${part.slice(0, -3)}y`
  if (part.length > 5 && part.endsWith('ing')) return withoutE(undouble(part.slice(0, -3)))
  if (part.length > 4 && part.endsWith('ed')) return withoutE(undouble(part.slice(0, -2)))
  if (part.length > 3 && part.endsWith('s') && !part.endsWith('ss')) return withoutE(part.slice(0, -1))
  return withoutE(part)
}

/** "removed" leaves "remov", and so must "remove". */
const withoutE = (part: string) => (part.length > 3 && part.endsWith('e') ? part.slice(0, -1) : part)
/** "stopped", "setting": the ending has doubled the consonant. */
const undouble = (part: string) => (/(?:bb|gg|mm|nn|pp|rr|tt)$/.test(part) ? part.slice(0, -1) : part)

/** Said in every second message; they name no subject. */
const stopWords = new Set(
  'the and for with from this that into when not was are has have fix use add remove update change make more some now new should its can will been than then also only pull request pr branch merge commit'
    .split(' ')
    .map(stem),
)

const beyondLatin = /[^\P{L}\p{Script=Latin}]/u

/**
 * Whether a letter of another script than Latin stands in it: such words are not stemmed, and where none are set apart
 * by blanks one of them may be a sentence.
 */
export function isBeyondLatin(text: string): boolean {
  return beyondLatin.test(text)
}

/** Words of a title, a description or a commit message. */
export function messageWords(text: string): string[] {
  const words: string[] = []
  for (const token of tokenize(text))
    for (const part of splitWord(token)) if (part.length > 2 && !stopWords.has(part)) words.push(part)
  return words
}
