import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { readSide } from './side.ts'
import { findTakenIn } from './takes-in.ts'

const side = (number: number, message: string, body = '') =>
  readSide(
    sampleRevision(
      number,
      {},
      { title: 'Parse ports', body, repository: 'acme/yard', commits: [commit('ada', number, message)] },
    ),
  )
const other = side(12, 'Parse the ports')

test.each([
  ['Squash of PR #12: parse ports', 'Squash of PR #12'],
  ['Trim ports\n\nThe previous commit (squash of #12 minus hosts) lost them.', 'squash of #12'],
  [
    'Squashed version of https://github.com/acme/yard/pull/12',
    'Squashed version of https://github.com/acme/yard/pull/12',
  ],
  ['Integrates PR #12', 'Integrates PR #12'],
  ['Integrating the changes from pull request #12', 'Integrating the changes from pull request #12'],
  ['Selectively porting a line from #12 to unblock an issue', 'porting a line from #12'],
  ['Ported from acme/yard#12', 'Ported from acme/yard#12'],
])('%j says that it takes the other one in', (message, words) => {
  const by = side(15, message)
  expect(findTakenIn(by, other)).toEqual({
    relation: 'STACKED',
    fact: { kind: 'takes-in', upper: 15, lower: 12, words },
  })
  expect(findTakenIn(other, by)).toBeNull()
  expect(findTakenIn(side(15, 'Parse', message), other)?.fact).toMatchObject({ words })
})

test.each([
  ['Test PR 12', 'Test PR 12'],
  ['[Testing PR #12] on our own machines', 'Testing PR #12'],
  ['try out pull request #12', 'try out pull request #12'],
])('%j has the other one tried out', (message, words) => {
  expect(findTakenIn(side(15, message), other)).toEqual({
    relation: 'STACKED',
    fact: { kind: 'takes-in', upper: 15, lower: 12, words },
  })
  // Who came first has nothing of the later one.
  expect(findTakenIn(side(11, message), other)).toBeNull()
  // A list of what was tested is none.
  expect(findTakenIn(side(15, 'Parse', message), other)).toBeNull()
})

test.each([
  'Squash of PR #13: parse ports',
  'Squash of PR #120',
  'Squash before #12',
  'Re-opening #12',
  'Builds on top of #12',
  'Pull in changes from #12',
  'Supersedes #12',
  'Integrates with #12',
  'Competes with #12; does not integrate #12',
  'This isn’t a squash of #12, and never integrates #12',
  'Port of #12 to the servicing branch',
  'Read the port from the host, like #12',
  'Ported from acme/mill#12',
  'Test PR 120',
  'Try #12',
  'Testing #12: parse ports',
  'Test 12 ports',
  'Add a test for #12',
  'Parse ports\n\nTest PR 12 first',
])('%j says nothing of the kind', (message) => {
  expect(findTakenIn(side(15, message), other)).toBeNull()
})

test('of all that is said the first 20,000 characters are read', () => {
  const words = '\nIntegrates #12'
  const before = 'Parse ports\n'.length
  const said = (blanks: number) => side(15, 'Parse', `${' '.repeat(blanks - before)}${words}`)
  expect(findTakenIn(said(20_000 - words.length), other)?.fact).toMatchObject({ words: 'Integrates #12' })
  expect(findTakenIn(said(20_001 - words.length), other)).toBeNull()
})
