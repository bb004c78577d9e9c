import { chai, type ExpectStatic, JestAsymmetricMatchers, JestChaiExpect } from '@vitest/expect'

/** A test that a file of tests has named. */
export interface Test {
  name: string
  /** Which unit of its file it is of: a test, or all that is described together and may share what it has computed. */
  unit: number
  run: () => unknown
}

/** Why a mutant is killed: the first test that fails. */
export interface Failure {
  /** Of the test, or of the file that could not even be loaded. */
  name: string
  message: string
  unit?: UnitName
}

/** A unit of a file of tests. */
export type UnitName = readonly [file: string, unit: number]

chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

let collected: Test[] = []
let units = 0
let depth = 0
const each =
  <T>(take: (name: string, run: () => unknown) => void) =>
  (rows: readonly T[]) =>
  (name: string, run: (...row: unknown[]) => unknown) => {
    for (const row of rows) take(name, () => run(...(Array.isArray(row) ? row : [row])))
  }
const test = (name: string, run: () => unknown) => {
  if (depth === 0) units++
  collected.push({ name, unit: units - 1, run })
}
const describe = (_: string, run: () => unknown) => {
  if (depth++ === 0) units++
  run()
  depth--
}

/** Of vitest what the tests of the decision need, without what vitest takes a second for. */
export const suite = {
  test: Object.assign(test, { each: each(test), skipIf: (skip: boolean) => (skip ? () => {} : test) }),
  describe: Object.assign(describe, { each: each(describe) }),
  expect: chai.expect as unknown as ExpectStatic,
}

/** Loads a file of tests: the tests that it names, in order. */
export async function collectTests(load: () => Promise<unknown>): Promise<Test[]> {
  collected = []
  units = 0
  depth = 0
  await load()
  return collected
}

/**
 * Runs units of tests one after the other up to the first test that fails.
 * @param load loads a file: asked once for each, when its first unit is next.
 * @param beginTest called before each test, so that one that hangs is known.
 * @returns null when every test has passed.
 */
export async function runUnits(
  asked: readonly UnitName[],
  load: (file: string) => Promise<unknown>,
  beginTest: (name: string) => void,
): Promise<Failure | null> {
  const loaded = new Map<string, Test[]>()
  for (const [file, unit] of asked) {
    let name = file
    try {
      if (!loaded.has(file)) {
        beginTest(name)
        loaded.set(file, await collectTests(() => load(file)))
      }
      for (const one of loaded.get(file)!) {
        if (one.unit !== unit) continue
        name = `${file}: ${one.name}`
        beginTest(name)
        await one.run()
      }
    } catch (error) {
      return { name, message: String((error as Error)?.message ?? error).slice(0, 300), unit: [file, unit] }
    }
  }
  return null
}
