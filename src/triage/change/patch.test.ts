import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePatch } from './patch.ts'

const file = (name: string, ...lines: string[]) =>
  [
    `diff --git a/${name} b/${name}`,
    'index 1111111..2222222 100644',
    `--- a/${name}`,
    `+++ b/${name}`,
    ...lines,
    '',
  ].join('\n')

test('lines that look like headers are content where the hunk says so', () => {
  const [one, ...others] = parsePatch(
    file(
      'a.sql',
      '@@ -1,4 +1,4 @@ BEGIN',
      ' keep',
      '--- old note',
      '-diff --git a/x b/x',
      '+++ new note',
      '+@@ -1 +1 @@',
      ' end',
    ),
  )
  expect(others).toEqual([])
  expect(one?.hunks).toEqual([
    {
      oldStart: 1,
      oldLines: 4,
      newStart: 1,
      newLines: 4,
      section: 'BEGIN',
      lines: [' keep', '--- old note', '-diff --git a/x b/x', '+++ new note', '+@@ -1 +1 @@', ' end'],
    },
  ])
})

test('several files and hunks keep apart', () => {
  const files = parsePatch(
    file('a.ts', '@@ -1 +1 @@', '-a', '+b', '@@ -9,0 +10,2 @@', '+c', '+d') +
      file('b.ts', '@@ -1 +0,0 @@', '-x'),
  )
  expect(files.map(({ path, hunks }) => [path, hunks?.map(({ lines }) => lines)])).toEqual([
    [
      'a.ts',
      [
        ['-a', '+b'],
        ['+c', '+d'],
      ],
    ],
    ['b.ts', [['-x']]],
  ])
})

test.each([
  ['added', 'new file mode 100755', { status: 'added', newMode: '100755', oldMode: null }],
  ['deleted', 'deleted file mode 120000', { status: 'deleted', oldMode: '120000', newMode: null }],
])('a file that is %s says so, with its mode', (_, header, expected) => {
  const [one] = parsePatch(
    `diff --git a/x b/x\n${header}\nindex e69de29bb2d1d6434b8b29ae775ad8c2e48c5391..0000000000000000000000000000000000000000\n`,
  )
  expect(one).toMatchObject({ path: 'x', oldPath: 'x', hunks: [], ...expected })
})

test('a pure rename, a copy and a change of mode have no hunks and are known to have none', () => {
  const files = parsePatch(
    [
      'diff --git a/old name b/new name',
      'similarity index 100%',
      'rename from old name',
      'rename to new name',
      'diff --git a/one b/two',
      'similarity index 100%',
      'copy from one',
      'copy to two',
      'diff --git a/run b/run',
      'old mode 100644',
      'new mode 100755',
      '',
    ].join('\n'),
  )
  expect(files).toMatchObject([
    { status: 'renamed', oldPath: 'old name', path: 'new name', hunks: [] },
    { status: 'copied', oldPath: 'one', path: 'two', hunks: [] },
    { status: 'modified', path: 'run', oldMode: '100644', newMode: '100755', hunks: [] },
  ])
})

test('content that is left out is unknown, not empty', () => {
  const [binary, large] = parsePatch(
    [
      'diff --git a/logo.png b/logo.png',
      'index 1111111..2222222 100644',
      'Binary files a/logo.png and b/logo.png differ',
      'diff --git a/large.json b/large.json',
      'index 1111111..2222222 100644',
      '',
    ].join('\n'),
  )
  expect(binary).toMatchObject({ binary: true, hunks: null })
  expect(large).toMatchObject({ binary: false, hunks: null })
})

test('a submodule is a file with the mode of one', () => {
  const [one] = parsePatch(
    'diff --git a/lib b/lib\nindex 1111111..2222222 160000\n--- a/lib\n+++ b/lib\n@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n',
  )
  expect(one).toMatchObject({
    newMode: '160000',
    hunks: [{ lines: ['-Subproject commit 1', '+Subproject commit 2'] }],
  })
})

test.each([
  ['"a/tab\\there" "b/tab\\there"', 'tab\there'],
  ['"a/line\\nbreak" "b/line\\nbreak"', 'line\nbreak'],
  ['"a/quote\\"" "b/quote\\""', 'quote"'],
  ['"a/caf\\303\\251" "b/caf\\303\\251"', 'café'],
  ['"a/bad\\377" "b/bad\\377"', 'bad\ufffd'],
  ['a/with b/inside b/with b/inside', 'with b/inside'],
])('git quotes the name %s', (names, path) => {
  expect(parsePatch(`diff --git ${names}\nold mode 100644\nnew mode 100755\n`)).toMatchObject([
    { path, oldPath: path },
  ])
})

test('no newline at the end of a file and CRLF are no part of the content', () => {
  const [one] = parsePatch(
    file(
      'a',
      '@@ -1 +1 @@',
      '-old\r',
      '\\ No newline at end of file',
      '+new\r',
      '\\ No newline at end of file',
    ),
  )
  expect(one?.hunks?.[0]?.lines).toEqual(['-old', '+new'])
})

test('a hunk that ends before its count leaves the next file whole', () => {
  const files = parsePatch(`${file('a', '@@ -1,9 +1,9 @@', ' one')}${file('b', '@@ -1 +1 @@', '-x', '+y')}`)
  expect(files.map(({ path }) => path)).toEqual(['a', 'b'])
})

test('a huge line is cut, and a million lines take one pass', () => {
  const content = `+${'x'.repeat(5_000_000)}\n${'+y\n'.repeat(999_999)}`
  const [one] = parsePatch(file('a', '@@ -0,0 +1,1000000 @@', content))
  expect(one?.hunks?.[0]?.lines).toHaveLength(1_000_000)
  expect(one?.hunks?.[0]?.lines[0]?.length).toBeLessThan(3_000)
})

test('any text at all gives files or none, and never throws', () => {
  const part = fc.constantFrom(
    'diff --git ',
    'a/x ',
    'b/x',
    '\n',
    '@@ -1,3 +1 @@',
    '@@ -',
    '"',
    '\\',
    '--- ',
    '+++ ',
    '-',
    '+',
    ' ',
    'rename from ',
    '\r',
    '\0',
    'x',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'binary', maxLength: 5 }))), (parts) => {
      for (const { path, hunks } of parsePatch(parts.join(''))) {
        expect(typeof path).toBe('string')
        for (const { lines } of hunks ?? [])
          for (const line of lines) expect([' ', '+', '-']).toContain(line[0])
      }
    }),
  )
})
