import { expect, test } from 'vitest'
import { isForOneRelease } from '../change/release-line.ts'
import { aimAtOtherLines, lineMark } from './release-lines.ts'

test.each([
  ['[release/1.6] Parse ports', 'release/1.6'],
  ['[19.03 backport] Parse ports', '19.03 backport'],
  ['(2.x) Parse ports', '2.x'],
  ['[docs] [23.0] Parse ports', '23.0'],
  ['[backport 7] Parse ports', 'backport 7'],
  ['[release/7.0.1xx] Parse ports', 'release/7.0.1xx'],
  ['[release/6.0.1xx-rc2] Parse ports', 'release/6.0.1xx-rc2'],
  ['Parse ports on release/5.0.3xx', 'release/5.0.3xx'],
  ['Parse ports onto stable-2.9', 'stable-2.9'],
  ['Parse ports for servicing/2.9', 'servicing/2.9'],
  ['Raise the parser to release-2.28.5', null],
  ['Raise the parser on release-2.28.5', null],
  ['Describe ports for release-1.2', null],
  ['Parse ports in support of 2.9', null],
  ['Link to release/notes', null],
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
  // Its branch is gone.
  ['[release/7.0.1xx] A', 'main', 'A on main', 'main', true],
  ['[release/6.0.1xx] A', 'release/6.0', 'A on release/5.0.3xx', 'release/6.0', true],
  ['A on release/5.0', 'main', 'A', 'main', true],
  // It may be what both are about.
  ['Mend the link in release/1.2', 'main', 'Mend the link', 'main', false],
  ['A for release/1.2', 'main', 'A for release/1.3', 'main', true],
])('%j for %j and %j for %j: %j', (title, baseRef, otherTitle, otherRef, others) => {
  const [a, b] = [{ revision: { title, baseRef } }, { revision: { title: otherTitle, baseRef: otherRef } }]
  expect(aimAtOtherLines(a, b)).toBe(others)
  expect(aimAtOtherLines(b, a)).toBe(others)
})

test('a number says which line it is where the history says that it goes its own way', () => {
  const aim = (baseRef: string | null, baseIsSeparate?: boolean) => ({
    revision: { title: 'A', baseRef, ...(baseIsSeparate !== undefined && { baseIsSeparate }) },
  })
  const cases: [ReturnType<typeof aim>, ReturnType<typeof aim>, boolean][] = [
    [aim('21.1.x', true), aim('main', false), true],
    [aim('21.1.x', true), aim('20.3.x', true), true],
    [aim('21.1.x', true), aim('22.0.x', false), true],
    [aim('21.1.x', true), aim('21.1.x', true), false],
    [aim('21.1.x', true), aim('21.x', true), false],
    [aim('21.1.x', true), aim(null), false],
    [aim('5.4', false), aim('main', false), false],
    [aim('5.4'), aim('6.4'), false],
  ]
  for (const [a, b, others] of cases) {
    expect([a, b, aimAtOtherLines(a, b)]).toEqual([a, b, others])
    expect(aimAtOtherLines(b, a)).toBe(others)
  }
  expect(isForOneRelease({ baseRef: '21.1.x', baseIsSeparate: true })).toBe(true)
  expect(isForOneRelease({ baseRef: '21.1.x' })).toBe(false)
  expect(isForOneRelease({ baseRef: 'release-2.1' })).toBe(true)
  expect(isForOneRelease({ baseRef: null, baseIsSeparate: true })).toBe(false)
})

test.each([
  ['release/1.6', 'release/1.6.0', false],
  ['release/1.6', 'release/1.60', true],
  ['release/1.X', 'release/1', false],
  ['release-1_6', 'release/1.6', false],
  ['release/1.6', 'release/1.6.x', false],
  ['v1.6', 'v1.6-rhel', true],
  ['v1.6', 'v1.6.1-rhel', true],
  ['v1.6-rhel', 'v1.6.1-rhel', false],
  ['v1.6-rhel', 'v1.6-RHEL', false],
  ['v1.6-rhel', 'main', true],
  ['v1.6', 'v1.6-stable', false],
])('%s and %s are two lines: %j', (baseRef, other, isTwo) => {
  const [a, b] = [baseRef, other].map((ref) => ({ revision: { title: 'A', baseRef: ref } }))
  expect(aimAtOtherLines(a!, b!)).toBe(isTwo)
  expect(aimAtOtherLines(b!, a!)).toBe(isTwo)
})

test('a number that goes on in a mark is about something else', () => {
  expect(lineMark('[3.11 support] Parse ports')).toBeNull()
})

test('a mark says the number of a line and not who ships it: that is said by the branch, where one is known', () => {
  const isTwo = (title: string, baseRef: string | null, other: string) => {
    const [a, b] = [
      { revision: { title, baseRef } },
      { revision: { title: 'Sound the horn', baseRef: other } },
    ]
    expect(aimAtOtherLines(b, a)).toBe(aimAtOtherLines(a, b))
    return aimAtOtherLines(a, b)
  }
  const marked = '[5.4 backport] Sound the horn'
  expect(isTwo(marked, 'v5.4-rhel', 'v5.4-rhel')).toBe(false)
  expect(isTwo(marked, 'v5.4', 'v5.4-rhel')).toBe(true)
  expect(isTwo(marked, null, 'v5.4-rhel')).toBe(false)
  expect(isTwo(marked, null, 'v5.3-rhel')).toBe(true)
})
