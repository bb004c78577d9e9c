import { expect, test } from 'vitest'
import { edge, pull, undecided } from '../dashboard/testing/answers.ts'
import type { SetDetail } from '../domain/answers.ts'
import { setMarkdown } from './set-markdown.ts'

const page = 'https://triage.example/acme/gateway'
const landed = { sha: 'bbbfb10134e8', committedAt: '2026-11-20T10:00:00Z' }
const member = (number: number, facts: Parameters<typeof pull>[2] = {}) => ({
  ...pull(number, `Title ${number}`, facts),
  role: 'duplicate' as const,
  headSha: '',
})
const set = (change: Partial<SetDetail> = {}): SetDetail => ({
  id: 's1',
  category: 'SAME_CHANGE',
  score: 0.97,
  original: 2700,
  alreadyMerged: null,
  reason: 'identical',
  members: [
    member(2700, { author: 'mirela-d' }),
    member(3101, { author: 'a-okafor' }),
    member(3102, { state: 'CLOSED' }),
  ],
  edges: [edge(2700, 3101)],
  publicPage: page,
  decision: undecided,
  closeComment: null,
  ...change,
})

test('Markdown says what is merged and what has landed', () => {
  const members = [member(2700, { landed }), member(3101)]
  const text = setMarkdown(set({ members }), page)
  expect(text).toContain('**#3101 does what #2700 does, which has landed**')
  expect(text).toContain('(keeper, first, in the default branch since 2026-11-20 (bbbfb10), by')
})

test('as Markdown a set is text: no markup, no mention but by number', () => {
  const text = setMarkdown(
    set({ members: [member(2700, { title: '<img src=x> @team [x](y) `z`' }), member(3101)] }),
    page,
  )
  expect(text).toContain("- #2700 `<img src=x> @team [x](y) 'z'` (keeper, first, by `octocat`, opened ")
  expect(text).toContain(
    '[#2700 and #3101](https://triage.example/acme/gateway/compare/2700...3101), 97%: `adds 14',
  )
})

test('where the reader could open no page, Markdown has no link and the facts stand', () => {
  expect(setMarkdown(set(), null)).not.toContain('http')
  expect(setMarkdown(set(), null)).toContain('- #2700 and #3101, 97%: `adds 14')
})
