import { openChangeChecks } from '../src/comparison/check-change.ts'
import { readConfig } from '../src/config.ts'
import { AppError, describeError } from '../src/errors.ts'
import { openLog } from '../src/log.ts'
import type { Pool } from '../src/postgres/pool.ts'
import { findRepository } from '../src/postgres/read-repositories.ts'
import type { CheckQuestion } from '../src/proposal/ask-service.ts'
import type { CheckAnswer } from '../src/proposal/check-report.ts'
import { startStack } from '../src/supervise/stack.ts'
import { readOpenPrs } from '../src/terminal/command-line.ts'
import { wordFacts } from '../src/words/pair-reasons.ts'
import { briefText } from '../src/words/strangers-text.ts'
import { scanOnce } from './scan-once.ts'

/**
 * Scans into the local data folder and compares there; where nothing can be fetched, with what an earlier scan has
 * left.
 */
export async function askHere(
  options: { mirror: string | null; maxOpenPrs: string | undefined },
  repository: { owner: string; repo: string },
  question: CheckQuestion,
  signal: AbortSignal,
): Promise<CheckAnswer> {
  const config = readConfig({ LOG_LEVEL: 'fatal', ...process.env })
  const log = openLog('check', config.logLevel, 2)
  const name = `${repository.owner}/${repository.repo}`
  process.stderr.write(`${name}: starting Postgres, Redis and a worker\n`)
  const stack = await startStack({
    config,
    env: process.env,
    log,
    programs: ['worker'],
    signal,
    output: 'stderr',
  })
  const scan = {
    ...repository,
    source:
      options.mirror === null
        ? ({ kind: config.scanSource } as const)
        : ({ kind: 'mirror', dir: options.mirror } as const),
    maxOpenPrs: readOpenPrs(options.maxOpenPrs),
    all: false,
    snapshot: undefined,
  }
  try {
    return await scanOnce(
      stack,
      scan,
      log,
      signal,
      (pool) => compare(pool, repository, question, signal),
      async (pool, error) => {
        signal.throwIfAborted()
        const answer = await compare(pool, repository, question, signal).catch(() => null)
        if (answer === null || answer.compared.ageSeconds === null) throw error
        process.stderr.write(
          `${briefText(describeError(error), 300)}\nThis is compared with what an earlier scan left.\n`,
        )
        return answer
      },
    )
  } finally {
    await stack.stop()
  }
}

async function compare(
  pool: Pool,
  { owner, repo }: { owner: string; repo: string },
  { patch, paths = [], title = '', body = '', base }: CheckQuestion,
  signal: AbortSignal,
): Promise<CheckAnswer> {
  const found = await findRepository(pool, owner, repo)
  if (found === null) throw new AppError('NOT_FOUND', `${owner}/${repo} has not been scanned yet`)
  const checks = openChangeChecks(pool)
  const { matches, compared } = await checks.check(
    found.id,
    { patch: patch ?? null, paths, title, body, base: base ?? null, repository: `${owner}/${repo}` },
    signal,
  )
  return {
    matches: matches.map(({ pull, facts, ...match }) => ({ ...match, reasons: wordFacts(facts), ...pull })),
    landed: null,
    compared,
  }
}
