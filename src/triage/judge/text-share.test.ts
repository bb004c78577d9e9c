import { describe, expect, test } from 'vitest'
import { sampleRevision } from '../../testing/revisions.ts'
import { readSide } from './side.ts'
import { formatAlike, sameTextShare } from './text-share.ts'

const side = (...lines: string[]) => readSide(sampleRevision(1, { 'src/kiln.py': lines }))
/** The same words in other lines. */
const formatted = ['-fire(kiln, "hot", 9)', '+fire(', "+    kiln, 'hot',", '+    9,', '+)', ' cool(kiln)']

describe('where both format, and write something besides', () => {
  const glaze = side(...formatted, '+glaze(pot)')
  const stack = side(...formatted, '+stack(shelf)')

  test('what they write is compared, and nothing else', () => {
    expect(sameTextShare(glaze, stack)).toBe(0)
    expect(sameTextShare(glaze, side(...formatted, '+glaze(pot)', '+stack(shelf)'))).toBe(0.5)
  })

  test('they may format different things', () => {
    const other = side(
      '-wash(hands, twice)',
      '+wash(',
      '+    hands,',
      '+    twice)',
      ' dry(hands)',
      '+stack(shelf)',
    )
    expect(sameTextShare(glaze, other)).toBe(0)
  })
})

test('what both have may be what a formatter made, most of it', () => {
  const glaze = side(...formatted, '+glaze(pot)')
  const stack = side(...formatted, '+stack(shelf)')
  expect(formatAlike(glaze, stack)).toBe(true)
  expect(formatAlike(stack, glaze)).toBe(true)
  const [few, many] = ['+glaze(pot)', '+sand(rim)', '+dry(pot)', '+wash(pot)']
    .map((_, at, all) => [...formatted, ...all.slice(0, at)])
    .filter((_, at) => at >= 2)
  expect(formatAlike(side(...few!, '+fill(pot)'), side(...few!, '+sell(pot)'))).toBe(true)
  expect(formatAlike(side(...many!, '+fill(pot)'), side(...many!, '+sell(pot)'))).toBe(false)
  expect(formatAlike(side('+glaze(pot)', '+fill(pot)'), side('+glaze(pot)', '+sell(pot)'))).toBe(false)
})

test('a formatter is what two are for that do hardly anything else, and one nothing that the other does not', () => {
  const more = ['-wash(hands, "twice")', '+wash(', '+    hands,', "+    'twice',", '+)', ' dry(hands)']
  const [few, many] = [side(...formatted), side(...formatted, ...more)]
  const [glaze, both] = [side(...formatted, '+glaze(pot)'), side(...formatted, '+glaze(pot)', '+dry(pot)')]
  for (const [one, other] of [
    [few, many],
    [few, glaze],
    [glaze, both],
  ] as const) {
    expect(formatAlike(one, other)).toBe(false)
    expect(formatAlike(other, one)).toBe(false)
  }
  const feature = side(...formatted, '+glaze(pot)', '+dry(pot)', '+sand(rim)', '+wash(pot)')
  expect(formatAlike(few, feature)).toBe(true)
  expect(formatAlike(feature, few)).toBe(true)
})

test('one who does nothing but format is compared by that', () => {
  expect(sameTextShare(side(...formatted), side(...formatted))).toBe(1)
  expect(sameTextShare(side(...formatted), side(...formatted, '+glaze(pot)'))).toBe(0.8)
})

test('a line with one word more is no formatting, nor is a block of signs', () => {
  const more = ['-fire(kiln, hot)', '+fire(', '+    kiln, hot,', '+    slowly)']
  expect([...side(...more).reflowed]).toEqual([])
  expect([...side('-{', '+{{', '+}}').reflowed]).toEqual([])
  expect([...side('+fire(kiln)').reflowed]).toEqual([])
  // An unchanged line between them ends a block, and white space is none.
  expect([...side('-a b', ' c', '+a', '+b').reflowed]).toEqual([])
  expect([...side('-a b', '+a', '+b', '+', ' c', '-d e', '+d', '+e').reflowed.keys()]).toEqual([
    'a',
    'b',
    'd',
    'e',
  ])
})

test('an operator that changes is no formatting, and one mend made twice is one', () => {
  const changes = [
    ['if (count < limit) stop()', 'if (count <= limit) stop()'],
    ['if (a == b) stop()', 'if (a === b) stop()'],
    ['if (!open) stop()', 'if (open) stop()'],
    ['move(-1)', 'move(1)'],
    ['a && b', 'a || b'],
  ]
  for (const [from, to] of changes) expect([...side(`-${from}`, `+${to}`).reflowed], to).toEqual([])
  const mend = ['-  if (a < most) return 1', '+  if (a <= most) return 1']
  const [one, other] = [side(...mend, '+# the limit too'), side(...mend, '+# inclusive')]
  expect(sameTextShare(one, other)).toBeCloseTo(1 / 3)
})

test('where one only removes, all that changes counts', () => {
  expect(sameTextShare(side('-a', '-b'), side('-a', '-b', '+c'))).toBeCloseTo(2 / 3)
  expect(sameTextShare(side('-a', '-b'), side('-a'))).toBe(0.5)
  expect(sameTextShare(side('-a'), side('+a'))).toBeNull()
})
