import { expect, test } from 'vitest'
import { parsePatch } from './patch.ts'

const patchOf = (lines: readonly string[]) => {
  const old = lines.filter((line) => line[0] !== '+').length
  const fresh = lines.filter((line) => line[0] !== '-').length
  return `diff --git a/a.cs b/a.cs\n--- a/a.cs\n+++ b/a.cs\n@@ -1,${old} +1,${fresh} @@\n${lines.join('\n')}\n`
}
const lines = Array.from({ length: 30 }, (_, at) => `line ${at}`)

test('a conversion from CRLF changes nothing but what was mended in it', () => {
  const mended = lines.map((line) => (line === 'line 12' ? 'line twelve' : line))
  const [file] = parsePatch(
    patchOf([...lines.map((line) => `-${line}\r`), ...mended.map((line) => `+${line}`)]),
  )
  expect(file!.hunks).toEqual([
    expect.objectContaining({
      oldStart: 10,
      oldLines: 7,
      newStart: 10,
      newLines: 7,
      lines: [
        ' line 9',
        ' line 10',
        ' line 11',
        '-line 12',
        '+line twelve',
        ' line 13',
        ' line 14',
        ' line 15',
      ],
    }),
  ])
})

test('a conversion alone leaves no hunk', () => {
  const [file] = parsePatch(
    patchOf([...lines.map((line) => `-${line}`), ...lines.map((line) => `+${line}\r`)]),
  )
  expect(file!.hunks).toEqual([])
})

test('a file that has CRLF throughout is read as any other', () => {
  const [file] = parsePatch(patchOf([' one\r', '-two\r', '+2\r']))
  expect(file!.hunks![0]!.lines).toEqual([' one', '-two', '+2'])
})
