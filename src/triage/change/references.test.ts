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
  ['the attempt in stale/closed #3', []],
  ['Fixed/Closed #3', ['#3']],
  ['Resolved/fixed #3', ['#3']],
  ['bugfix/closed #3', []],
  ['the fixed/closed #3', []],
  ['already fixed/closed #3', []],
  ['goes beyond the resolved/closed #3', []],
  ['Sign-in fixed #3', ['#3']],
  ['goes beyond the closed #3', []],
  ['was already fixed in fixed #3', []],
  ['fixes the closed #3, closed #4', ['#4']],
  ['/close #3', ['#3']],
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
  ['Revert "Widen the gate (#8)"', 'reverts', 8, undefined],
  ['fix: Revert "Widen the gate (#8)" (#9)', 'reverts', 8, 'fix: Revert "Widen the gate (#8)"'],
  ['revert: feat(gate): widen it (#8)', 'reverts', 8, undefined],
])('%j is said with its words', (text, kind, number, words) => {
  expect(readClaims(text, 1, 'acme/yard')).toEqual([{ kind, number, words: words ?? text }])
})

test.each([
  'Revert "Widen the gate" (#8)',
  'Narrow the gate (#8)',
  'Do not revert: see the gate (#8)',
  'A title\nrevert: feat(gate): widen it (#8)',
])('%j takes back nothing that has a number', (text) => {
  expect(readClaims(text, 1, 'acme/yard')).toEqual([])
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

const listed = (count: number) => Array.from({ length: count }, (_, at) => `#${at + 101}`)

test('twenty references are kept, the lowest numbers; of twenty-one the last is not', () => {
  const numbers = Array.from({ length: 20 }, (_, at) => at + 101)
  expect(issueReferences(listed(20).reverse().join(' '), 1)).toEqual(numbers)
  expect(issueReferences(listed(21).reverse().join(' '), 1)).toEqual(numbers)
  const closing = listed(21)
    .map((one) => `fixes ${one}`)
    .reverse()
    .join('\n')
  expect(closedIssues('', closing, 1)).toEqual(listed(20))
  const claiming = listed(21)
    .map((one) => `replaces ${one}`)
    .reverse()
    .join('\n')
  expect(readClaims(claiming, 1).map(({ number }) => number)).toEqual(numbers)
})

test('a text is read for a hundred thousand characters', () => {
  const at = (place: number) => `${'x'.repeat(place - 1)} fixes #12`
  const end = 100_000 - 'fixes #12'.length
  expect(issueReferences(at(end), 1)).toEqual([12])
  expect(issueReferences(at(end + 3), 1)).toEqual([])
  expect(closedIssues('', at(end), 1)).toEqual(['#12'])
  expect(closedIssues('', at(end + 3), 1)).toEqual([])
  const claim = (place: number) => `${'x'.repeat(place - 1)} reverts #12`
  expect(readClaims(claim(end - 2), 1)).toHaveLength(1)
  expect(readClaims(claim(end + 1), 1)).toEqual([])
})

test('its own number and none are no issue, however it names them', () => {
  for (const number of [0, 7]) {
    expect(issueReferences(`see #${number}, #9`, 7)).toEqual([9])
    expect(closedIssues(`gh-${number}: x`, `fixes #${number}`, 7)).toEqual([])
    expect(readClaims(`reverts #${number}`, 7)).toEqual([])
  }
})

test('what it says first of a number is what it says; a long sentence is cut', () => {
  expect(readClaims('Reverts #12. Supersedes #12', 1)).toEqual([
    { kind: 'supersedes', number: 12, words: 'Supersedes #12' },
  ])
  const many = `Replaces  ${listed(20).join(', ')}`
  const [claim] = readClaims(many, 1)
  expect(claim!.words).toBe(many.replace('  ', ' ').slice(0, 120))
})

test.each([
  [
    'acme/yard',
    'acme/yard#5, other/yard#6, #7 https://x.example/Acme/Yard/pull/8 https://x.example/o/r/pull/9',
    [5, 7, 8],
  ],
  // Where our own name is not known, a link may be ours, and another's short form is not.
  [null, 'acme/yard#5 #7 https://x.example/acme/yard/pull/8', [7, 8]],
])('of the repository %j', (repository, text, numbers) => {
  expect(issueReferences(text, 1, repository)).toEqual(numbers)
})

test('a title is asked for its mark in its first 300 characters', () => {
  expect(closedIssues(`${' '.repeat(290)}gh-12: x`, '', 1)).toEqual(['#12'])
  expect(closedIssues(`${' '.repeat(297)}gh-12: x`, '', 1)).toEqual([])
  // A key is at the beginning of a title in any case.
  expect(closedIssues('YARD-12: x', '', 1)).toEqual(['YARD-12'])
  expect(closedIssues(`${'x'.repeat(20)} YARD-12: x`, '', 1)).toEqual([])
})
