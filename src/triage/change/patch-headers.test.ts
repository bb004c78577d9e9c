import { expect, test } from 'vitest'
import { parsePatch, unquote } from './patch.ts'

const [a, b, none] = ['a'.repeat(40), 'b'.repeat(40), '0'.repeat(40)]
const only = (text: string) => {
  const files = parsePatch(text)
  expect(files).toHaveLength(1)
  return files[0]!
}

test('a changed file has its ids and mode on both sides', () => {
  expect(
    only(
      `diff --git a/x b/x\nindex ${a}..${b} 100644\n--- a/x\n+++ b/x\n@@ -3 +3,2 @@ class X\n-1\n+2\n+3\n`,
    ),
  ).toEqual({
    path: 'x',
    oldPath: 'x',
    status: 'modified',
    oldMode: '100644',
    newMode: '100644',
    binary: false,
    oldId: a,
    newId: b,
    hunks: [
      { oldStart: 3, oldLines: 1, newStart: 3, newLines: 2, section: 'class X', lines: ['-1', '+2', '+3'] },
    ],
  })
})

test('what is new has no content before, what is deleted none after', () => {
  expect(
    only(
      `diff --git a/x b/x\nnew file mode 100755\nindex ${none}..${b}\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+1\n`,
    ),
  ).toMatchObject({
    path: 'x',
    oldPath: 'x',
    status: 'added',
    oldMode: null,
    newMode: '100755',
    oldId: null,
    newId: b,
  })
  expect(
    only(
      `diff --git a/x b/x\ndeleted file mode 100644\nindex ${a}..${none}\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n`,
    ),
  ).toMatchObject({
    path: 'x',
    oldPath: 'x',
    status: 'deleted',
    oldMode: '100644',
    newMode: null,
    oldId: a,
    newId: null,
  })
})

test.each<[string, object]>([
  [
    'old mode 100644\nnew mode 100755',
    { status: 'modified', oldMode: '100644', newMode: '100755', hunks: [] },
  ],
  [
    'similarity index 100%\nrename from x\nrename to y',
    { status: 'renamed', oldPath: 'x', path: 'y', hunks: [] },
  ],
  ['similarity index 100%\ncopy from x\ncopy to y', { status: 'copied', oldPath: 'x', path: 'y', hunks: [] }],
  [
    `similarity index 90%\nrename from x\nrename to y\nindex ${a}..${b} 100644`,
    { status: 'renamed', hunks: null },
  ],
  [`index ${a}..${b}`, { oldMode: null, newMode: null, oldId: a, newId: b, hunks: null }],
  ['index 1234567..89abcde 100644', { oldId: null, newId: null, hunks: null }],
  [`index ${'c'.repeat(64)}..${'d'.repeat(64)}`, { oldId: 'c'.repeat(64), newId: 'd'.repeat(64) }],
  [
    'new file mode 100644\nindex 0000000..e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
    { status: 'added', hunks: [] },
  ],
  [`index ${a}..${b}\nBinary files a/x and b/x differ`, { binary: true, hunks: null }],
  [`index ${a}..${b}\nGIT binary patch`, { binary: true, hunks: null }],
  ['old mode 100644\nnew mode 100755\nBinary files a/x and b/x differ', { binary: true, hunks: null }],
])('a header is read: %s', (header, expected) => {
  expect(only(`diff --git a/x b/y\n${header}\n`)).toMatchObject(expected)
})

test.each([
  ['a/x b/x', 'x', 'x'],
  ['a/x b/y', 'x', 'y'],
  ['a/x y b/x y', 'x y', 'x y'],
  ['a/x b/y b/x b/y', 'x b/y', 'x b/y'],
  ['"a/\\303\\244" "b/\\303\\244"', 'ä', 'ä'],
  ['a/x "b/\\303\\244"', 'x', 'ä'],
  ['"a/q\\"q" b/x', 'q"q', 'x'],
  ['x', 'x', 'x'],
])('names stand in the first line: %s', (names, oldPath, path) => {
  expect(only(`diff --git ${names}\n`)).toMatchObject({ oldPath, path })
})

test('names of the two lines before a hunk are the right ones; a tab behind a blank is no part of one', () => {
  expect(only('diff --git a/x y b/z w\n--- a/x y\t\n+++ b/z w\t\n@@ -1 +1 @@\n-1\n+2\n')).toMatchObject({
    oldPath: 'x y',
    path: 'z w',
  })
})

test.each([
  ['plain', 'plain'],
  ['plain\r', 'plain'],
  ['"a\\tb\\n\\\\\\"\\r\\a\\b\\v\\f"', 'a\tb\n\\"\r\u0007\b\v\f'],
  ['"\\342\\202\\254 x"', '€ x'],
  ['"\\777"', '?77'],
  ['"\\q"', '?'],
  ['"open', 'ope'],
  ['"ä"', 'ä'],
])('git quotes %s', (text, expected) => {
  expect(unquote(text)).toBe(expected)
})

test('a path of more than 4,096 characters keeps both ends and differs from its like', () => {
  const long = (middle: string) => `${'b'.repeat(2_000)}${middle.repeat(97)}${'e'.repeat(2_000)}`
  const read = (path: string) => only(`diff --git a/${path} b/${path}\n`)
  expect(read(`${long('m')}`.slice(0, 4_096)).path).toHaveLength(4_096)
  const [one, other] = [read(long('m')), read(long('n'))]
  expect(one.path).toMatch(/^b{2000}…[0-9a-f]{1,8}…e{2000}$/)
  expect(one.oldPath).toBe(one.path)
  expect(other.path).not.toBe(one.path)
})

test('a line of more than 2,000 characters is cut; an empty one is context; what is no content ends the hunk', () => {
  const hunk = (...lines: string[]) =>
    only(`diff --git a/x b/x\n@@ -1,3 +1,3 @@\n${lines.join('\n')}\n`).hunks?.[0]?.lines
  expect(hunk(`+${'x'.repeat(1_999)}`, `+${'y'.repeat(2_000)}`)).toEqual([
    `+${'x'.repeat(1_999)}`,
    `+${'y'.repeat(1_999)}`,
  ])
  expect(hunk('', '-1', '+2')).toEqual([' ', '-1', '+2'])
  expect(hunk(' 1', '-2', '\\ No newline at end of file', '+3', '\\ No newline at end of file')).toEqual([
    ' 1',
    '-2',
    '+3',
  ])
  expect(hunk(' 1', 'diff', '+2')).toEqual([' 1'])
})

test('a hunk ends with its count, and what comes after belongs to none', () => {
  const [file] = parsePatch('diff --git a/x b/x\n@@ -1 +1 @@\n-1\n+2\n+3\n@@ nothing\n@@ -9 +9 @@\n-8\n+9\n')
  expect(file!.hunks!.map(({ lines }) => lines)).toEqual([
    ['-1', '+2'],
    ['-8', '+9'],
  ])
  expect(parsePatch('@@ -1 +1 @@\n-1\n+2\n')).toEqual([])
})

test('where the first line can be read in two ways, the lines before a hunk say which', () => {
  expect(only('diff --git a/x b/y b/z\n--- a/x b/y\n+++ b/z\n@@ -1 +1 @@\n-1\n+2\n')).toMatchObject({
    oldPath: 'x b/y',
    path: 'z',
  })
})

test('the last line counts with and without its end, and an empty one before it', () => {
  const lines = (text: string) => only(`diff --git a/x b/x\n@@ -1,2 +1,2 @@\n${text}`).hunks![0]!.lines
  for (const end of ['', '\n']) expect(lines(`-1\n+2\n 3${end}`)).toEqual(['-1', '+2', ' 3'])
  expect(lines('-1\n+2\n\n')).toEqual(['-1', '+2', ' '])
  expect(parsePatch('')).toEqual([])
  expect(parsePatch('\n\n')).toEqual([])
})

test('a hunk header counts one line where it says no number, and needs all of its signs', () => {
  const hunk = (header: string) => only(`diff --git a/x b/x\n${header}\n-1\n+2\n`).hunks
  expect(hunk('@@ -7 +8 @@')![0]).toMatchObject({
    oldStart: 7,
    oldLines: 1,
    newStart: 8,
    newLines: 1,
    section: '',
  })
  expect(hunk('@@ -7,2 +8,3 @@  in x() ')![0]).toMatchObject({ oldLines: 2, newLines: 3, section: 'in x()' })
  for (const none of ['@@ -7 8 @@', '@@ -7 +8', '@@ -x +8 @@', '@@ -1234567890 +1 @@'])
    expect(hunk(none)).toEqual([])
})

test('ids are whole ones, of either length, and no part of anything else', () => {
  const ids = (line: string) => {
    const { oldId, newId, oldMode, newMode } = only(`diff --git a/x b/x\n${line}\n`)
    return [oldId, newId, oldMode, newMode]
  }
  expect(ids(`index ${a}..${b} 100644`)).toEqual([a, b, '100644', '100644'])
  expect(ids(`index ${none}..${b}`)).toEqual([null, b, null, null])
  expect(ids(`index ${a}0..${b}`)).toEqual([null, null, null, null])
  expect(ids(`index ${a}..${b}0`)).toEqual([null, null, null, null])
  expect(ids(`index ${a}..${b} 100644x`)).toEqual([a, b, null, null])
})
