import { pathToFileURL } from 'node:url'
import { type Bundler, mutatedFolder } from './mutant-bundle.ts'
import type { Switches } from './number-mutants.ts'
import type { OpenSuite } from './open-suite.ts'
import type { Failure, UnitName } from './suite.ts'
import type { Coverage } from './suite-process.ts'

/** Which units of tests are asked for a mutant. */
export interface UnitOrder {
  /**
   * Those that come by its place, the likeliest to fail first; for a mutant without a switch (−1) those that come by
   * any of its file.
   */
  unitsFor(file: string, active: number): UnitName[]
  noteKill(file: string, failure: Failure): void
}

/**
 * What remembers its answers is reached by the first unit of a file alone, and tells the others the same: all units of
 * that file are asked.
 */
const remembering = new Set([`${mutatedFolder}/change/paths.ts`, `${mutatedFolder}/change/tokens.ts`])

/**
 * Runs all tests without any mutant, and notes which places each unit comes by.
 * @throws Error when one fails.
 */
export async function readUnitOrder(
  sources: ReadonlyMap<string, string>,
  switches: Switches,
  bundler: Bundler,
  suite: OpenSuite,
  bundle: string,
): Promise<UnitOrder> {
  await bundler.write(
    bundle,
    new Map([...sources].map(([file, source]) => [file, switches.watch(file, source)])),
  )
  const coverages = new Map<string, Coverage>()
  for (const test of bundler.tests) {
    const { failure, coverage } = await suite.run({ bundle: pathToFileURL(bundle).href, cover: test })
    if (failure !== null) throw new Error(`without a mutant: ${failure.name}: ${failure.message}`)
    coverages.set(test, coverage!)
  }
  return orderUnits(coverages, [...sources.keys()], switches)
}

function orderUnits(
  coverages: ReadonlyMap<string, Coverage>,
  files: readonly string[],
  switches: Switches,
): UnitOrder {
  const takes = new Map<string, number>()
  const reaching = new Map<number, UnitName[]>()
  const rememberingRanges = files.filter((file) => remembering.has(file)).map(switches.range)
  const isRemembering = (id: number) => rememberingRanges.some(({ first, end }) => first <= id && id < end)
  for (const [test, { loading, units }] of coverages) {
    const inAll = new Set([...loading, ...units.flatMap(({ reached }) => reached.filter(isRemembering))])
    for (const [unit, { reached, milliseconds }] of units.entries()) {
      takes.set(`${test} ${unit}`, milliseconds)
      for (const id of new Set([...reached, ...inAll])) {
        if (!reaching.has(id)) reaching.set(id, [])
        reaching.get(id)!.push([test, unit])
      }
    }
  }
  const kills = new Map<string, number>()
  return {
    unitsFor(file, active) {
      const { first, end } = switches.range(file)
      const ids = active < 0 ? Array.from({ length: end - first }, (_, at) => first + at) : [active]
      const units = new Map(ids.flatMap((id) => reaching.get(id) ?? []).map((unit) => [unit.join(' '), unit]))
      const own = file.replace(`${mutatedFolder}/`, '').replace(/\.ts$/, '.test.ts')
      const killsOf = (unit: UnitName) => kills.get(`${file} ${unit.join(' ')}`) ?? 0
      return [...units.values()].sort(
        (x, y) =>
          killsOf(y) - killsOf(x) ||
          Number(y[0] === own) - Number(x[0] === own) ||
          takes.get(x.join(' '))! - takes.get(y.join(' '))!,
      )
    },
    noteKill(file, { unit }) {
      const key = `${file} ${unit?.join(' ')}`
      kills.set(key, (kills.get(key) ?? 0) + 1)
    },
  }
}
