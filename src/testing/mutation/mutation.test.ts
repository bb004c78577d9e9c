import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'
import { readExclusions, splitExcluded } from './excluded-mutants.ts'
import { findMutants } from './find-mutants.ts'
import { applyMutant, mutatedFolder, readMutatedSources } from './mutant-bundle.ts'
import { readNamedMutants } from './named-mutants.ts'
import { renderMutant, renderTable, wilsonInterval } from './render-mutants.ts'
import { runUnits, suite } from './suite.ts'
import { countRounds, switchMutants } from './switch-mutants.ts'

/** Every mutant of a source as a whole. */
const mutate = (source: string) => findMutants('some.ts', source).map((mutant) => applyMutant(source, mutant))

test.each([
  ['numbers', 'const reach = 3', ['const reach = 0', 'const reach = 1', 'const reach = 6']],
  ['nothing at all', 'const reach = 0', ['const reach = 1']],
  ['boundaries', 'x(a < b)', [';', 'x(a <= b)', 'x(a >= b)']],
  ['"and" and "or"', 'x(a && b)', [';', 'x(a || b)']],
  ['sums, and not texts', "x(a + b + 'c')", [';', "x(a - b + 'c')"]],
  ['conditions', 'if (a) b++', ['if (false) b++', 'if (true) b++', 'if (a) ;', 'if (a) b--']],
  [
    'results',
    'const f = (a: number): boolean => a',
    ['const f = (a: number): boolean => false', 'const f = (a: number): boolean => true'],
  ],
  ['arguments', 'let a = f(b, c)', ['let a = f(c, b)']],
  ['arguments whose order matters', 'let a = Math.max(b, c)', ['let a = Math.min(b, c)']],
  ['calls that pass on', 'let a = b.filter(c)', ['let a = b']],
  ['what holds for all, or one', 'let a = b.some(c)', ['let a = b.every(c)']],
  ['negation', 'let a = !b', ['let a = b']],
  [
    'what is called by a number, and not the number',
    'const { 0: a = 2 } = b',
    [0, 1, 4].map((by) => `const { 0: a = ${by} } = b`),
  ],
  ['types and texts are let be', "type A = 3\nlet a: 3 | 'b' = 'c'", []],
  ['a loop is not kept from ending', 'for (;a;i++) b = c', ['for (;a;i++) ;']],
])('mutants are made of %s', (_, source, expected) => {
  expect(mutate(source).sort()).toEqual([...expected].sort())
})

test('every mutant of the decision is another text, and there are thousands', () => {
  const sources = readMutatedSources()
  const mutants = [...sources].flatMap(([file, source]) => findMutants(file, source))
  expect(mutants.length).toBeGreaterThan(3_000)
  for (const mutant of mutants)
    expect(sources.get(mutant.file)!.slice(mutant.from, mutant.to)).not.toBe(mutant.by)
  expect(new Set(mutants.map(({ file, from, to, by }) => [file, from, to, by].join())).size).toBe(
    mutants.length,
  )
})

test('the decision with all mutants behind switches is code still', () => {
  for (const [file, source] of readMutatedSources()) {
    const switched = switchMutants(source, findMutants(file, source), 1, (id) => `isOpen(${id})`)
    expect([file, ...parseSync(file, switched).errors.map(({ message }) => message)]).toEqual([file])
  }
})

test('the mutants with names follow the code', () => {
  const sources = readMutatedSources()
  const named = readNamedMutants(sources)
  expect(new Set(named.map(({ name }) => name)).size).toBe(named.length)
  expect(named.length).toBeGreaterThanOrEqual(28)
  expect(() => readNamedMutants(new Map([[`${mutatedFolder}/weights.ts`, '']]))).toThrow('expected once')
})

test('a mutant is shown with its line', () => {
  const source = 'first\nif (a < b) return\n'
  expect(renderMutant({ file: 'some.ts', from: 10, to: 15, by: 'true' }, source)).toBe(
    'some.ts:2  a < b → true\n    if (a < b) return',
  )
})

test('a suite ends with the first test that fails, and says which', async () => {
  const asked: string[] = []
  const load = async () => {
    suite.describe.each(['x', 'y'])('%s', (name) => {
      suite.test(`holds ${name}`, () => suite.expect({ name }).toMatchObject({ name }))
      suite.test(`and ${name} again`, () => {})
    })
    suite.test.each([[1, 2]])('fails', async (a, b) => {
      await suite.expect(Promise.reject(new Error('no'))).rejects.toThrow('no')
      suite.expect(a).toBe(b)
    })
    suite.test('is never asked', () => {})
  }
  const units = [1, 2, 3].map((unit) => ['some.test.ts', unit] as const)
  const failure = await runUnits(units, load, (name) => asked.push(name))
  expect(failure).toMatchObject({ name: 'some.test.ts: fails', unit: ['some.test.ts', 2] })
  expect(asked).toEqual([
    'some.test.ts',
    'some.test.ts: holds y',
    'some.test.ts: and y again',
    'some.test.ts: fails',
  ])
})

test('a suite whose tests hold fails nothing; one that cannot be loaded does', async () => {
  const units = [['some.test.ts', 0] as const]
  expect(
    await runUnits(
      units,
      async () => suite.test('holds', () => {}),
      () => {},
    ),
  ).toBeNull()
  const broken = await runUnits(
    units,
    () => Promise.reject(new Error('broken')),
    () => {},
  )
  expect(broken).toMatchObject({ name: 'some.test.ts', message: 'broken' })
})

/** The values that some code gives without a mutant, and with each. */
const valuesOf = (source: string, name: string) => {
  const mutants = findMutants('some.ts', source)
  const switched = countRounds(
    'some.ts',
    switchMutants(source, mutants, 0, (id) => `$active === ${id}`),
  )
  const run = new Function('$active', '$round', `${switched}\nreturn ${name}`)
  const plain = (text: string) => new Function(`${text}\nreturn ${name}`)()
  const round = () => {}
  return {
    none: [run(-1, round), plain(source)],
    each: mutants.map((mutant, id) => [run(id, round), plain(applyMutant(source, mutant))]),
  }
}

test.each([
  ['let a = 1 + 2 * (3 - 4)'],
  ['let a = 0; for (const b of [1, 2, 3].filter((c) => c > 1)) if (b === 2) a += b; else a -= 1'],
  ['let a = 0; for (let b = 0; b < 4; b++) { if (b === 1) continue; a = a + b }'],
  ['let b = null, a = b?.c.slice(1).trim() ?? Math.max(1, 2)'],
  ['let b = { c: " xy " }, a = b?.c.slice(1).trim()'],
  ['let f = (b) => ({ c: !b, d: [b ? 1 : 2] }), a = JSON.stringify(f(true))'],
])('behind its switch a mutant does what it does in the text itself: %s', (source) => {
  const { none, each } = valuesOf(source, 'a')
  expect(none[0]).toEqual(none[1])
  expect(each.length).toBeGreaterThan(0)
  for (const [switched, plain] of each) expect(switched).toEqual(plain)
})

test('every mutant of the decision stands behind a switch of its own', () => {
  for (const [file, source] of readMutatedSources()) {
    const mutants = findMutants(file, source)
    const switched = switchMutants(source, mutants, 0, (id) => `$active === ${id}`)
    const numbers = [...switched.matchAll(/\$active === (\d+)/g)].map(([, id]) => Number(id))
    expect(numbers.sort((x, y) => x - y)).toEqual([...mutants.keys()])
  }
})

test('what is not tried stands in the code, is little, and holds mutants', () => {
  const sources = readMutatedSources()
  const places = readExclusions(sources)
  expect(places.length).toBeLessThanOrEqual(30)
  for (const { file, from, to, reason } of places) {
    expect(reason).not.toBe('')
    const inside = findMutants(file, sources.get(file)!).filter((one) => from <= one.from && one.to <= to)
    expect(inside.length, `${file}: ${sources.get(file)!.slice(from, to)}`).toBeGreaterThan(0)
  }
  const all = [...sources].flatMap(([file, source]) => findMutants(file, source))
  const { tried, excluded } = splitExcluded(all, sources)
  expect(tried.length + excluded.length).toBe(all.length)
  expect(excluded.length / all.length).toBeLessThan(0.02)
  expect(() => readExclusions(new Map())).toThrow('expected once')
})

test('a table has the lowest score first, and what is known of the whole', () => {
  const outcome = (file: string, killed: boolean) => ({
    mutant: { file, from: 0, to: 1, by: '' },
    killedBy: killed ? { name: 'x', message: '' } : null,
    reachedBy: 1,
  })
  const table = renderTable([outcome('a.ts', true), outcome('b.ts', true), outcome('b.ts', false)])
  expect(table.split('\n').slice(2, 5)).toEqual([
    '| `b.ts` | 2 | 1 | 1 | 50% |',
    '| `a.ts` | 1 | 1 | 0 | 100% |',
    '| all | 3 | 2 | 1 | 67% |',
  ])
  expect(wilsonInterval(86, 100).map((share) => Math.round(share * 1_000))).toEqual([779, 915])
  expect(wilsonInterval(0, 0)).toEqual([0, 1])
})
