import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { type SampleChange, sampleLines, samplePatch, sampleRevision } from '../../testing/revisions.ts'
import { isSameEditMoved, samePlaceShare } from './places.ts'
import { readSide } from './side.ts'

const side = (change: SampleChange, facts: Partial<Revision> & { startLine?: number } = {}) =>
  readSide(sampleRevision(1, change, facts))
const share = (a: ReturnType<typeof side>, b: ReturnType<typeof side>) => {
  const found = samePlaceShare(a, b)
  expect(samePlaceShare(b, a)).toBe(found)
  return found
}
const plus = (seed: number) => sampleLines(seed, 2, '+')

test('hunks of unknown content meet where at most three lines lie between them', () => {
  const at = (startLine: number) => side({ 'src/a.ts': plus(startLine) }, { startLine })
  expect(share(at(100), at(100))).toBe(1)
  expect(share(at(100), at(103))).toBe(1)
  expect(share(at(100), at(104))).toBe(0)
  expect(share(at(104), at(100))).toBe(0)
  const removing = side({ 'src/a.ts': sampleLines(5, 3, '-') }, { startLine: 100 })
  expect(share(removing, at(105))).toBe(1)
  expect(share(removing, at(106))).toBe(0)
})

test('another file, or another name of one that is new, is another place', () => {
  expect(share(side({ 'src/a.ts': plus(1) }), side({ 'src/b.ts': plus(1) }))).toBe(0)
  const fresh = (path: string, seed = 1) =>
    side({}, { patch: samplePatch(path, plus(seed), 1).replace('index', 'new file mode 100644\nindex') })
  expect(share(fresh('src/a.ts'), fresh('src/a.ts', 2))).toBe(1)
  expect(share(fresh('src/a.ts'), fresh('lib/a.ts'))).toBe(0)
  expect(share(fresh('src/a.ts'), side({ 'src/a.ts': plus(1) }, { startLine: 1 }))).toBe(0)
})

test('lines have moved: half of the surroundings that tell are enough', () => {
  const around = sampleLines(7, 4, ' ')
  const [one, two, three] = sampleLines(8, 3, ' ') as [string, string, string]
  const first = (lines: string[]) => side({ 'src/a.ts': [...lines, ...plus(1)] }, { startLine: 10 })
  const far = (lines: string[], path = 'src/a.ts') =>
    side({ [path]: [...lines, ...plus(2)] }, { startLine: 900 })
  expect(share(first(around), far(around))).toBe(1)
  expect(share(first(around), far([around[0]!, around[1]!, one, two]))).toBe(1)
  expect(share(first(around), far([around[0]!, one, two, three]))).toBe(0)
  expect(share(first(around), far(around, 'lib/a.ts'))).toBe(1)
  // Brackets tell only where there is nothing else.
  expect(share(first([...around.slice(0, 2), ' }', ' })']), far([one, two, ' }', ' })']))).toBe(0)
  expect(share(first([' }', ' })']), far([' }', ' })']))).toBe(1)
  expect(share(first([' end', ' {']), far([' end', one]))).toBe(0)
})

test('within one content lines are counted, however alike the surroundings', () => {
  const around = sampleLines(7, 4, ' ')
  const at = (startLine: number, before: string) =>
    side(
      {},
      {
        patch: samplePatch('src/a.ts', [...around, ...plus(startLine)], startLine).replace(
          /^index \S+/m,
          `index ${before.repeat(40)}..${'f'.repeat(40)}`,
        ),
      },
    )
  expect(share(at(10, 'a'), at(12, 'a'))).toBe(1)
  expect(share(at(10, 'a'), at(900, 'a'))).toBe(0)
  expect(share(at(10, 'a'), at(900, 'b'))).toBe(1)
})

test('it is the share of the smaller change; of two with as many hunks the larger share; unknown without hunks', () => {
  const files = (...names: string[]) =>
    side(Object.fromEntries(names.map((name) => [`src/${name}.ts`, plus(1)])))
  expect(share(files('a'), files('a', 'b', 'c'))).toBe(1)
  expect(share(files('a', 'd'), files('a', 'b', 'c'))).toBe(0.5)
  expect(share(files('a', 'd', 'e'), files('a', 'b', 'c'))).toBe(1 / 3)
  expect(share(files(), files('a'))).toBeNull()
  expect(share(files(), files())).toBeNull()
  const twice = side(
    {},
    {
      patch: `${samplePatch('src/a.ts', plus(1), 100)}@@ -101,0 +103,1 @@\n+again\n`,
    },
  )
  const apart = side(
    {},
    {
      patch: `${samplePatch('src/a.ts', plus(1), 100)}@@ -801,0 +803,1 @@\n+again\n`,
    },
  )
  expect(share(twice, apart)).toBe(1)
})

test('a renamed file is known by what it held: the same edit of it is the same, a copy of half of it is not', () => {
  const edited = (path: string, before: string, lines = plus(3), startLine = 10) =>
    side(
      {},
      {
        patch: samplePatch(path, [...sampleLines(7, 2, ' '), ...lines], startLine).replace(
          /^index \S+/m,
          `index ${before.repeat(40)}..${'f'.repeat(40)}`,
        ),
      },
    )
  const same = (a: ReturnType<typeof side>, b: ReturnType<typeof side>) => {
    expect(isSameEditMoved(b, a)).toBe(isSameEditMoved(a, b))
    return isSameEditMoved(a, b)
  }
  expect(share(edited('src/a.ts', 'a'), edited('lib/b.ts', 'a'))).toBe(1)
  expect(share(edited('src/a.ts', 'a'), edited('lib/b.ts', 'b'))).toBe(0)
  expect(share(edited('src/a.ts', 'a'), edited('lib/b.ts', 'a', plus(3), 500))).toBe(0)
  expect(same(edited('src/a.ts', 'a'), edited('lib/b.ts', 'a'))).toBe(true)
  expect(same(edited('src/a.ts', 'a'), edited('src/a.ts', 'a'))).toBe(false)
  expect(same(edited('src/a.ts', 'a'), edited('lib/b.ts', 'b'))).toBe(false)
  expect(same(edited('src/a.ts', 'a'), edited('lib/b.ts', 'a', plus(4)))).toBe(false)
  expect(same(edited('src/a.ts', 'a', ['+short']), edited('lib/b.ts', 'a', ['+short']))).toBe(false)
  expect(same(side({ 'src/a.ts': plus(3) }), side({ 'src/b.ts': plus(3) }))).toBe(false)
})
