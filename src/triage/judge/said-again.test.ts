import { expect, test } from 'vitest'
import type { RevisionCommit } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleLines, sampleRevision } from '../../testing/revisions.ts'
import type { OwnMeasures } from './pair-facts.ts'
import { findSaidAgain } from './said-again.ts'
import { readSide } from './side.ts'

const measures = { identical: false, text: 0.8, bothRaise: false } as OwnMeasures
const week = 7 * 24
/** @param hours after the first of January. */
const side = (number: number, commits: RevisionCommit[], hours = 0, lines = 8) =>
  readSide(
    sampleRevision(
      number,
      { 'src/lid.ts': sampleLines(50, lines, '+') },
      { commits, createdAt: new Date(Date.UTC(2026, 0, 1, hours)).toISOString() },
    ),
  )
const subject = 'Weigh every crate'
const ada = commit('ada', 1, subject)
const bela = (message: string, facts: Partial<RevisionCommit> = {}) => commit('bela', 2, message, facts)
const find = (message: string, facts: Partial<RevisionCommit> = {}) =>
  findSaidAgain(side(1, [ada]), side(2, [bela(message, facts)]), measures)

test('the same subject and nearly the same lines within a week are one change, opened again or taken over', () => {
  expect(find(subject)).toEqual({
    relation: 'RESUBMISSION',
    fact: { kind: 'said-again', newer: 2, older: 1, commit: { sha: bela(subject).sha, subject } },
  })
  const third = side(2, [commit('bela', 3, 'Tidy up'), bela(subject)], week)
  expect(findSaidAgain(side(1, [ada]), third, measures)).not.toBeNull()
})

test.each([
  ['in other letters', 'weigh every CRATE'],
  ['behind a kind', 'feat(core): Weigh every crate'],
  ['behind a mark', '[core] Weigh every crate'],
  ['before a number', 'Weigh every crate (#12)'],
])('a subject is the same %s', (_, message) => {
  expect(find(message)).not.toBeNull()
})

test.each<[string, string, Partial<RevisionCommit>]>([
  ['another subject', 'Weigh every single crate', {}],
  ['a program that tidies up', subject, { authorName: 'pre-commit-ci[bot]' }],
  ['a program that raises packages', subject, { authorName: 'renovate-bot' }],
])('%s says nothing again', (_, message, facts) => {
  expect(find(message, facts)).toBeNull()
})

test('two words name no subject', () => {
  const two = (number: number, name: string) => side(number, [commit(name, number, 'Weigh crates')])
  expect(findSaidAgain(two(1, 'ada'), two(2, 'bela'), measures)).toBeNull()
})

test('raises all say the same, and so do small edits, and others a week later or with another text', () => {
  const [one, other] = [side(1, [ada]), side(2, [bela(subject)])]
  expect(findSaidAgain(one, other, { ...measures, bothRaise: true })).toBeNull()
  expect(findSaidAgain(one, other, { ...measures, text: 0.79 })).toBeNull()
  expect(findSaidAgain(one, other, { ...measures, text: null })).toBeNull()
  expect(findSaidAgain(one, other, { ...measures, text: null, identical: true })).not.toBeNull()
  expect(findSaidAgain(one, side(2, [bela(subject)], week + 1), measures)).toBeNull()
  expect(findSaidAgain(one, side(2, [bela(subject)], 0, 7), measures)).toBeNull()
  expect(findSaidAgain(side(1, [ada], 0, 7), other, measures)).toBeNull()
})
