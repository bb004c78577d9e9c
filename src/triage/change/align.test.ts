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

const numbered = (count: number, mark = 'a') => Array.from({ length: count }, (_, at) => `+${mark}${at}`)

test('of a file 2,000 rows are given, of a change 20,000 and 300 files; what is beyond is counted', () => {
  const exactly = alignChanges(file('src/a.ts', hunk(1, numbered(2_000))), '').files[0]!
  expect([exactly.rows.length, exactly.more]).toEqual([2_000, 0])
  const more = alignChanges(file('src/a.ts', hunk(1, numbered(2_001))), '').files[0]!
  expect([more.rows.length, more.more]).toEqual([2_000, 1])
  const several = Array.from({ length: 11 }, (_, at) =>
    file(`src/${10 + at}.ts`, hunk(1, numbered(1_900))),
  ).join('')
  const { files } = alignChanges(several, '')
  expect(files.map(({ rows, more }) => [rows.length, more]).slice(9)).toEqual([
    [1_900, 0],
    [1_000, 900],
  ])
  const many = (count: number) =>
    alignChanges(Array.from({ length: count }, (_, at) => file(`src/${at}.ts`, hunk(1, ['+1']))).join(''), '')
  expect([many(300).files.length, many(300).moreFiles]).toEqual([300, 0])
  expect([many(301).files.length, many(301).moreFiles]).toEqual([300, 1])
})

test('where there is no room for all, what differs is what is given, with what stands around it', () => {
  const lines = Array.from({ length: 5_000 }, (_, at) => `+line ${at}`)
  const other = lines.with(4_000, '+another')
  const [long, same] = alignChanges(
    file('src/a.ts', hunk(1, lines)) + file('src/b.ts', hunk(1, lines)),
    file('src/a.ts', hunk(1, other)) + file('src/b.ts', hunk(1, lines)),
  ).files
  expect(long!.rows.map(({ a, b, gap }) => [a?.at, b?.text, gap])).toEqual([
    ...[3_998, 3_999, 4_000].map((at) => [at, `line ${at - 1}`, at === 3_998]),
    [4_001, 'another', false],
    ...[4_002, 4_003, 4_004].map((at) => [at, `line ${at - 1}`, false]),
  ])
  expect([long!.more, long!.counts.shared]).toEqual([4_993, 4_999])
  expect([same!.rows.length, same!.more]).toEqual([0, 5_000])
})

test('of a line a thousand characters are given', () => {
  const text = (length: number) =>
    alignChanges(file('src/a.ts', hunk(1, [`+${'x'.repeat(length)}`])), '').files[0]!.rows[0]!.a!.text.length
  expect([text(999), text(1_000), text(1_001)]).toEqual([999, 1_000, 1_000])
})

test('files stand in order: what decides, then the rest, then what is generated; of each what both have, by path', () => {
  const change = hunk(1, ['-a', '+b'])
  const of = (...paths: string[]) => paths.map((path) => file(path, change)).join('')
  const [a, b] = [
    of('yarn.lock', 'test/b.ts', 'src/c.ts', 'docs/a.md', 'src/b.ts', 'src/a.ts'),
    of('src/c.ts', 'package-lock.json', 'test/b.ts', 'src/d.ts'),
  ]
  const order = [
    'src/c.ts',
    'src/a.ts',
    'src/b.ts',
    'src/d.ts',
    'test/b.ts',
    'docs/a.md',
    'package-lock.json',
    'yarn.lock',
  ]
  expect(alignChanges(a, b).files.map(({ path }) => path)).toEqual(order)
  expect(alignChanges(b, a).files.map(({ path }) => path)).toEqual(order)
  // What decides for the first one decides; without files of its own, for the other one.
  expect(alignChanges(of('docs/a.md'), of('src/a.ts')).deciding).toBe('docs')
  expect(alignChanges('', of('docs/a.md')).deciding).toBe('docs')
})

test('each hunk but the first begins with a gap, on whichever side', () => {
  const two = file('src/a.ts', hunk(1, ['+a', '+b']) + hunk(9, ['+c', '+d']))
  const one = file('src/a.ts', hunk(1, ['+a', '+b', '+c', '+d']))
  const gaps = (a: string, b: string) => alignChanges(a, b).files[0]!.rows.map(({ gap }) => gap)
  for (const [a, b] of [
    [two, two],
    [two, one],
    [one, two],
    [two, ''],
    ['', two],
  ] as const)
    expect(gaps(a, b)).toEqual([false, false, true, false])
})

test('context that both show is no shared change, and changed lines of each are counted', () => {
  const { counts } = alignChanges(
    file('src/a.ts', hunk(1, [' a', '+b', '-c', ' d', '+e'])),
    file('src/a.ts', hunk(1, [' a', '+b', ' d', '-f'])),
  ).files[0]!
  expect(counts).toEqual({ shared: 1, onlyA: 2, onlyB: 1 })
})

test('a side that does nothing to a file has no status, and an unknown content of one side makes the file unknown', () => {
  const binary =
    'diff --git a/x.bin b/x.bin\nindex 1111111..2222222 100644\nBinary files a/x.bin and b/x.bin differ\n'
  const text = file('x.bin', hunk(1, ['+1']))
  expect(alignChanges(binary, '').files[0]).toMatchObject({ a: 'modified', b: null, unknown: true })
  expect(alignChanges(text, binary).files[0]).toMatchObject({ unknown: true, counts: { onlyA: 1 } })
  expect(alignChanges('', text).files[0]).toMatchObject({
    a: null,
    b: 'modified',
    unknown: false,
    counts: { onlyB: 1 },
  })
})
