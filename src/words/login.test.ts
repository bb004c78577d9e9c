import { expect, test } from 'vitest'
import { isLogin, mention, shownAuthor } from './login.ts'

test.each<[string | null, boolean, string]>([
  ['octocat', true, '@octocat'],
  ['a-okafor', true, '@a-okafor'],
  ['ada_acme', true, '@ada_acme'],
  ['0', true, '@0'],
  ['dependabot[bot]', true, ''],
  [null, false, ''],
  ['', false, ''],
  ['-a', false, ''],
  ['b@evil.example', false, ''],
  ['Ada Lovelace', false, ''],
  ['a'.repeat(40), false, ''],
  ['octocat\u200b', false, ''],
  ['octocat\n', false, ''],
  ['everyone](http://x)', false, ''],
])('%j: a login %s, addressed as "%s"', (name, known, addressed) => {
  expect(isLogin(name)).toBe(known)
  expect(mention(name)).toBe(addressed)
})

test.each([
  ['octocat', 'octocat'],
  ['dependabot[bot]', 'dependabot[bot]'],
  ['ada.lovelace+work@example.org', 'ada.lovelace+work'],
  ['ada@example.org\n@more', 'ada'],
  ['a@b@c', 'a'],
  ['@', '@'],
])('of %j no address is shown', (author, shown) => {
  expect(shownAuthor(author)).toBe(shown)
})
