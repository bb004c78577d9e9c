import process from 'node:process'
import { collectTests, type Failure, runUnits, suite, type UnitName } from './suite.ts'

/** The tests of one mutant: which bundle, which of its mutants (-1: none of them), and which units in this order. */
export interface RunRequest {
  bundle: string
  active: number
  units: UnitName[]
}
/** Which places of mutants each unit of a file reaches. */
export interface CoverRequest {
  bundle: string
  cover: string
}
export type SuiteRequest = RunRequest | CoverRequest

/** What a file of tests reaches. */
export interface Coverage {
  /** While it is loaded: so all of its units reach it. */
  loading: number[]
  units: { reached: number[]; milliseconds: number }[]
}
export interface SuiteAnswer {
  failure: Failure | null
  coverage?: Coverage
}
export type SuiteMessage = { began: string } | SuiteAnswer

/**
 * A loop of the decision that has gone round so often in one test never ends: to load all tests, which is the most that
 * is done in one go, takes more than a quarter of that.
 */
const mostRounds = 200_000_000

/** One for each place that is reached. */
const reached = new Uint8Array(1 << 16)
let rounds = 0
/** What a bundle takes as it is loaded (mutant-bundle.ts). */
const mutation = {
  active: -1,
  reach(id: number): boolean {
    reached[id] = 1
    return false
  },
  round(): void {
    if (++rounds > mostRounds) throw new Error('a loop never ends')
  },
}
/** What a bundle of tests imports as vitest (vitest-stand-in.ts). */
Object.assign(globalThis, { mutation, mutationSuite: suite })

const idsReached = () => [...reached.keys()].filter((id) => reached[id] === 1)

let bundles = 0
/** Each time anew: nothing that a mutant left in the memory of a module meets the next one. */
async function loadBundle(bundle: string): Promise<(file: string) => Promise<unknown>> {
  const { tests } = (await import(`${bundle}?${bundles++}`)) as {
    tests: Record<string, () => Promise<unknown>>
  }
  return (file) => tests[file]!()
}

const send = (message: SuiteMessage) => process.send!(message)

async function run({ bundle, active, units }: RunRequest): Promise<void> {
  mutation.active = active
  const failure = await runUnits(units, await loadBundle(bundle), (began) => {
    rounds = 0
    send({ began })
  })
  send({ failure })
}

async function cover({ bundle, cover: file }: CoverRequest): Promise<void> {
  mutation.active = -1
  rounds = 0
  reached.fill(0)
  send({ began: file })
  const load = await loadBundle(bundle)
  const tests = await collectTests(() => load(file))
  const coverage: Coverage = { loading: idsReached(), units: [] }
  for (const { name, unit, run } of tests) {
    send({ began: `${file}: ${name}` })
    reached.fill(0)
    for (const id of coverage.units[unit]?.reached ?? []) reached[id] = 1
    rounds = 0
    const began = performance.now()
    await run()
    const milliseconds = (coverage.units[unit]?.milliseconds ?? 0) + performance.now() - began
    coverage.units[unit] = { reached: idsReached(), milliseconds }
  }
  send({ failure: null, coverage })
}

process.on('disconnect', () => process.exit())
process.on('message', async (request: SuiteRequest) => {
  try {
    await ('cover' in request ? cover(request) : run(request))
  } catch (error) {
    send({ failure: { name: 'loading', message: String(error).slice(0, 300) } })
  }
})
