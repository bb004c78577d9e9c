import { chai, type ExpectStatic, JestAsymmetricMatchers, JestChaiExpect } from '@vitest/expect'

/** A test that a file of tests has named. */
interface Test {
  name: string
  run: () => unknown
}

/** Why a mutant is killed: the first test that fails. */
export interface Failure {
  /** Of the test, or of the file that could not even be loaded. */
  name: string
  message: string
}

chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

let collected: Test[] = []
const each =
  <T>(take: (name: string, run: () => unknown) => void) =>
  (rows: readonly T[]) =>
  (name: string, run: (...row: unknown[]) => unknown) => {
    for (const row of rows) take(name, () => run(...(Array.isArray(row) ? row : [row])))
  }
const test = (name: string, run: () => unknown) => void collected.push({ name, run })
const describe = (_: string, run: () => unknown) => void run()

/** Of vitest what the tests of the decision need, without what vitest takes a second for. */
export const suite = {
  test: Object.assign(test, { each: each(test), skipIf: (skip: boolean) => (skip ? () => {} : test) }),
  describe: Object.assign(describe, { each: each(describe) }),
  expect: chai.expect as unknown as ExpectStatic,
}

/**
 * Runs the tests of one file after the other up to the first that fails.
 * @param files each loads its file.
 * @param beginTest called before each test, so that one that hangs is known.
 * @returns null when every test has passed.
 */
export async function runSuite(
  files: readonly (readonly [name: string, load: () => Promise<unknown>])[],
  beginTest: (name: string) => void,
): Promise<Failure | null> {
  for (const [file, load] of files) {
    collected = []
    let name = file
    try {
      beginTest(name)
      await load()
      for (const one of collected) {
        name = `${file}: ${one.name}`
        beginTest(name)
        await one.run()
      }
    } catch (error) {
      return { name, message: String((error as Error)?.message ?? error).slice(0, 300) }
    }
  }
  return null
}
