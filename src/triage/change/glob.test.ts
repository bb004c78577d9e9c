import { expect, test } from 'vitest'
import { compileGlob } from './glob.ts'

test.each([
  ['src/a.ts', 'src/a.ts', 'src/b.ts src/a.tsx xsrc/a.ts src'],
  ['/src/a.ts', 'src/a.ts', '/src/a.ts'],
  ['a?c', 'abc a?c', 'ac abbc a/c'],
  ['*.ts', 'a.ts .ts a.b.ts', 'src/a.ts a.tsx a.t'],
  ['src/*/a.ts', 'src/x/a.ts src//a.ts', 'src/a.ts src/x/y/a.ts'],
  ['**/a.ts', 'a.ts x/a.ts x/y/a.ts', 'xa.ts x/ya.ts a.ts/x'],
  ['src/**/a.ts', 'src/a.ts src/x/a.ts src/x/y/a.ts', 'src/xa.ts src/x/ya.ts srca.ts'],
  ['src/**', 'src/ src/a src/x/y', 'src srcx'],
  ['src/**.ts', 'src/a.ts src/x/y.ts src/.ts', 'src/a.js'],
  ['src/***/a.ts', 'src/a.ts src/x/a.ts', 'src/xa.ts'],
  ['**/x/**/y', 'x/y a/x/b/c/y', 'ax/y x/ay'],
  ['a**b', 'ab a/b axx/xb', 'a/bc'],
  ['', '', 'a'],
  ['größe/*', 'größe/a', 'grösse/a'],
])('%s matches %s and not %s', (glob, matching, others) => {
  const matches = compileGlob(glob)
  for (const path of matching.split(' ')) expect(matches(path), path).toBe(true)
  for (const path of others.split(' ')) expect(matches(path), path).toBe(false)
})
