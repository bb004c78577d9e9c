import { readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'
import { openLog } from '../src/log.ts'
import { openPool, type Pool } from '../src/postgres/pool.ts'
import { readReport } from '../src/postgres/read-report.ts'
import { findRepository } from '../src/postgres/read-repositories.ts'
import { renderReport } from '../src/report/render-report.ts'
import { readSince, sinceExpected } from '../src/report/since.ts'
import { projectRoot } from '../src/root.ts'
import { findCloneRepository, standingFolder } from '../src/terminal/clone-repository.ts'
import { parseCommandLine } from '../src/terminal/command-line.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { parseRepositoryArgument } from '../src/terminal/repository-argument.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { withDatabase } from './with-database.ts'

const usage = `usage: npm run report -- [OWNER/REPO] [options]

Prints as Markdown what happened to a repository's duplicates: new, resolved
and undecided sets, what has landed, what maintainers decided. It reads what
scans have left in the data folder (DATA_DIR) and scans nothing itself.
The repository may be given by its address; without one it is that of the
clone you stand in (its remote upstream, else origin).

  --since TIME         how far back: 24h, 7d (the default), 2w, or a day such
                       as 2026-11-01 (UTC); at most 90 days
  --help

example: npm run report -- symfony/symfony-docs --since 2w
`

/** What scans have found of late, for a maintainer who was away. */
async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseCommandLine({
    args: argv,
    allowPositionals: true,
    options: { since: { type: 'string', default: '7d' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  if (positionals.length > 1)
    throw new AppError(
      'USAGE',
      `expected one repository as owner/repo, got ${positionals.length} (try --help)`,
    )
  const config = readConfig({ LOG_LEVEL: 'fatal', ...process.env })
  const { serverUrl } = config.github
  const now = new Date()
  const since = readSince(values.since, now)
  if (since === null)
    throw new AppError(
      'USAGE',
      `--since ${JSON.stringify(values.since.slice(0, 40))}: expected ${sinceExpected}`,
    )
  const signal = onInterruption()
  const [name] = positionals
  const repository =
    name === undefined
      ? await findCloneRepository(standingFolder(process.env, process.cwd(), projectRoot), serverUrl)
      : parseRepositoryArgument(name, serverUrl)
  const text = await withDatabase(config, 'report', signal, async (url) => {
    const pool = openPool(url, {
      application: 'clawtriage-report',
      max: 1,
      log: openLog('report', config.logLevel, 2),
    })
    try {
      return await report(pool, repository, since, now)
    } finally {
      await pool.end()
    }
  })
  process.stdout.write(text)
  return 0
}

async function report(
  pool: Pool,
  { owner, repo }: { owner: string; repo: string },
  since: Date,
  now: Date,
): Promise<string> {
  const found = await findRepository(pool, owner, repo)
  if (found === null)
    throw new AppError(
      'NOT_FOUND',
      `${owner}/${repo} has not been scanned into this data folder: npm run scan -- ${owner}/${repo}`,
    )
  const facts = await readReport(pool, found.id, since)
  return renderReport(facts, { repository: `${owner}/${repo}`, since, now, page: null })
}

await runProgram('report', main)
