import { expect, test } from 'vitest'
import type { PullState } from '../domain/pull-request.ts'
import { endedSentence } from './ended-sets.ts'

test.each<[states: PullState[], sentence: string]>([
  [['MERGED', 'CLOSED'], '#1 was merged and #2 closed, 2 days ago'],
  [['MERGED', 'CLOSED', 'CLOSED'], '#1 was merged and #2 and #3 were closed, 2 days ago'],
  [['CLOSED', 'CLOSED', 'CLOSED'], '#1, #2 and #3 were closed, 2 days ago'],
  [['MERGED', 'MERGED'], '#1 and #2 were merged, 2 days ago'],
  [['MERGED', 'MERGED', 'CLOSED'], '#1 and #2 were merged and #3 was closed, 2 days ago'],
  [['CLOSED'], '#1 was closed, 2 days ago'],
])('%j: %s', (states, sentence) => {
  const members = states.map((state, at) => ({ number: at + 1, title: '', author: null, state }))
  const set = { id: '1-2', endedAt: '2026-11-24T10:00:00Z', members }
  expect(endedSentence(set, Date.parse('2026-11-26T11:00:00Z'))).toBe(sentence)
})
