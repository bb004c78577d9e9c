import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignChanges } from './align.ts'

const file = (path: string, hunks: string) =>
  `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${hunks}`
const hunk = (start: number, lines: string[]) => {
  const before = lines.filter((line) => line[0] !== '+').length
  const after = lines.filter((line) => line[0] !== '-').length
  return `@@ -${start},${before} +${start},${after} @@\n${lines.map((line) => `${line}\n`).join('')}`
}
const show = (patchA: string, patchB: string) =>
  alignChanges(patchA, patchB).files[0]!.rows.map(
    ({ a, b, shared }) =>
      `${shared ? '=' : ' '}${a === null ? '' : `${a.sign}${a.text}@${a.at}`}|${b === null ? '' : `${b.sign}${b.text}@${b.at}`}`,
  )

test('lines that both change stand in one row, white space and place aside; what one alone changes stands alone', () => {
  const a = file('src/a.ts', hunk(10, [' before', '-old', '+new one', '+only a', ' after']))
  const b = file('src/a.ts', hunk(40, [' before', '-old', '+  new   one', ' after', '+only b']))
  expect(show(a, b)).toEqual([
    ' \u0020before@10|\u0020before@40',
    '=-old@11|-old@41',
    '=+new one@11|+  new   one@41',
    ' +only a@12|',
    ' \u0020after@13|\u0020after@42',
    ' |+only b@43',
  ])
  expect(alignChanges(a, b).files[0]!.counts).toEqual({ shared: 2, onlyA: 1, onlyB: 1 })
})

test('what decides comes first, then what both have; a file of one side has the other side empty', () => {
  const change = hunk(1, ['-a', '+b'])
  const a = file('src/z.ts', change) + file('docs/x.md', change) + file('src/a.ts', change)
  const b = file('src/z.ts', change) + file('tests/z.test.ts', change)
  const { files, deciding } = alignChanges(a, b)
  expect(deciding).toBe('production')
  expect(files.map(({ path, channel, a, b }) => [path, channel, a, b])).toEqual([
    ['src/z.ts', 'production', 'modified', 'modified'],
    ['src/a.ts', 'production', 'modified', null],
    ['docs/x.md', 'docs', 'modified', null],
    ['tests/z.test.ts', 'test', null, 'modified'],
  ])
})

test('a file that one side has moved stands beside the one that the other edits at its old place', () => {
  const moved = `diff --git a/src/old.ts b/src/new.ts\nsimilarity index 90%\nrename from src/old.ts\nrename to src/new.ts\n--- a/src/old.ts\n+++ b/src/new.ts\n${hunk(1, ['-a', '+b'])}`
  const { files } = alignChanges(moved, file('src/old.ts', hunk(1, ['-a', '+b'])))
  expect(files).toHaveLength(1)
  expect(files[0]).toMatchObject({ path: 'src/new.ts', a: 'renamed', b: 'modified', counts: { shared: 2 } })
})

test('what is not known is said, what is too long is cut and counted', () => {
  const binary =
    'diff --git a/x.bin b/x.bin\nindex 1111111..2222222 100644\nBinary files a/x.bin and b/x.bin differ\n'
  expect(alignChanges(binary, binary).files[0]).toMatchObject({ unknown: true, rows: [] })
  const long = file(
    'src/a.ts',
    hunk(
      1,
      Array.from({ length: 9_000 }, (_, at) => `+a${at}`),
    ),
  )
  const other = file(
    'src/a.ts',
    hunk(
      1,
      Array.from({ length: 9_000 }, (_, at) => `+b${at}`),
    ),
  )
  const [cut] = alignChanges(long, other).files
  expect(cut!.rows).toHaveLength(2_000)
  expect(cut!.more).toBe(7_000)
  const wide = alignChanges(file('src/a.ts', hunk(1, [`+${'x'.repeat(1_000_000)}`])), '').files[0]!
  expect(wide.rows[0]!.a!.text).toHaveLength(1_000)
  expect(alignChanges('', '')).toMatchObject({ files: [], moreFiles: 0 })
})

test('no line of either side is lost, in any two changes', () => {
  const lines = fc.array(fc.constantFrom('+a', '+b', '-a', ' c', '+ a', '-d'), {
    minLength: 1,
    maxLength: 25,
  })
  fc.assert(
    fc.property(lines, lines, (a, b) => {
      const rows = alignChanges(file('src/a.ts', hunk(1, a)), file('src/a.ts', hunk(1, b))).files[0]!.rows
      const side = (which: 'a' | 'b') =>
        rows.flatMap((row) => (row[which] ? [row[which].sign + row[which].text] : []))
      expect(side('a')).toEqual(a)
      expect(side('b')).toEqual(b)
    }),
  )
})
