import { expect, test } from 'vitest'
import { samplePatch } from '../../testing/revisions.ts'
import { measureChange } from './change-size.ts'

test('a change is measured by what its files are for, production first', () => {
  const patch =
    samplePatch('yarn.lock', ['+1'], 1) +
    samplePatch('dist/a.js', ['+1', '-2'], 1) +
    samplePatch('docs/a.md', ['-1', '-2', '+3'], 1) +
    samplePatch('src/b.ts', [' 1', '+2', '+3', '-4'], 9) +
    samplePatch('test/a.ts', ['+1'], 1) +
    samplePatch('src/a.ts', ['+1'], 9)
  expect(measureChange(patch)).toEqual([
    { channel: 'production', files: 2, added: 3, removed: 1, paths: ['src/a.ts', 'src/b.ts'] },
    { channel: 'test', files: 1, added: 1, removed: 0, paths: ['test/a.ts'] },
    { channel: 'docs', files: 1, added: 1, removed: 2, paths: ['docs/a.md'] },
    // The lines of a lock file are not read beside other files.
    { channel: 'generated', files: 2, added: 1, removed: 1, paths: ['dist/a.js', 'yarn.lock'] },
  ])
  expect(measureChange('')).toEqual([])
})

test('fifty paths are named, and all are counted', () => {
  const names = Array.from({ length: 51 }, (_, at) => `src/${at + 100}.ts`)
  const of = (count: number) =>
    measureChange(
      names
        .slice(0, count)
        .map((name) => samplePatch(name, ['+1'], 9))
        .join(''),
    )
  expect(of(50)[0]!.paths).toEqual(names.slice(0, 50))
  expect(of(51)[0]).toMatchObject({ files: 51, added: 51, paths: names.slice(0, 50) })
})

test('a file whose content is not known counts as a file', () => {
  const binary = 'diff --git a/src/a.bin b/src/a.bin\nindex 1111111..2222222\nBinary files differ\n'
  expect(measureChange(binary)).toEqual([
    { channel: 'production', files: 1, added: 0, removed: 0, paths: ['src/a.bin'] },
  ])
})
