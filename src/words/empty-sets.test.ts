import { expect, test } from 'vitest'
import { emptySets } from './empty-sets.ts'

const comparedAt = '2026-11-26T00:00:00Z'

test.each([
  [0, null, 'Nothing has been compared yet', 'No pull request is known so far'],
  [431, null, 'Nothing has been compared yet', '431 open pull requests are known so far'],
  [1, null, 'Nothing has been compared yet', '1 open pull request is known so far'],
  [0, comparedAt, 'No duplicates', 'No pull request is open.'],
  [1, comparedAt, 'No duplicates', 'there is no other to compare it with'],
  [
    431,
    comparedAt,
    'No duplicates',
    'Of 431 open pull requests, none that was read does what another one does.',
  ],
])('without sets, of %i open ones, compared %s: %s, %s', (openPulls, at, headline, text) => {
  const said = emptySets({ openPulls, comparedAt: at })
  expect(said.headline).toBe(headline)
  expect(said.text).toContain(text)
})
