import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../src/errors.ts'
import { projectRoot } from '../src/root.ts'
import { runKills } from '../src/testing/kills/run-kills.ts'

/** Of the kills, as many power losses on top; and of these, as many in the middle of the start. */
const lossesPerKill = 1 / 6
const startsPerLoss = 1 / 5
const builtProgram = join(projectRoot, 'dist/supervise.js')

/**
 * A service whose processes are killed while it scans, one at a time and all at once, as the short test in bin/ does.
 * Ends with a failure unless every scan is done, nothing was analysed twice, and each repository shows what a service
 * that met no kill shows.
 * @param options `kills` (300), `scans` (100) and `seed` (drawn, and printed).
 */
export async function benchKills(
  write: (line: string) => void,
  options: ReadonlyMap<string, number>,
): Promise<void> {
  const seed = options.get('seed') ?? Math.floor(Math.random() * 1_000_000)
  const kills = options.get('kills') ?? 300
  const scans = options.get('scans') ?? 100
  const losses = Math.round(kills * lossesPerKill)
  write(`seed ${seed}: ${kills} kills and ${losses} power losses over ${scans} scans`)
  const outcome = await runKills({
    seed,
    kills,
    scans,
    losses,
    lossesInStart: Math.round(losses * startsPerLoss),
    program: existsSync(builtProgram) ? builtProgram : undefined,
    onProgress: (line) => process.stderr.write(`${line}\n`),
  })
  const left = Object.entries(outcome.states).filter(([, state]) => state !== 'done')
  const odd = Object.keys(outcome.fresh).filter(
    (name) => !isDeepStrictEqual(outcome.shown[name], outcome.fresh[name]),
  )
  write(
    `killed     ${Object.entries(outcome.killed)
      .map(([kind, times]) => `${kind} ${times}`)
      .join(', ')}`,
  )
  write(`starts     ${outcome.starts}`)
  write(`done       ${scans - left.length} of ${scans}`)
  write(
    `as fresh   ${Object.keys(outcome.fresh).length - odd.length} of ${Object.keys(outcome.fresh).length} repositories`,
  )
  write(`twice      ${outcome.analysedTwice.length} analyses`)
  if (left.length > 0 || odd.length > 0 || outcome.analysedTwice.length > 0)
    throw new AppError(
      'INTERNAL',
      `not lasting with seed ${seed}: ${left.map(([name, state]) => `${name} ${state}`).join('; ')} ${odd.join(' ')} ${outcome.analysedTwice.join(' ')}`,
    )
}
