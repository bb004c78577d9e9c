import { openChangeChecks } from '../src/comparison/check-change.ts'
import { readConfig } from '../src/config.ts'
import { AppError, describeError } from '../src/errors.ts'
import { openLog } from '../src/log.ts'
import type { Pool } from '../src/postgres/pool.ts'
import { findRepository } from '../src/postgres/read-repositories.ts'
import { askService, type CheckQuestion } from '../src/proposal/ask-service.ts'
import {
  type CheckArguments,
  checkUsage,
  readCheckArguments,
  readUrl,
} from '../src/proposal/check-arguments.ts'
import { type CheckAnswer, renderCheck } from '../src/proposal/check-report.ts'
import { type LocalChange, readDiff, readLocalChange } from '../src/proposal/local-change.ts'
import { projectRoot } from '../src/root.ts'
import { startStack } from '../src/supervise/stack.ts'
import { findCloneRepository, standingFolder } from '../src/terminal/clone-repository.ts'
import { readOpenPrs } from '../src/terminal/command-line.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { viewOf } from '../src/terminal/view.ts'
import { brief } from '../src/terminal/visible.ts'
import { scanOnce } from './scan-once.ts'

/** Something was found: told apart from nothing, and from a failure, by hooks and agents. */
const foundCode = 3

/** Whether a change is proposed, merged or landed already, before it is opened as a pull request. */
async function main(argv: string[]): Promise<number> {
  const config = readConfig({ LOG_LEVEL: 'fatal', ...process.env })
  const { serverUrl } = config.github
  const options = readCheckArguments(argv, serverUrl)
  if (options === null) {
    process.stdout.write(checkUsage)
    return 0
  }
  const signal = onInterruption()
  const folder = standingFolder(process.env, process.cwd(), projectRoot)
  const local =
    options.diff === null && options.paths.length === 0 ? await readLocalChange(folder, options.base) : null
  const question = await ask(options, local)
  const repository = options.repository ?? (await findCloneRepository(folder, serverUrl))
  const name = `${repository.owner}/${repository.repo}`
  const url = options.url ?? (options.mirror === null ? readService(process.env.CLAWTRIAGE_URL) : null)
  const answer =
    url === null
      ? await askHere(options, repository, question, signal)
      : await askService({ url, token: config.dashboardToken }, repository, question, signal)
  answer.landed ??= local?.landed ?? null
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ repository: name, ...answer }, null, 2)}\n`
      : renderCheck(answer, name, viewOf(process.stdout, process.env)),
  )
  return answer.matches.length > 0 || answer.landed !== null ? foundCode : 0
}

const readService = (url: string | undefined): string | null => (url ? readUrl(url) : null)

/** What is asked, wherever it is asked. */
async function ask(options: CheckArguments, local: LocalChange | null): Promise<CheckQuestion> {
  const [subject = '', ...rest] = (options.message ?? '').trim().split('\n')
  const base = options.base ?? local?.base ?? null
  const said =
    options.message === null
      ? { title: local?.title ?? '', body: local?.body ?? '' }
      : { title: subject.slice(0, 300), body: rest.join('\n').trim() }
  return {
    ...(local !== null && { patch: local.patch }),
    ...(options.diff !== null && { patch: await readDiff(options.diff, process.stdin) }),
    ...(options.paths.length > 0 && { paths: options.paths }),
    ...said,
    ...(base !== null && { base }),
  }
}

/** Scans into the local data folder and compares there; where nothing can be fetched, with what an earlier scan has left. */
async function askHere(
  options: CheckArguments,
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
          `${brief(describeError(error), 300)}\nThis is compared with what an earlier scan left.\n`,
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
  checks.close()
  return {
    matches: matches.map(({ pull, ...match }) => ({ ...match, ...pull })),
    landed: null,
    compared,
  }
}

await runProgram('check', main)
