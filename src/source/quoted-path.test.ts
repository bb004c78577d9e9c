import { expect, test } from 'vitest'
import { quotePath } from './quoted-path.ts'

test.each([
  ['src/plain-name_1.ts', 'src/plain-name_1.ts'],
  ['with space.txt', 'with space.txt'],
  ['quote".txt', '"quote\\".txt"'],
  ['back\\slash', '"back\\\\slash"'],
  ['line\nbreak\ttab\rreturn', '"line\\nbreak\\ttab\\rreturn"'],
  ['bell\u0007 escape\u001b delete\u007f', '"bell\\a escape\\033 delete\\177"'],
  ['grün/日', '"gr\\303\\274n/\\346\\227\\245"'],
])('%j is written as git writes it', (path, quoted) => {
  expect(quotePath(path)).toBe(quoted)
})
