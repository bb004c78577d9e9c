import { describe, expect, test } from 'vitest'
import type { SetChange, SetDecision } from '../domain/set-decision.ts'
import { changesSentence, decisionSentence, progressSentence, staleSentence } from './set-decision.ts'

const change = (number: number, what: SetChange['what']): SetChange => ({ number, what })
const decision = (facts: Partial<SetDecision>): SetDecision => ({
  state: 'decided',
  keeper: null,
  until: null,
  note: null,
  byWords: false,
  saidAt: '2026-11-26T08:00:00.000Z',
  changes: [],
  version: 'a.1',
  ...facts,
})

test.each([
  [[], ''],
  [[change(12, 'joined')], '#12 has joined'],
  [[change(3, 'pushed'), change(9, 'pushed')], '#3 and #9 have new changes'],
  [[change(3, 'left'), change(9, 'left'), change(12, 'left')], '#3, #9 and #12 are no longer in it'],
  [[change(3, 'closed'), change(9, 'merged')], '#3 was closed, #9 was merged'],
  [[change(3, 'closed'), change(9, 'closed'), change(12, 'landed')], '#3 and #9 were closed, #12 has landed'],
])('%j: "%s"', (changes, sentence) => {
  expect(changesSentence(changes)).toBe(sentence)
})

describe('a set', () => {
  test.each<[string, Partial<SetDecision>]>([
    ['', { state: 'open', saidAt: null }],
    ['#12 is kept', { keeper: 12 }],
    ['#12 is kept: every pair was judged', { keeper: 12, byWords: true }],
    ['Put off until 2026-12-01', { state: 'waiting', until: '2026-12-01' }],
    ['Put off until it changes', { state: 'waiting', until: 'change' }],
    ['Put off until it changes; #12 is kept', { state: 'waiting', until: 'change', keeper: 12 }],
    ['Back: it was put off until 2026-11-25', { state: 'open', until: '2026-11-25' }],
    ['Back, as #15 has joined', { state: 'open', keeper: 12, changes: [change(15, 'joined')] }],
  ])('"%s"', (sentence, facts) => {
    expect(decisionSentence(decision(facts))).toBe(sentence)
  })
})

test('a stale decision is told what is there now', () => {
  expect(staleSentence(decision({ keeper: 12 }), 'decision')).toBe(
    'this set has been decided in the meantime: #12 is kept',
  )
  expect(staleSentence(decision({ state: 'open', saidAt: null }), 'decision')).toContain(
    'undone in the meantime',
  )
  expect(staleSentence(decision({ state: 'open', saidAt: null }), 'set')).toBe(
    'this set has changed since you read it: look again',
  )
})

test('progress counts what was decided among all that was to be', () => {
  expect(progressSentence(31, 23)).toBe('31 of 54 decided today')
  expect(progressSentence(0, 0)).toBe('')
})
