import { readFile } from 'node:fs/promises'
import { AppError } from '../src/errors.ts'
import { evaluate } from '../src/evaluation/evaluate.ts'
import { evaluationUsage, readEvaluationArguments } from '../src/evaluation/evaluation-arguments.ts'
import { readPairs } from '../src/evaluation/read-pairs.ts'
import { renderEvaluation } from '../src/evaluation/render-evaluation.ts'
import { openLog } from '../src/log.ts'
import { openMirrorSource } from '../src/source/mirror-source.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'

/** Seconds between two lines of progress. */
const progressSeconds = 5

/** Measures recall on labelled pairs: reads every pull request of a mirror, ranks, counts. No database, no network. */
export async function main(argv: string[]): Promise<number> {
  const options = readEvaluationArguments(argv)
  if (options === null) {
    process.stdout.write(evaluationUsage)
    return 0
  }
  const signal = onInterruption()
  const pairs = readPairs(await readPairsFile(options.pairs), options.pairs)
  const source = openMirrorSource({
    dir: options.mirror,
    owner: options.owner,
    name: options.repo,
    log: openLog('evaluate', 'warn', 2),
  })
  let shownAt = performance.now()
  const result = await evaluate(
    source,
    `${options.owner}/${options.repo}`,
    pairs,
    (phase, done, all) => {
      if (performance.now() - shownAt < progressSeconds * 1_000) return
      shownAt = performance.now()
      process.stderr.write(`${phase}: ${done}${all === undefined ? '' : ` of ${all}`}\n`)
    },
    signal,
  )
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : renderEvaluation(result))
  return 0
}

async function readPairsFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new AppError('USAGE', `--pairs ${file}: cannot be read`, { cause: error })
  }
}

await runProgram('evaluate', main)
