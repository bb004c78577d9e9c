import { expect, test } from 'vitest'
import { authorKey, isOfMachine, loginOf } from './author.ts'

test('the addresses of one person are one author', () => {
  expect(authorKey('94477373+gpetraroli@users.noreply.github.com')).toBe(authorKey('g.petraroli@example.org'))
  expect(authorKey('dependabot-preview[bot]')).toBe(authorKey('dependabot[bot]'))
  expect(authorKey('27856297+dependabot-preview[bot]@users.noreply.github.com')).toBe(
    authorKey('49699333+dependabot[bot]@users.noreply.github.com'),
  )
  expect(authorKey('mirela-k')).toBe(authorKey('mirela.k@example.org'))
  expect(authorKey('Mirela+work@example.org')).toBe(authorKey('mirela@example.com'))
})

test.each([
  ['info@one.example', 'info@two.example'],
  ['contact@one.example', 'contact@two.example'],
  ['security@one.dev', 'security@two.dev'],
  ['open-source@one.dev', 'opensource@two.dev'],
  ['jenkins@one.dev', 'jenkins@two.dev'],
  ['ubuntu@one.dev', 'ubuntu@two.dev'],
  ['mirela@example.org', 'jonas@example.org'],
  ['mirela', 'mirela-k'],
])('%s and %s are two', (a, b) => {
  expect(authorKey(a)).not.toBe(authorKey(b))
})

test.each([
  null,
  '',
  'ghost',
  'Ghost',
  'you@example.com',
  'your-email@example.com',
  'root@localhost',
  'root@build-7.yard.example',
  'test@test.com',
  'user@yard.local',
  'ubuntu@ip-10-0-0-7.(none)',
  'vagrant@precise64.vm',
])('%j is no author', (author) => {
  expect(authorKey(author)).toBeNull()
})

test.each([
  // Five characters name a person, four do not: the whole is compared.
  ['mirel@one.example', 'mirel'],
  ['mire@one.example', 'mire@one.example'],
  ['M.I-R_E.L', 'mirel'],
  ['support@one.example', 'support@one.example'],
  ['12+mirela@users.noreply.github.com', 'mirela'],
  ['@mirela', '@mirela'],
  ['mirela@k@one.example', 'mirela@k'],
  [' Mirela ', 'mirela'],
  ['@', '@'],
  // A name that is somebody's, and a host that mail comes from.
  ['mirela@example.com', 'mirela'],
  ['test@yard.dev', 'test@yard.dev'],
  ['root', 'root'],
])('%j is known as %j', (author, key) => {
  expect(authorKey(author)).toBe(key)
})

test.each([
  ['GPetraroli', 'gpetraroli'],
  ['94477373+gpetraroli@users.noreply.github.com', 'gpetraroli'],
  ['gpetraroli@users.noreply.forge.example', 'gpetraroli'],
  ['g.petraroli@example.org', null],
  ['ghost', null],
  [' ', null],
  [null, null],
])('%j is the account %j', (author, login) => {
  expect(loginOf(author)).toBe(login)
})

test.each<[string, boolean]>([
  ['ada@ironbook.local', true],
  ['ada@berth-7', true],
  ['root@yard.(none)', true],
  ['', true],
  ['ada@yard.example', false],
  ['ada@people.org', false],
])('whether %j is a machine’s: %j', (address, right) => {
  expect(isOfMachine(address)).toBe(right)
})
