import { expect, test } from 'vitest'
import { deriveOutcomes } from './file-outcome.ts'
import { parsePatch } from './patch.ts'

const [a, b] = ['a'.repeat(40), 'b'.repeat(40)]
const outcomes = (text: string) => deriveOutcomes(parsePatch(text))
const changed = (lines: string[], path = 'x', ids = 'index 1111111..2222222 100644') => {
  const old = lines.filter((line) => line[0] !== '+').length
  const fresh = lines.filter((line) => line[0] !== '-').length
  return `diff --git a/${path} b/${path}\n${ids}\n@@ -5,${old} +5,${fresh} @@\n${lines.join('\n')}\n`
}
const changeOf = (lines: string[], path?: string) => outcomes(changed(lines, path))[0]!.change

test('a changed file comes to its content, and to what its hunks change', () => {
  const [one, ...more] = outcomes(changed(['-1', '+2'], 'x', `index ${a}..${b} 100644`))
  expect(more).toEqual([])
  expect(one).toMatchObject({ path: 'x', blob: b, gone: false })
  expect(one!.change).toMatch(/^[0-9a-f]{32}$/)
})

test('what a file changes is the same with other blanks, lines and numbers around, and no other', () => {
  const base = changeOf(['-old line', '+new line'])
  expect(changeOf([' before', '-old line', '+new line', ' after'])).toBe(base)
  expect(changeOf(['-  old\tline', '+newline'])).toBe(base)
  for (const other of [
    changeOf(['-old line', '+new lines']),
    changeOf(['-new line', '+old line']),
    changeOf(['-old line', ' between', '+new line']),
    changeOf(['-old line', '+new line'], 'y'),
  ])
    expect(other).not.toBe(base)
  const twice = `${changed(['-old line'])}@@ -90,0 +90 @@\n+new line\n`
  expect(outcomes(twice)[0]!.change).toBe(changeOf(['-old line', ' between', '+new line']))
})

test('a file that is deleted or moved away is gone', () => {
  expect(
    outcomes(
      `diff --git a/x b/x\ndeleted file mode 100644\nindex ${a}..${'0'.repeat(40)}\nBinary files differ\n`,
    ),
  ).toEqual([{ path: 'x', blob: null, gone: true, change: null }])
  expect(
    outcomes(
      `diff --git a/x b/y\nrename from x\nrename to y\nindex ${a}..${b} 100644\nBinary files differ\n`,
    ),
  ).toEqual([
    { path: 'x', blob: null, gone: true, change: null },
    { path: 'y', blob: b, gone: false, change: null },
  ])
})

test('where a part is not known the whole has no outcome', () => {
  const known = changed(['-1', '+2'], 'x', `index ${a}..${b} 100644`)
  const mode = 'diff --git a/y b/y\nold mode 100644\nnew mode 100755\n'
  const unknown = 'diff --git a/y b/y\nindex 1111111..2222222\nBinary files differ\n'
  for (const other of [mode, unknown]) expect(outcomes(known + other)).toEqual([])
})

test('three hundred files are found each, and a change of more is a sweep', () => {
  const of = (count: number) =>
    outcomes(Array.from({ length: count }, (_, at) => changed(['-1', '+2'], `x${at}`)).join('')).length
  expect([of(300), of(301)]).toEqual([300, 0])
})
