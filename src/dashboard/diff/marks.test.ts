import { expect, test } from 'vitest'
import { markDifferences } from './marks.ts'

const line = (text: string, sign: ' ' | '+' | '-' = '+') => ({ sign, text, at: 1 })
/** The differing parts of two lines. */
function marked(a: string, b: string, sign: ' ' | '+' | '-' = '+') {
  const marks = markDifferences({ a: line(a), b: line(b, sign), shared: false, gap: false })
  return marks && [marks.a.map((place) => a.slice(...place)), marks.b.map((place) => b.slice(...place))]
}

test.each([
  ['const port = 1', 'const port = 2', [['1'], ['2']]],
  ['return parse(host)', 'return parse(host, port)', [[], [', port']]],
  ['if (a) {', '  if (a) {', [[], ['  ']]],
  ['throw new Error("x")', 'const host = 1', null],
  ['same', 'same', null],
  ['a '.repeat(300), `${'a '.repeat(299)}b `, null],
] as const)('%s | %s', (a, b, expected) => expect(marked(a, b)).toEqual(expected))

test('nothing is marked between a line that is added and one that is removed, nor where one side has none', () => {
  expect(marked('const port = 1', 'const port = 2', '-')).toBeNull()
  expect(markDifferences({ a: line('x'), b: null, shared: false, gap: false })).toBeNull()
})

test('a place counts the characters that are shown', () => {
  const marks = markDifferences({
    a: line('\tconst name = "\u202e1"'),
    b: line('\tconst name = "\u202e2"'),
    shared: false,
    gap: false,
  })
  expect(marks?.b.map((place) => '    const name = "[U+202E]2"'.slice(...place))).toEqual(['2'])
})
