import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../../testing/seeded-random.ts'
import { hashText, mix } from '../candidates/hash.ts'
import { countWords, foldBlanks, messageWords, says, splitWord, tokenize } from './tokens.ts'

test.each([
  ['const x_1 = $port + 3.14', ['const', 'x_1', '$port', '3.14']],
  ['añadir naïve 7', ['añadir', 'naïve', '7']],
  ['...', []],
  ['x'.repeat(81), ['x'.repeat(80)]],
  ['x'.repeat(80), ['x'.repeat(80)]],
])('words of %s', (line, words) => {
  expect(tokenize(line)).toEqual(words)
})

test.each([
  ['parseHTTPPort_v2', ['pars', 'http', 'port', 'v2']],
  ['a-b', []],
  ['utf8Text', ['utf8', 'text']],
  // A stem is left of a word that is long enough, and of no shorter one.
  ['adding', ['add']],
  ['bring', ['bring']],
  ['entries', ['entry']],
  ['dies', ['die']],
  // Whatever form a word has, its stem is one.
  ['fixes', ['fix']],
  ['fixing', ['fix']],
  ['remove', ['remov']],
  ['removed', ['remov']],
  ['removes', ['remov']],
  ['stopped', ['stop']],
  ['setting', ['set']],
  ['passing', ['pass']],
  ['added', ['add']],
  ['shed', ['shed']],
  ['bees', ['bee']],
  ['its', ['its']],
  ['class', ['class']],
])('parts of %s', (word, parts) => {
  expect(splitWord(word)).toEqual(parts)
  expect(splitWord(word)).toEqual(parts)
})

test('a word of ASCII letters is cut where any other is', () => {
  const letters = [...'abzABZ019_$-', 'ing', 'ed', 'ies', 's', 'tt']
  const beyond = ['é', 'É', 'ß', 'ẞ', 'ж', 'Ж', '٣', 'ǅ']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 }), (parts) => {
      const word = parts.join('')
      // A letter that is no ASCII, set apart, leaves the parts of the others as they are.
      const apart = splitWord(`é_${word}`).filter((part) => part !== 'é')
      expect(splitWord(word)).toEqual(apart)
    }),
    { numRuns: 500 },
  )
  for (const letter of beyond) expect(splitWord(`${letter}x`).join('').length).toBeGreaterThan(0)
})

test('a word that is too long to be kept has parts as well', () => {
  expect(splitWord(`open_${'x'.repeat(90)}`)).toEqual(['open', 'x'.repeat(90)])
})

test('words are counted as they are cut, at random', () => {
  const random = seededRandom(5)
  const pieces = [
    'a',
    'Z',
    '_',
    '$',
    '0',
    '7',
    '.',
    '..',
    ' ',
    '-',
    '1.2',
    'x9',
    '9x',
    'ä',
    '\u0301',
    '\u00a0',
    '日',
  ]
  for (let round = 0; round < 3_000; round++) {
    const most = round % 2 === 0 ? pieces.length : pieces.indexOf('ä')
    const line = Array.from({ length: round % 12 }, () => pieces[Math.floor(random() * most)]).join('')
    expect({ line, words: countWords(line) }).toEqual({ line, words: tokenize(line).length })
  }
})

test('a message has the words that name its subject', () => {
  expect(messageWords('Fix the PortParser of an IO pool when it closes')).toEqual([
    'port',
    'parser',
    'pool',
    'clos',
  ])
  for (const said of ['Fixes', 'fixed', 'Removing', 'removed', 'updates', 'changed'])
    expect(messageWords(said)).toEqual([])
})

test('hashes are what they were when signatures were stored', () => {
  expect([hashText('', 0), hashText('port', 0), hashText('port', 1), hashText('ports', 0)]).toEqual([
    2_872_998_923, 1_442_372_502, 3_798_463_627, 2_303_350_756,
  ])
  expect(mix(1)).toBe(1_364_076_727)
})

const signs = fc.string({
  unit: fc.constantFrom(
    ' ',
    ' ',
    '\t',
    '\u00a0',
    '\u2028',
    '\u001f',
    '{',
    '_',
    'a',
    'Z',
    '9',
    'é',
    '漢',
    '٣',
    '\ud800',
  ),
})

test('blanks are folded as a pattern for white space folds them', () => {
  fc.assert(fc.property(signs, (line) => foldBlanks(line) === line.replace(/\s+/g, ' ')))
})

test('what has a letter or a digit says something, in whatever script', () => {
  fc.assert(fc.property(signs, (line) => says(line) === /[\p{L}\d]/u.test(line)))
  expect(['@', '[', '`', '{', '/', ':', '_', ''].some(says)).toBe(false)
  expect(['A', 'Z', 'a', 'z', '0', '9', '-é'].every(says)).toBe(true)
})
