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
const xorParts = side('Add an xor cipher', defines('XorCipher', 'XorCipherProps'))

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
  [
    'a definition and what belongs to it',
    'Columnar ciphers',
    defines('ColumnarCipher', 'ColumnarCipherProps', 'ColumnarCipherState'),
  ],
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
  expect(isTold(xorParts, side(title, lines))).toBe(false)
})

test('the order in which things are defined tells nothing', () => {
  const kinds = (name: string) => [`${name}_cipher`, `${name}_cipher_props`, `${name}_cipher_view`]
  const turned = (name: string) => defines(...kinds(name).reverse())
  for (const lines of [defines(...kinds('xor')), turned('xor')])
    for (const others of [defines(...kinds('columnar')), turned('columnar')])
      expect(isTold(side('Add xor', lines), side('Add columnar', others))).toBe(true)
})

test('a name that is a sentence is not looked at', () => {
  const long = (count: number, name: string) =>
    defines(...['turn', 'cut'].map((kind) => [kind, name, ...Array(count - 2).fill('on')].join('_')))
  const told = (count: number) =>
    isTold(side('Add xor', long(count, 'xor')), side('Add columnar', long(count, 'columnar')))
  expect([told(8), told(9)]).toEqual([true, false])
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
