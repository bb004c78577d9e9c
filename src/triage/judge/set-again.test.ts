import { expect, test } from 'vitest'
import { withContents } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { setsAgain } from './set-again.ts'
import { readSide } from './side.ts'

const day = 86_400_000
const side = (days: number, lines: string[], { path = 'build/config.props', guessed = true } = {}) =>
  readSide(
    sampleRevision(
      1,
      { [path]: [' <Rig>', ...lines, ' </Rig>'] },
      {
        createdAtGuessed: guessed,
        createdAt: new Date(Date.UTC(2026, 0, 1) + days * day).toISOString(),
      },
    ),
  )
const line = (sign: string, value: string) => `${sign}  <IsEscrowMode>${value}</IsEscrowMode>`
const set = (from: string, to: string) => [line('-', from), line('+', to)]
const isAgain = (one: ReturnType<typeof side>, other: ReturnType<typeof side>) => {
  expect(setsAgain(other, one)).toBe(setsAgain(one, other))
  return setsAgain(one, other)
}

test.each([
  ['a switch', set('false', 'true'), true],
  ['a counter', set('4', '5'), true],
  ['a label', set('preview.3', 'rc'), true],
  ['a name', set('barge', 'punt'), false],
  ['a number that is no count', set('16', '18'), false],
  ['a limit', set('30', '60'), false],
  ['a counter that begins anew', set('5', '0'), true],
  ['a version, which says what it is of', set('1.2.0', '1.3.0'), false],
  ['a value that was not there', [line('+', 'true')], false],
  ['two values of one line', ['-  <A x="1" y="1"/>', '+  <A x="2" y="2"/>'], false],
  ['a switch and more', [...set('false', 'true'), '-  <A/>', '+  <B/>'], false],
  ['a line that is data', ['-1'.padEnd(302, ' x'), '+2'.padEnd(302, ' x')], false],
])('%s, set a month later', (_, lines, again) => {
  expect(isAgain(side(0, lines), side(28, lines))).toBe(again)
})

test('three lines are set, four are another thing', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => [`-  <A${at}>4</A${at}>`, `+  <A${at}>5</A${at}>`]).flat()
  expect(isAgain(side(0, many(3)), side(40, many(3)))).toBe(true)
  expect(isAgain(side(0, many(4)), side(40, many(4)))).toBe(false)
})

test('who sets it within four weeks, or to something else, means what the other means', () => {
  const lines = set('false', 'true')
  expect(isAgain(side(0, lines), side(27, lines))).toBe(false)
  expect(isAgain(side(0, lines), side(40, set('true', 'false')))).toBe(false)
  expect(isAgain(side(0, set('4', '6')), side(40, set('5', '6')))).toBe(false)
})

test('in code, and where it is known what became of the first, it is a duplicate', () => {
  const lines = set('false', 'true')
  const inCode = { path: 'src/gauge.ts' }
  expect(isAgain(side(0, lines, inCode), side(40, lines, inCode))).toBe(false)
  expect(isAgain(side(0, lines, { guessed: false }), side(40, lines))).toBe(false)
  expect(isAgain(side(0, lines, { guessed: false }), side(40, lines, { guessed: false }))).toBe(false)
})

test('of one file from one state to one, nothing went out in between: the first was never merged', () => {
  const change = { 'build/config.props': [' <Rig>', ...set('false', 'true'), ' </Rig>'] }
  const held = (days: number, before: string, after: string) => {
    const createdAt = new Date(Date.UTC(2026, 0, 1) + days * day).toISOString()
    const revision = sampleRevision(1, change, { createdAtGuessed: true, createdAt })
    return readSide({ ...revision, patch: withContents(revision.patch as string, before, after) })
  }
  expect(isAgain(held(0, 'a', 'b'), held(40, 'a', 'b'))).toBe(false)
  expect(isAgain(held(0, 'a', 'b'), held(40, 'c', 'd'))).toBe(true)
})
