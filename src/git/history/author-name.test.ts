import { expect, test } from 'vitest'
import { authorName } from './author-name.ts'

test.each([
  ['123+mirela@users.noreply.github.com', 'mirela'],
  ['mirela-k@users.noreply.github.com', 'mirela-k'],
  ['49699333+dependabot[bot]@users.noreply.github.com', 'dependabot[bot]'],
  ['7+Mirela@users.noreply.git.example.org', 'Mirela'],
])('GitHub writes %s for %s', (email, login) => {
  expect(authorName(email)).toBe(login)
})

test.each([
  null,
  'mirela@example.org',
  'mirela+work@example.org',
  '@users.noreply.github.com',
  '123+@users.noreply.github.com',
  'a b@users.noreply.github.com',
  'mirela@users.noreply.github.com@example.org',
  'users.noreply.github.com',
])('%j stays what it is', (email) => {
  expect(authorName(email)).toBe(email)
})
