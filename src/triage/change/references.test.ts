import { expect, test } from 'vitest'
import { closedIssues, issueReferences, readClaims } from './references.ts'

test.each([
  ['Fixes #12, #13 and #14', ['#12', '#13', '#14']],
  ['closes: acme/yard#5', ['#5']],
  ['fix https://github.com/acme/yard/issues/77', ['#77']],
  ['resolves GH-9', ['#9']],
  ['Fix: #90', ['#90']],
  ['gh-123: widen the gate', ['#123']],
  ['[YARD-12] widen the gate', ['YARD-12']],
  ['closes other/repo#5', []],
  ['fixing #3', []],
  ['see #3', []],
  ['UTF-8 in names', []],
  ['prefix#3', []],
])('%j closes %j', (text, closed) => {
  expect(closedIssues(text, text, 1, 'acme/yard')).toEqual(closed)
})

test.each([
  ['Supersedes #101.', 'supersedes', 101, 'Supersedes #101'],
  ['An alternative to #103 that needs no list', 'alternative', 103, 'An alternative to #103'],
  ['Picks up #105 where it was left', 'continues', 105, 'Picks up #105'],
  ['This is a duplicate of pull request #3', 'duplicates', 3, 'a duplicate of pull request #3'],
  ['replaces the work from https://github.com/acme/yard/pull/6', 'supersedes', 6, undefined],
  ['Reverts acme/yard#7', 'reverts', 7, 'Reverts acme/yard#7'],
])('%j is said with its words', (text, kind, number, words) => {
  expect(readClaims(text, 1, 'acme/yard')).toEqual([{ kind, number, words: words ?? text }])
})

test('several pull requests that are taken in are named each', () => {
  const claims = readClaims('Takes in #101, #102 and #103.', 1)
  expect(claims.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
    'includes 101',
    'includes 102',
    'includes 103',
  ])
})

test('its own number, another repository’s and a number in a word are no references', () => {
  expect(
    issueReferences('#1 #2 other/repo#3 acme/yard#4 colour#5 https://x.example/o/r/issues/6', 1, 'acme/yard'),
  ).toEqual([2, 4])
})
