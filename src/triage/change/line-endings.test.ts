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

const hunksOf = (...lines: string[]) => parsePatch(patchOf(lines))[0]!.hunks!
const cr = (...texts: string[]) => texts.map((line) => `${line}\r`)
const minus = (texts: string[]) => texts.map((line) => `-${line}`)
const plus = (texts: string[]) => texts.map((line) => `+${line}`)

test('what is mended in two places far apart leaves two hunks, near each other one', () => {
  const mend = (...at: number[]) => {
    const mended = lines.map((line, index) => (at.includes(index) ? `${line}!` : line))
    return hunksOf(...minus(cr(...lines)), ...plus(mended)).map(
      ({ oldStart, oldLines, newStart, newLines, lines }) => [
        oldStart,
        oldLines,
        newStart,
        newLines,
        lines.length,
      ],
    )
  }
  // Three lines of context around each: six lines between two places belong to both.
  expect(mend(5, 12)).toEqual([[3, 14, 3, 14, 16]])
  expect(mend(5, 13)).toEqual([
    [3, 7, 3, 7, 8],
    [11, 7, 11, 7, 8],
  ])
  expect(mend(0)).toEqual([[1, 4, 1, 4, 5]])
  expect(mend(29)).toEqual([[27, 4, 27, 4, 5]])
  expect(mend(2, 28)).toEqual([
    [1, 6, 1, 6, 7],
    [26, 5, 26, 5, 6],
  ])
})

test('lines that come or go with a conversion move those behind them', () => {
  const without = lines.filter((_, at) => at !== 3)
  const [first, second, ...none] = hunksOf(
    ...minus(cr(...lines)),
    ...plus([...without.slice(0, 20), 'new', ...without.slice(20)]),
  )
  expect(none).toEqual([])
  expect(first).toMatchObject({ oldStart: 1, oldLines: 7, newStart: 1, newLines: 6 })
  expect(second).toMatchObject({ oldStart: 19, oldLines: 6, newStart: 18, newLines: 7 })
})

test('a conversion in either direction is one; endings that stay as they are on both sides are none', () => {
  const count = (...lines: string[]) => hunksOf(...lines).flatMap((hunk) => hunk.lines).length
  expect(count('-a\r', '+a')).toBe(0)
  expect(count('-a', '+a\r')).toBe(0)
  expect(count('-a\r', '+a\r')).toBe(2)
  expect(count('-a', '+a')).toBe(2)
  // A carriage return of context alone tells nothing.
  expect(count(' x\r', '-a', '+a')).toBe(3)
  // Mixed endings on both sides: each line that differs in them alone has not changed.
  expect(count('-a\r', '-b', '+a', '+b\r')).toBe(0)
})

test('each run of changed lines is laid out by itself, between its context', () => {
  const [hunk, ...none] = hunksOf(' x\r', '-a\r', '-b\r', '+a', ' y\r', '-c\r', '+d', '+c', ' z')
  expect(none).toEqual([])
  expect(hunk!.lines).toEqual([' x', ' a', '-b', ' y', '+d', ' c', ' z'])
})
