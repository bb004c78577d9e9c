import { describe, expect, test } from 'vitest'
import { categories, relations } from '../domain/pair.ts'
import { categoryWords, pairName, pairWords } from './categories.ts'
import { landedSentence } from './landing.ts'
import { type StateFacts, stateMark, stateWord } from './pull-state.ts'
import { incompleteLine, landedLine, noSetsSentence, scanCounts, setsSentence } from './scan-report.ts'
import { setHeadline } from './set-sentence.ts'
import { staleVerdict, verdictSentence, verdictWords, yourVerdict } from './verdict.ts'

const landed = { sha: '7a9c460c5d0b5e0f', committedAt: '2026-07-10T09:00:00Z' }

describe('a pair is called', () => {
  test.each([
    ['same change', 'SAME_CHANGE', null],
    ['same feature', 'SAME_FEATURE', null],
    ['competing', 'COMPETING_IMPLEMENTATION', null],
    ['related', 'RELATED', null],
    ['roll-up, not a duplicate', 'RELATED', 'ROLL_UP'],
    ['stacked, not a duplicate', 'SAME_CHANGE', 'STACKED'],
    ['follow-up, not a duplicate', 'RELATED', 'FOLLOW_UP'],
    ['revert, not a duplicate', 'RELATED', 'REVERT'],
    ['backport, not a duplicate', 'RELATED', 'BACKPORT'],
    ['resubmission, not a duplicate', 'RELATED', 'RESUBMISSION'],
    ['mirror, not a duplicate', 'RELATED', 'MIRROR'],
    // Of a service that is newer than the command that asks it.
    ['time travel, not a duplicate', 'RELATED', 'TIME_TRAVEL'],
    ['constructor, not a duplicate', 'RELATED', 'constructor'],
  ] as const)('%s', (name, category, relation) => {
    expect(pairName({ category, relation })).toBe(name)
  })
})

test('what each category and relation claims is a sentence', () => {
  const claims = [
    ...categories.map((category) => categoryWords[category].claim),
    ...relations.map((relation) => pairWords({ category: 'RELATED', relation }).claim),
  ]
  expect(claims).toEqual([
    'They make the same edit, apart from tests and the like.',
    'They do the same thing with different code.',
    'They solve the same problem in different ways: choose one.',
    'They touch the same things, but neither makes the other unnecessary.',
    'One collects the work of many, and what the other does is part of it.',
    'One is built on the commits of the other.',
    'One continues what the other began.',
    'One reverts the other.',
    'The same change for another branch.',
    'The same author opened it again.',
    'A program brought one over from another repository.',
  ])
})

test.each<[string, string, StateFacts]>([
  ['open', '', { state: 'OPEN' }],
  ['draft', ' (draft)', { state: 'OPEN', draft: true }],
  ['landed', ' (landed)', { state: 'OPEN', draft: true, landed }],
  ['closed', ' (closed)', { state: 'CLOSED' }],
  ['merged', ' (merged)', { state: 'MERGED', landed }],
])('a pull request is %s', (word, mark, facts) => {
  expect([stateWord(facts), stateMark(facts)]).toEqual([word, mark])
})

test('what has landed is said with the day and the commit', () => {
  expect(landedSentence(landed)).toBe('The default branch has had this change since 2026-07-10 (7a9c460)')
  expect(landedLine({ number: 7, title: 'Parse ports', landed })).toBe(
    '#7: the default branch has had this change since 2026-07-10 (7a9c460): Parse ports',
  )
})

test('a set has one sentence: who repeats whom, and why', () => {
  const set = {
    category: 'SAME_CHANGE',
    original: 1,
    alreadyMerged: 1,
    members: [{ number: 1 }, { number: 2 }],
    reason: 'both close #9',
  } as const
  expect(setHeadline(set)).toBe('#2 does what #1 did, which is merged: both close #9')
  expect(setHeadline({ ...set, reason: '' })).toBe('#2 does what #1 did, which is merged')
})

test('what a scan found and read', () => {
  expect(setsSentence(1, 'acme/gateway')).toBe('1 duplicate set in acme/gateway')
  expect(noSetsSentence(1_204, 'acme/gateway')).toBe(
    'No duplicates among the 1,204 pull requests of acme/gateway.',
  )
  const none = { unchanged: 0, failed: 0, degraded: 0 }
  expect(scanCounts({ listed: 5, analyzed: 0, ...none })).toBe('5 listed, 0 analysed')
  expect(scanCounts({ listed: 1_204, analyzed: 9, unchanged: 1_190, failed: 5, degraded: 1 })).toBe(
    '1,204 listed, 9 analysed, 1,190 unchanged, 5 failed, 1 in part',
  )
  const pull = { number: 7, reason: 'its head is gone' }
  expect(incompleteLine({ ...pull, outcome: 'failed' })).toBe('#7 could not be read: its head is gone')
  expect(incompleteLine({ ...pull, outcome: 'unchanged' })).toBe('#7 was read in part: its head is gone')
})

test.each([
  ['DUPLICATE', 'Duplicate', 'a duplicate'],
  ['NOT_RELATED', 'Not a duplicate', 'not a duplicate'],
  ['COMPETING', 'Competing, keep both', 'competing, keep both'],
  ['RELATED', 'Related', 'only related'],
] as const)('the verdict %s', (verdict, button, meaning) => {
  expect(verdictWords[verdict].button).toBe(button)
  expect(verdictSentence(7, 12, verdict)).toBe(`#12 and #7: ${meaning}`)
  expect(verdictSentence(7, [8, 9], verdict)).toBe(`#7 and 2 others: ${meaning}`)
  expect(yourVerdict(verdict)).toBe(`You said: ${meaning}.`)
  expect(staleVerdict(verdict)).toBe(
    `another maintainer has judged this pair in the meantime: ${meaning}. Look again, and undo that first if you disagree`,
  )
})
