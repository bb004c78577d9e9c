import { expect, test } from 'vitest'
import { authorKey } from './author.ts'

test('the addresses of one person are one author', () => {
  expect(authorKey('94477373+gpetraroli@users.noreply.github.com')).toBe(authorKey('g.petraroli@example.org'))
  expect(authorKey('mirela-k')).toBe(authorKey('mirela.k@example.org'))
  expect(authorKey('Mirela+work@example.org')).toBe(authorKey('mirela@example.com'))
})

test.each([
  ['info@one.example', 'info@two.example'],
  ['contact@one.example', 'contact@two.example'],
  ['mirela@example.org', 'jonas@example.org'],
  ['mirela', 'mirela-k'],
])('%s and %s are two', (a, b) => {
  expect(authorKey(a)).not.toBe(authorKey(b))
})

test.each([null, '', 'ghost', 'Ghost'])('%j is nobody', (author) => {
  expect(authorKey(author)).toBeNull()
})
