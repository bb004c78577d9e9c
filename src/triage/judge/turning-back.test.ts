import { describe, expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { type SampleChange, sampleRevision } from '../../testing/revisions.ts'
import { wordFacts } from '../../words/pair-reasons.ts'
import { changesLinesOf, findFollowUp } from './follow-up.ts'
import type { OwnMeasures } from './pair-facts.ts'
import type { FoundRelation } from './relation-facts.ts'
import { findRevert, isRevertTitle } from './revert.ts'
import { readSide } from './side.ts'

const side = (number: number, lines: string[], facts: Partial<Revision> = {}) =>
  readSide(
    sampleRevision(number, { 'src/oar.ts': lines } satisfies SampleChange, {
      title: `Oar ${number}`,
      ...facts,
    }),
  )
const added = ['the oar is long enough', 'the oar is light enough', 'the oar floats by itself']
const plus = added.map((line) => `+${line}`)
const minus = added.map((line) => `-${line}`)

const reasonOf = (found: FoundRelation | null) => found && wordFacts([found.fact])[0]!

describe('a revert', () => {
  const proof = (a: ReturnType<typeof side>, b: ReturnType<typeof side>) =>
    reasonOf(findRevert(a, b))?.replace(/^.*? reverts #\d+: /, '') ?? null

  test('is one by the id that it takes back', () => {
    const commit = { sha: 'ab12'.repeat(10), message: 'Oar', authoredAt: '2026-01-01T00:00:00Z' }
    const first = side(1, plus, { commits: [commit] })
    for (const text of [
      { body: `This reverts commit ${commit.sha}.` },
      { title: `x This reverts commit ${commit.sha}` },
    ])
      expect(proof(side(9, ['+other'], text), first)).toBe('“This reverts commit ab12ab12ab”')
    const inCommit = {
      commits: [{ ...commit, sha: 'c'.repeat(40), message: `x\n\nThis reverts commit ${commit.sha}` }],
    }
    expect(proof(side(9, ['+other'], inCommit), first)).toBe('“This reverts commit ab12ab12ab”')
    expect(proof(side(9, ['+other'], { body: `This reverts commit ${'9'.repeat(40)}.` }), first)).toBeNull()
  })

  test.each([
    ['Revert "Oar 1"', '“Revert "Oar 1"”'],
    ['revert: "oar 1"', '“revert: "oar 1"”'],
    ['Revert "Oar 1 (#1)"', '“Revert "Oar 1 (#1)"”'],
    ['Revert "Something else (#1)"', '“Revert "Something else (#1)"”'],
    ['Revert "Oar 1 (#2)"', null],
    ['Revert "Oar 2"', null],
    ['Oar 1', null],
    ['revert: Oar 1', '“revert: Oar 1”'],
    ['revert: Oar 1 (#1)', '“revert: Oar 1 (#1)”'],
    ['Back out "Oar 1"', '“Back out "Oar 1"”'],
    ['Rolled back: oar 1', '“Rolled back: oar 1”'],
    ['revert: Oar 2 (#2)', null],
    [`Revert "Oar 1" ${'x'.repeat(200)}`, `“Revert "Oar 1" ${'x'.repeat(85)}”`],
  ])('is one by its title: %s', (title, expected) => {
    expect(proof(side(9, ['+other'], { title }), side(1, plus))).toBe(expected)
  })

  test('is one by what its author says, of that number alone', () => {
    expect(proof(side(9, ['+other'], { body: 'Reverts #1' }), side(1, plus))).toBe('“Reverts #1”')
    expect(proof(side(9, ['+other'], { body: 'Reverts #2' }), side(1, plus))).toBeNull()
    expect(proof(side(9, ['+other'], { body: 'Supersedes #1' }), side(1, plus))).toBeNull()
  })

  test('is one by its lines, of an earlier one alone', () => {
    const byLines = 'it removes the lines that the other adds, and adds those that the other removes'
    expect(proof(side(9, minus), side(1, plus))).toBe(byLines)
    expect(proof(side(1, minus), side(9, plus))).toBeNull()
    expect(proof(side(9, plus), side(1, minus))).toBe(byLines)
    expect(proof(side(9, [...minus, '+and new']), side(1, [...plus, '-and new']))).toBe(byLines)
    expect(proof(side(9, [...minus, '+and new']), side(1, plus))).toBeNull()
    expect(proof(side(9, minus), side(1, [...plus, '-and old']))).toBeNull()
    expect(proof(side(9, [...minus, '+and new']), side(1, [...plus, '-and old']))).toBeNull()
    expect(proof(side(9, plus), side(1, plus))).toBeNull()
    expect(proof(side(9, []), side(1, []))).toBeNull()
    // Three of five lines, all in all, are enough; three of six are not.
    expect(proof(side(9, [...minus, '-a line of it']), side(1, [...plus, '+a line of that']))).toBe(byLines)
    expect(
      proof(side(9, [...minus, '-a line of it', '-one more']), side(1, [...plus, '+a line of that'])),
    ).toBeNull()
  })

  test.each([
    ['Revert x', true],
    ['reverts x', true],
    ['fix(api): revert x', true],
    ['chore: Revert x', true],
    ['back out "x"', true],
    ['Rolling back #12', true],
    ['Backs out commit 1234567', true],
    ['fix: back out 1234567', true],
    ['Roll back the ledger when a pigment is missing', false],
    ['Back out of the modal on Escape', false],
    ['Background x', false],
    ['Reverted x', false],
    ['Do not revert x', false],
    [`${' '.repeat(300)}revert`, false],
  ])('has such a title: %s', (title, expected) => {
    expect(isRevertTitle(title)).toBe(expected)
  })
})

describe('a follow-up', () => {
  const reason = (newer: string[], older: string[], mergedBefore = false) =>
    reasonOf(findFollowUp(side(1, older), side(9, newer), { mergedBefore } as OwnMeasures))
  const reworks = '#9 reworks what #1 added: it removes most of those lines'
  const begins = '#9 reworks what #1 added: it starts from those lines'
  const context = added.map((line) => ` ${line}`)

  test('begins where the older one was merged', () => {
    expect(reason(['+other'], plus, true)).toBe('#9 was begun after #1 had been merged')
    expect(reason([minus[0]!, '+other'], plus, true)).toBe(
      '#9 changes lines that #1 added: it was begun after #1 had been merged',
    )
  })

  test('removes most of three lines at least', () => {
    expect(reason(minus, plus)).toBe(reworks)
    expect(reason(minus.slice(0, 2), plus)).toBe(reworks)
    expect(reason(minus.slice(0, 3), [...plus, '+and a fourth line', '+and a fifth line'])).toBe(reworks)
    expect(reason(minus.slice(0, 2), plus.slice(0, 2))).toBe(begins)
  })

  test('begins from half of what the older one wrote', () => {
    expect(reason([...context, '+other'], plus)).toBe(begins)
    expect(reason([context[0]!, '+other'], plus.slice(0, 2))).toBe(begins)
    expect(reason([context[0]!, '+other'], plus)).toBeNull()
    expect(reason([' short', '+other'], ['+short'])).toBeNull()
    expect(reason([' twelve chars', '+other'], ['+twelve chars'])).toBe(begins)
    expect(reason([' eleven char', '+other'], ['+eleven char'])).toBeNull()
    // What stood there before the older one tells nothing.
    expect(reason([...context, '+other'], [...context, ...plus])).toBeNull()
  })

  test('is none where each begins from what the other writes', () => {
    const other = 'the rudder turns by itself'
    expect(reason([context[0]!, `+${other}`], [` ${other}`, plus[0]!])).toBeNull()
    expect(reason([context[0]!, '+a rudder'], [' a rudder', plus[0]!])).toBe(begins)
  })

  test('changes lines of the older one where half of what it takes away is there since', () => {
    const changes = (newer: string[], older: string[]) => changesLinesOf(side(9, newer), side(1, older))
    expect(changes(minus, plus)).toBe(true)
    expect(changes([minus[0]!, '-another long line'], plus)).toBe(true)
    expect(changes([minus[0]!, '-another long line', '-and a third one'], plus)).toBe(false)
    expect(changes(['+other'], plus)).toBe(false)
    expect(changes(['-short'], ['+short'])).toBe(false)
    expect(changes(minus, [...context, ...plus])).toBe(false)
  })
})
