import { expect, test } from 'vitest'
import type { AlignedRow } from '../domain/alignment.ts'
import { foldRows } from './fold-rows.ts'

const line = (sign: ' ' | '+' | '-', text: string) => ({ sign, text, at: 1 })
/** `=` stands for a change that both have, `.` for context, anything else for a line of one side. */
const rows = (text: string): AlignedRow[] =>
  [...text].map((sign) =>
    sign === '=' || sign === '.'
      ? {
          a: line(sign === '=' ? '+' : ' ', 'x'),
          b: line(sign === '=' ? '+' : ' ', 'x'),
          shared: sign === '=',
          gap: false,
        }
      : { a: line('+', sign), b: null, shared: false, gap: false },
  )
const folded = (text: string) =>
  foldRows(rows(text))
    .map((segment) => ('row' in segment ? (segment.row.b === null ? 'x' : '-') : `[${segment.rows.length}]`))
    .join('')

test.each([
  ['', ''],
  ['a', 'x'],
  ['==', '--'],
  ['===', '[3]'],
  ['=====a', '[3]--x'],
  ['====a', '----x'],
  ['a======b', 'x------x'],
  ['a=======b', 'x--[3]--x'],
  ['a...====', 'x--[5]'],
  ['..==ab====..', '----xx--[4]'],
])('what both sides have in %s is folded to %s', (text, shown) => expect(folded(text)).toBe(shown))

test('nothing is lost, and a run is named by its first row', () => {
  const all = rows('a=======b........')
  const segments = foldRows(all)
  expect(segments.flatMap((segment) => ('row' in segment ? [segment.row] : segment.rows))).toEqual(all)
  for (const segment of segments) if ('rows' in segment) expect(all[segment.from]).toBe(segment.rows[0])
})
