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
const ciphers = (name: string) => defines(`encipher_${name}`, `decipher_${name}`)
const xor = side('Add an xor cipher', ciphers('xor'))

test('two that define the same kinds of things for two objects, and say which, are for two objects', () => {
  expect(isTold(xor, side('Add a columnar cipher', ciphers('columnar')))).toBe(true)
  expect(isTold(xor, side('More ciphers', ciphers('columnar'), ['columnar']))).toBe(true)
  // However words are joined.
  expect(isTold(xor, side('Add a columnar cipher', defines('encipherColumnar', 'decipherColumnar')))).toBe(
    true,
  )
})

test.each([
  ['a name that says the object and no kind', 'Add columnar', defines('columnar', 'columnar_')],
  ['another word for it, which no title has', 'Add a cipher', ciphers('columnar')],
  ['who speaks of both', 'Add a columnar cipher beside xor', ciphers('columnar')],
  ['one definition, which may be another word', 'Columnar', defines('encipher_columnar', 'turn')],
  [
    'two objects that are each in one definition',
    'Columns and rows',
    defines('encipher_column', 'decipher_row'),
  ],
  ['names that differ in two words', 'Columnar ciphers', defines('encode_columnar', 'decode_columnar')],
  ['names of other lengths', 'Columnar ciphers', defines('encipher_by_columnar', 'decipher_by_columnar')],
  ['one name in common', 'Columnar ciphers', [...ciphers('columnar'), ...defines('encipher_xor')]],
  [
    'one name in common that stood there before',
    'Columnar',
    [' xor(encipher_xor)', ...ciphers('columnar'), ...defines('encipher_xor')],
  ],
  ['what stood there before', 'Columnar', [' encipher_columnar = 1', ...ciphers('columnar')]],
  ['no definition', 'Columnar', ['+columnar(text)']],
])('%s tells nothing', (_, title, lines) => {
  expect(isTold(xor, side(title, lines))).toBe(false)
})

test('a long list of definitions is not compared', () => {
  const many = (count: number) =>
    side('Add columnar', [
      ...ciphers('columnar'),
      ...defines(...Array.from({ length: count - 2 }, (_, at) => `row${at}`)),
    ])
  expect(isTold(xor, many(200))).toBe(true)
  expect(isTold(xor, many(201))).toBe(false)
})
