import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Mutant } from './find-mutants.ts'
import { applyMutant, type Bundler, openBundler, writeSuiteProcess } from './mutant-bundle.ts'
import { numberMutants } from './number-mutants.ts'
import { type OpenSuite, openSuite } from './open-suite.ts'
import type { Failure } from './suite.ts'
import { readUnitOrder, type UnitOrder } from './unit-order.ts'

/** A mutant and the first test that failed; null when none did: it survived. */
export interface Outcome<M extends Mutant> {
  mutant: M
  killedBy: Failure | null
  /** How many units of tests come by its place. */
  reachedBy: number
}

/**
 * So many are tried in order of their files, each of which is bundled once for all of its own. Those of the next lot
 * are drawn from all files again.
 */
const mutantsInALot = 1_000

/**
 * Runs the tests of the decision against each mutant up to the first that fails: those units alone that come by its
 * place.
 * @param mutants from `findMutants`, or of any other text.
 * @param lanes how many mutants at a time.
 * @param signal ends the run after the mutants that are being tried.
 * @returns what came of those that were tried.
 * @throws Error when the tests fail without any mutant.
 */
export async function runMutants<M extends Mutant>(
  sources: ReadonlyMap<string, string>,
  mutants: readonly M[],
  lanes: number,
  report: (outcome: Outcome<M>, done: number) => void,
  signal?: AbortSignal,
): Promise<Outcome<M>[]> {
  const folder = await mkdtemp(join(tmpdir(), 'clawtriage-mutants-'))
  const program = join(folder, 'suite-process.mjs')
  const switches = numberMutants(sources)
  const outcomes: Outcome<M>[] = []
  const openLane = async (work: (bundler: Bundler, suite: OpenSuite) => Promise<void>) => {
    const bundler = await openBundler(sources)
    const suite = openSuite(program)
    try {
      await work(bundler, suite)
    } finally {
      suite.end()
      await bundler.close()
    }
  }
  try {
    await writeSuiteProcess(program)
    let order: UnitOrder
    await openLane(async (bundler, suite) => {
      const asked = new Set(mutants.map(({ file }) => file))
      const watched = new Map([...sources].filter(([file]) => asked.has(file)))
      order = await readUnitOrder(watched, switches, bundler, suite, join(folder, 'coverage.mjs'))
    })
    const queue = inLots(mutants)
    let lane = 0
    const runLane = () =>
      openLane(async (bundler, suite) => {
        const bundle = join(folder, `lane-${lane++}.mjs`)
        let bundled: string | null = null
        for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
          if (signal?.aborted) return
          const active = switches.of(mutant)
          const { file } = mutant
          const source = sources.get(file)!
          const units = order.unitsFor(file, active)
          let killedBy: Failure | null = null
          try {
            if (units.length > 0 && (active < 0 || bundled !== file)) {
              const changed = active < 0 ? applyMutant(source, mutant) : switches.put(file, source)
              bundled = active < 0 ? null : file
              await bundler.write(bundle, new Map([[file, changed]]))
            }
          } catch (error) {
            if (active >= 0) throw error
            killedBy = { name: 'bundling', message: String(error).slice(0, 300) }
          }
          if (units.length > 0)
            killedBy ??= (await suite.run({ bundle: pathToFileURL(bundle).href, active, units })).failure
          if (killedBy !== null) order.noteKill(file, killedBy)
          const outcome = { mutant, killedBy, reachedBy: units.length }
          outcomes.push(outcome)
          report(outcome, outcomes.length)
        }
      })
    await Promise.all(Array.from({ length: lanes }, runLane))
    return outcomes
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** In the order given, in lots: each of them in order of file. */
function inLots<M extends Mutant>(mutants: readonly M[]): M[] {
  const lots = Array.from({ length: Math.ceil(mutants.length / mutantsInALot) }, (_, lot) =>
    mutants.slice(lot * mutantsInALot, (lot + 1) * mutantsInALot),
  )
  return lots.flatMap((lot) =>
    lot.sort((x, y) => (x.file === y.file ? x.from - y.from : x.file < y.file ? -1 : 1)),
  )
}
