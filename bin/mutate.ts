import { AppError } from '../src/errors.ts'
import { parseCommandLine } from '../src/terminal/command-line.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { splitExcluded } from '../src/testing/mutation/excluded-mutants.ts'
import { findMutants, type Mutant } from '../src/testing/mutation/find-mutants.ts'
import { mutatedFolder, readMutatedSources } from '../src/testing/mutation/mutant-bundle.ts'
import { readNamedMutants } from '../src/testing/mutation/named-mutants.ts'
import { renderMutant, renderOutcomes, renderTable } from '../src/testing/mutation/render-mutants.ts'
import { runMutants } from '../src/testing/mutation/run-mutants.ts'
import { seededRandom } from '../src/testing/seeded-random.ts'

const leastScore = 0.85
const usage = `usage: npm run mutate -- [options]

Holds the tests of the decision to account: puts small wrong changes into
copies of ${mutatedFolder}, one at a time, and runs its tests against each. Prints
the changes that no test noticed, and the share that was noticed.

Some changes have names (src/testing/mutation/named-mutants.ts) and are always
tried first; exit 1 when one of them survives, or more than 15% of the others.

  --file F       only changes of this file or folder: judge/relation.ts, judge
  --seed N       which ones are drawn (default: 1)
  --sample K     how many are drawn (default: 200; 0: only those with names)
  --lanes N      how many at a time (default: 1)
  --minutes M    ends after so long, with those that were tried until then
  --table        the score of each file as Markdown on stdout
  --json         what came of each as JSON on stdout
  --help
`

async function main(argv: string[]): Promise<number> {
  const { values } = parseCommandLine({
    args: argv,
    options: {
      file: { type: 'string' },
      seed: { type: 'string' },
      sample: { type: 'string' },
      lanes: { type: 'string' },
      minutes: { type: 'string' },
      table: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const sources = readMutatedSources()
  const isAsked = values.file === undefined ? () => true : openFilter(values.file, sources)
  const named = readNamedMutants(sources).filter(isAsked)
  const found = [...sources].flatMap(([file, source]) => findMutants(file, source)).filter(isAsked)
  const { tried: all, excluded } = splitExcluded(found, sources)
  const drawn = draw(all, readCount('--seed', values.seed, 1), readCount('--sample', values.sample, 200))
  const interrupted = onInterruption()
  const minutes = readCount('--minutes', values.minutes, 0)
  const signal =
    minutes === 0 ? interrupted : AbortSignal.any([interrupted, AbortSignal.timeout(minutes * 60_000)])
  process.stderr.write(
    `${named.length} changes with names, ${drawn.length} drawn of ${all.length}, and ${excluded.length} excluded; this takes a second or two for each\n`,
  )
  const outcomes = await runMutants(
    sources,
    [...named, ...drawn],
    Math.max(1, readCount('--lanes', values.lanes, 1)),
    ({ mutant, killedBy }, done) => {
      if (killedBy === null)
        process.stderr.write(`survived  ${renderMutant(mutant, sources.get(mutant.file)!)}\n`)
      if (done % 20 === 0) process.stderr.write(`${done} of ${named.length + drawn.length}\n`)
    },
    signal,
  )
  interrupted.throwIfAborted()
  const isNamed = new Set<Mutant>(named)
  const ofNamed = outcomes.filter(({ mutant }) => isNamed.has(mutant))
  const ofDrawn = outcomes.filter(({ mutant }) => !isNamed.has(mutant))
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ named: ofNamed, drawn: ofDrawn })}\n`
      : values.table
        ? renderTable(ofDrawn)
        : `With names:\n${renderOutcomes(ofNamed, sources)}\nDrawn:\n${renderOutcomes(ofDrawn, sources)}`,
  )
  const killed = ofDrawn.filter(({ killedBy }) => killedBy !== null).length
  const allNamed = ofNamed.length === named.length && ofNamed.every(({ killedBy }) => killedBy !== null)
  return allNamed && killed >= leastScore * ofDrawn.length ? 0 : 1
}

/** So many of all, the same ones for the same seed. */
function draw(all: readonly Mutant[], seed: number, count: number): Mutant[] {
  const random = seededRandom(seed)
  return all
    .map((mutant) => ({ mutant, at: random() }))
    .sort((x, y) => x.at - y.at)
    .slice(0, count)
    .map(({ mutant }) => mutant)
}

function openFilter(given: string, sources: ReadonlyMap<string, string>): (mutant: Mutant) => boolean {
  const place = given.startsWith(mutatedFolder) ? given : `${mutatedFolder}/${given}`
  const isAsked = ({ file }: Pick<Mutant, 'file'>) =>
    file === place || file.startsWith(`${place.replace(/\/$/, '')}/`)
  if (![...sources.keys()].some((file) => isAsked({ file })))
    throw new AppError('USAGE', `--file ${given}: there is no such file in ${mutatedFolder}`)
  return isAsked
}

function readCount(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (!/^\d{1,6}$/.test(text)) throw new AppError('USAGE', `${option} ${text}: expected a whole number`)
  return Number(text)
}

await runProgram('mutate', main)
