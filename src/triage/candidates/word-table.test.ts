import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokenize } from '../change/tokens.ts'
import { hashText } from './hash.ts'
import { WordTable } from './word-table.ts'

/** The words of a line, by what the table says of it. */
function wordsOf(table: WordTable, line: string): string[] {
  const count = table.read(line)
  return Array.from(table.found.subarray(0, count), (number) => table.words[number]!)
}

test('words are those that lines are cut into, each once', () => {
  const pieces = ['a', 'Zed', '_', '$', '0', '7', '.', '..', ' ', '-', '1.2', 'x9', '9x', 'ä', '\u0301', '日']
  const ascii = pieces.filter((piece) => piece.charCodeAt(0) < 0x80)
  const line = fc
    .oneof(
      fc.array(fc.constantFrom(...ascii), { maxLength: 20 }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 20 }),
      fc.array(fc.constant('long'), { minLength: 18, maxLength: 30 }),
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const table = new WordTable()
      for (const one of lines) expect(wordsOf(table, one)).toEqual(tokenize(one))
      expect(new Set(table.words).size).toBe(table.words.length)
    }),
    { numRuns: 300 },
  )
})

test('a line of nothing but words of one letter has all of them', () => {
  const line = 'a '.repeat(255)
  expect(wordsOf(new WordTable(), line)).toEqual(tokenize(line))
})

test('a word that is cut is one with all that begin like it', () => {
  const table = new WordTable()
  const [beginning, other] = ['x'.repeat(80), 'y'.repeat(81)]
  expect(wordsOf(table, `${beginning} ${beginning}z ${beginning}é ${other}`)).toEqual([
    beginning,
    beginning,
    beginning,
    'y'.repeat(80),
  ])
  expect(wordsOf(table, `${beginning}zz`)).toEqual([beginning])
  expect(table.words).toEqual([beginning, 'y'.repeat(80)])
})

test('words whose hashes all meet are told apart, also when the table has grown', () => {
  // FNV-1a of 32 bits over two letters and a number: the low bits of these are the same.
  const meeting: string[] = []
  for (let at = 0; meeting.length < 60; at++) {
    const word = `w${at.toString(36)}`
    let hash = 0x811c9dc5
    for (const letter of word) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
    if ((hash & 0xfff) === 0x123) meeting.push(word)
  }
  const table = new WordTable()
  const seen = new Set<string>()
  const reads = (word: string) => {
    expect(wordsOf(table, word)).toEqual([word])
    seen.add(word)
    expect(table.words.length).toBe(seen.size)
  }
  for (const word of meeting) reads(word)
  for (let at = 0; at < 3_000; at++) reads(`other${at}`)
  for (const word of meeting) reads(word)
})

test.each([
  ['costarring', 'liquid'],
  ['declinate', 'macallums'],
  ['altarage', 'zinke'],
])('%s and %s have one hash, and are two words', (one, other) => {
  expect(hashText(one, 0)).toBe(hashText(other, 0))
  const table = new WordTable()
  expect(wordsOf(table, `${one} ${other} ${one}`)).toEqual([one, other, one])
  expect(table.words).toEqual([one, other])
})

test('a word of letters beyond the basic plane that is cut is one with all that begin like it', () => {
  // Of two code units each: the longest word ends in the middle of one, behind an odd one.
  const line = `a${'\u{20000}'.repeat(60)} a${'\u{20000}'.repeat(50)}é`
  const table = new WordTable()
  expect(wordsOf(table, line)).toEqual(tokenize(line))
  expect(wordsOf(table, '__proto__ constructor toString')).toEqual(['__proto__', 'constructor', 'toString'])
  expect(table.words).toHaveLength(4)
})
