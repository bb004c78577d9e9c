import { AppError } from '../src/errors.ts'
import { evaluate } from '../src/evaluation/evaluate.ts'
import { evaluationUsage, readEvaluationArguments } from '../src/evaluation/evaluation-arguments.ts'
import { evaluateJudged } from '../src/evaluation/judge.ts'
import { readJudged } from '../src/evaluation/read-judged.ts'
import type { Progress } from '../src/evaluation/read-mirror.ts'
import { readPairs } from '../src/evaluation/read-pairs.ts'
import { renderEvaluation, renderJudged } from '../src/evaluation/render-evaluation.ts'
import { openLog } from '../src/log.ts'
import { readRegularFile } from '../src/regular-file.ts'
import { openMirrorSource } from '../src/source/mirror-source.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'

/** Seconds between two lines of progress. */
const progressSeconds = 5

/**
 * Measures recall on labelled pairs, or precision on judged ones: reads every pull request of a mirror, ranks, counts.
 * No database, no network.
 */
export async function main(argv: string[]): Promise<number> {
  const options = readEvaluationArguments(argv)
  if (options === null) {
    process.stdout.write(evaluationUsage)
    return 0
  }
  const signal = onInterruption()
  const text = await readPairsFile(options.pairs, options.judged ? '--judged' : '--pairs')
  const source = openMirrorSource({
    dir: options.mirror,
    owner: options.owner,
    name: options.repo,
    log: openLog('evaluate', 'warn', 2),
  })
  let shownAt = performance.now()
  const repo = `${options.owner}/${options.repo}`
  const progress: Progress = (phase, done, all) => {
    if (performance.now() - shownAt < progressSeconds * 1_000) return
    shownAt = performance.now()
    process.stderr.write(`${phase}: ${done}${all === undefined ? '' : ` of ${all}`}\n`)
  }
  if (options.judged) {
    const judged = readJudged(text, options.pairs, repo)
    const result = await evaluateJudged(source, repo, judged, progress, signal)
    process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : renderJudged(result))
    return 0
  }
  const pairs = readPairs(text, options.pairs)
  const result = await evaluate(source, repo, pairs, progress, signal)
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : renderEvaluation(result))
  return 0
}

function readPairsFile(file: string, option: string): string {
  try {
    return readRegularFile(file)
  } catch (error) {
    throw new AppError('USAGE', `${option} ${file}: cannot be read`, { cause: error })
  }
}

await runProgram('evaluate', main)
