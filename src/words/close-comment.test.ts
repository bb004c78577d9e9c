import { expect, test } from 'vitest'
import { type CommentFacts, defaultComment, renderComment, templateProblem } from './close-comment.ts'

const facts: CommentFacts = {
  author: '@ann',
  keeper: '#12 by @bob',
  fate: 'so we are going with that one',
  shared: '`14 lines`',
  link: 'https://triage.example/acme/gateway/compare/12...15',
}

test.each([
  [defaultComment, null],
  ['Closing for {keeper}, sorry {author}!', null],
  ['Braces { of code } and {} are text… {keeper}', '"{}" stands for nothing'],
  [' \n', 'expected some text'],
  ['x'.repeat(2_001), 'expected at most 2000 characters'],
  ['{keeper} {titel}', '"{titel}" stands for nothing: expected one of {author}, {keeper}'],
  ['{keeper} {constructor}', 'stands for nothing'],
  ['{keeper}\n END_OF_COMMENT \nrm -rf /', 'ends the comment in the script'],
  ['{keeper}\u001b[31m', 'without control characters'],
  ['{keeper} a\u200bb', 'cannot be seen'],
  ['{keeper} 👩\u200d💻 ❤\ufe0f', null],
  ['Thank you.', 'expected {keeper}'],
])('%j: %s', (template, problem) => {
  const found = templateProblem(template)
  if (problem === null) expect(found).toBeNull()
  else expect(found).toContain(problem)
})

test('a line whose placeholder has nothing to stand for is left out', () => {
  expect(renderComment(defaultComment, facts)).toEqual([
    'Thank you for this work. It does what #12 by @bob does, so we are going with that one.',
    'What they share: `14 lines`.',
    'The two changes beside each other: https://triage.example/acme/gateway/compare/12...15',
    'If we have overlooked something, please say so here and we will reopen it.',
  ])
  expect(renderComment('A {keeper}\nB {link}\n\nC', { ...facts, link: '' })).toEqual([
    'A #12 by @bob',
    '',
    'C',
  ])
})

test('what a placeholder stands for is no template itself', () => {
  expect(renderComment('{keeper}: {shared}', { ...facts, shared: '`{link} $& {author}`' })).toEqual([
    '#12 by @bob: `{link} $& {author}`',
  ])
})
