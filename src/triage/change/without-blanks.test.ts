import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedWithoutBlanks } from './without-blanks.ts'

/** The definition, line by line. */
function defined(lines: readonly string[]): string {
  let text = ''
  let within = false
  for (const line of lines) {
    const changed = line.startsWith('+') || line.startsWith('-')
    if (changed) text += `${within ? '' : '\n@'}\n${line.replace(/\s+/g, '')}`
    within = changed
  }
  return text
}

const sample = (text: readonly string[]) => Buffer.from(changedWithoutBlanks(text)).toString('hex')
const expected = (text: readonly string[]) => Buffer.from(defined(text)).toString('hex')

const pieces = [
  ...'\t\v\f\r \u00a0\u1680\u2000\u200a\u200b\u2027\u2028\u2029\u202f\u205f\u2060\u3000\u3001\ufeff\ufefe'.split(
    '',
  ),
  ...['a', '@', '+', '-', ' ', 'é', '\u00a1', '😀', '\u2100', '\u16a0'],
]

test('what is left of changed lines is what the pattern leaves', () => {
  const line = fc
    .tuple(
      fc.constantFrom(...' +-+-'),
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 }))),
      // A long line is cut, perhaps within a character.
      fc.constantFrom('', '\ud83d'),
    )
    .map(([sign, parts, end]) => sign + parts.join('').replaceAll('\n', '') + end)
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      expect(sample(lines)).toBe(expected(lines))
    }),
    { numRuns: 500 },
  )
})

test('every blank that a pattern knows is left out, and no other character', () => {
  for (let code = 0; code < 0x10000; code += 256) {
    const characters = Array.from({ length: 256 }, (_, at) => String.fromCharCode(code + at))
    const lines = characters.filter((one) => one !== '\n').map((one) => `+${one}x`)
    expect(sample(lines)).toBe(expected(lines))
  }
})

test('a hunk larger than any before it finds room', () => {
  const lines = Array.from({ length: 5_000 }, (_, at) => `+ ${'ж'.repeat(20)} ${at}`)
  expect(sample(lines) === expected(lines)).toBe(true)
})
