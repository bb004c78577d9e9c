import { expect, test } from 'vitest'
import { aimAtOtherLines, lineMark } from './release-lines.ts'

test.each([
  ['[release/1.6] Parse ports', 'release/1.6'],
  ['[19.03 backport] Parse ports', '19.03 backport'],
  ['(2.x) Parse ports', '2.x'],
  ['[docs] [23.0] Parse ports', '23.0'],
  ['[backport 7] Parse ports', 'backport 7'],
  ['[v5] Parse ports', null],
  ['[12] Parse ports', null],
  ['[windows] Parse ports', null],
  ['Parse ports [19.03 backport]', null],
])('%j is marked %j', (title, mark) => {
  expect(lineMark(title)).toBe(mark)
})

test.each<[string, string | null, string, string | null, boolean]>([
  ['A', 'release/1.6', 'A', 'main', true],
  ['A', 'release/1.6', 'A', 'release/1.7', true],
  ['A', 'release/1.6', 'A', 'release/1.6', false],
  ['A', 'main', 'A', 'develop', false],
  // Of a number alone nobody can tell: it may be merged up to the default branch.
  ['A', '2.x', 'A', 'main', false],
  ['[2.x backport] A', '2.x', 'A', 'main', true],
  ['[2.x backport] A', null, 'A', '2.x', false],
  ['[23.0 backport] A', null, '[20.10 backport] A', null, true],
  ['[23.0 backport] A', null, '[23.0] A', null, false],
  ['[23.0 backport] A', null, 'A', null, false],
])('%j for %j and %j for %j: %j', (title, baseRef, otherTitle, otherRef, others) => {
  const [a, b] = [{ revision: { title, baseRef } }, { revision: { title: otherTitle, baseRef: otherRef } }]
  expect(aimAtOtherLines(a, b)).toBe(others)
  expect(aimAtOtherLines(b, a)).toBe(others)
})
