import { expect, test } from 'vitest'
import {
  comparedParts,
  comparedSentence,
  foundThere,
  nothingSimilar,
  sharesSentence,
} from './check-answer.ts'

test.each<[string, Parameters<typeof comparedSentence>[0]]>([
  [
    'Compared with 1,204 of 1,210 open pull requests and 35 closed, scanned 2 minutes ago.',
    { open: 1_204, closed: 35, of: 1_210, ageSeconds: 120 },
  ],
  ['Compared with 1 of 1 open pull request, scanned just now.', { open: 1, closed: 0, of: 1, ageSeconds: 3 }],
  [
    'Compared with 0 of 0 open pull requests, no scan has finished yet.',
    { open: 0, closed: 0, of: 0, ageSeconds: null },
  ],
  [
    'Compared with 5 of 5 open pull requests, scanned 3 days ago.',
    { open: 5, closed: 0, of: 5, ageSeconds: 3 * 86_400 },
  ],
])('%s', (sentence, compared) => {
  expect(comparedSentence(compared)).toBe(sentence)
  expect(comparedParts(compared).join(' ').toLowerCase()).toBe(
    sentence
      .toLowerCase()
      .replace(/,(?= )/g, '')
      .replace(/\.$/, ''),
  )
})

test('how much of each other they have is said once, and only where it is known', () => {
  const containment = { ofYours: 0.4, ofTheirs: 0.375 }
  expect(sharesSentence({ reasons: [], containment })).toBe(
    'it contains 40% of your change, which contains 38% of it',
  )
  expect(
    sharesSentence({ reasons: ['both close #7'], containment: { ofYours: 1, ofTheirs: 0 } }, 'this change'),
  ).toBe('it contains all of this change, which contains 0% of it')
  for (const said of [
    'your change contains all of #7',
    '#7 contains 62% of your change',
    '#7 contains over 99% of #8',
  ])
    expect(sharesSentence({ reasons: [said], containment })).toBeNull()
  expect(sharesSentence({ reasons: [], containment: { ofYours: null, ofTheirs: 1 } })).toBeNull()
})

test('that nothing was found is said with the repository', () => {
  expect(nothingSimilar('acme/gateway')).toBe('Nothing similar has been proposed in acme/gateway.')
})

test('what is on the default branch already is said with the commit that brought it, or one at which it is there', () => {
  const found = { sha: '7a9c460c5d0b5e0f', committedAt: '2026-07-10T09:00:00Z', subject: 'Parse ports' }
  expect(foundThere(found, (text) => `«${text}»`)).toBe(
    'The default branch has had this change since 2026-07-10 (7a9c460): «Parse ports»',
  )
  expect(foundThere({ ...found, atTip: true }, () => '')).toBe(
    'The default branch has all of this change: it is there at 7a9c460 of 2026-07-10',
  )
})
