import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openBlock } from './reflowed.ts'

function reflowed(removed: readonly string[], added: readonly string[]): [string, number][] {
  const found = new Map<string, number>()
  const block = openBlock(found)
  for (const line of removed) block.take(false, line)
  for (const line of added) block.take(true, line)
  block.end()
  return [...found]
}

test('what only breaks the same words into other lines is reflowed', () => {
  expect(reflowed(['call(a, b)', 'next()'], ['call(', 'a,', 'b,', ');', 'next()'])).toEqual([
    ['call(', 1],
    ['a,', 1],
    ['b,', 1],
    [');', 1],
    ['next()', 1],
  ])
  expect(reflowed(['say "no"'], ["say 'no'"])).toEqual([["say 'no'", 1]])
  const words = 'one two three four five six seven'
  expect(reflowed([`${words} eight`], [words, 'nine'])).toEqual([])
  expect(reflowed([words], [words, 'eight'])).toEqual([])
  expect(reflowed([], ['a'])).toEqual([])
  expect(reflowed(['()'], ['(', ')'])).toEqual([])
})

test('a comparison of the first letters alone changes no answer', () => {
  const line = fc.string({
    unit: fc.constantFrom('a', 'b', 'é', '1', '(', ')', ',', ';', ' ', '"', "'", '+'),
    maxLength: 9,
  })
  const block = fc.array(line, { minLength: 1, maxLength: 4 })
  const plain = (lines: readonly string[]) =>
    lines
      .map((one) => one.replace(/;$/, ''))
      .join('')
      .replaceAll(' ', '')
      .replace(/["`]/g, "'")
      .replace(/,(?=[)\]}])/g, '')
      .replace(/[()]/g, '')
  fc.assert(
    fc.property(block, block, fc.boolean(), (removed, other, isCopy) => {
      const added = isCopy ? [removed.join('')] : other
      const isSame = plain(removed) === plain(added) && /[\p{L}\d]/u.test(plain(added))
      expect(reflowed(removed, added).length > 0).toBe(isSame)
    }),
  )
})
