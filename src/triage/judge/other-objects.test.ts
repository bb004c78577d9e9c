import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { namesOtherObjects } from './other-objects.ts'
import { readSide } from './side.ts'

const side = (title: string, lines: string[], subjects: string[] = []) =>
  readSide(
    sampleRevision(
      1,
      { 'ciphers.py': lines },
      { title, commits: [title, ...subjects].map((message, at) => commit(title, at, message)) },
    ),
  )
const defines = (...names: string[]) => names.map((name) => `+def ${name}(text):`)
const isTold = (a: ReturnType<typeof side>, b: ReturnType<typeof side>) => {
  const told = namesOtherObjects(a, b)
  expect(namesOtherObjects(b, a)).toBe(told)
  return told
}
const xor = side('Add an xor cipher', defines('encipher_xor'))

test('two that define one kind of thing for two objects, and say which, are for two objects', () => {
  expect(isTold(xor, side('Add a columnar cipher', defines('encipher_columnar')))).toBe(true)
  expect(isTold(xor, side('More ciphers', defines('encipher_columnar'), ['columnar']))).toBe(true)
  // However words are joined.
  expect(isTold(xor, side('Add a columnar cipher', defines('encipherColumnar')))).toBe(true)
})

test.each([
  ['a name that says the object and no kind', 'Add columnar', defines('columnar')],
  ['another word for it, which no title has', 'Add a cipher', defines('encipher_columnar')],
  ['who speaks of both', 'Add a columnar cipher beside xor', defines('encipher_columnar')],
  ['names that differ in two words', 'Columnar ciphers', defines('decipher_columnar')],
  ['names of other lengths', 'Columnar ciphers', defines('encipher_by_columnar')],
  ['one name in common', 'Columnar ciphers', [...defines('encipher_columnar', 'encipher_xor')]],
  [
    'one name in common that stood there before',
    'Columnar',
    [' xor(encipher_xor)', ...defines('encipher_columnar', 'encipher_xor')],
  ],
  ['what stood there before', 'Columnar', [' encipher_columnar = 1', ...defines('encipher_columnar')]],
  ['no definition', 'Columnar', ['+columnar(text)']],
])('%s tells nothing', (_, title, lines) => {
  expect(isTold(xor, side(title, lines))).toBe(false)
})

test('a long list of definitions is not compared', () => {
  const many = (count: number) =>
    side(
      'Add columnar',
      defines('encipher_columnar', ...Array.from({ length: count - 1 }, (_, at) => `row${at}`)),
    )
  expect(isTold(xor, many(200))).toBe(true)
  expect(isTold(xor, many(201))).toBe(false)
})
