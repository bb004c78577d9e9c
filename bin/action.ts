import { appendFile } from 'node:fs/promises'
import { readConfig } from '../src/config.ts'
import { AppError, describeError } from '../src/errors.ts'
import { deriveUserAgent } from '../src/github/user-agent.ts'
import { openLog } from '../src/log.ts'
import { readReport } from '../src/postgres/read-report.ts'
import { readScanSets } from '../src/postgres/read-scan-sets.ts'
import { type ActionEvent, fetchPullDiff, readActionEvent } from '../src/proposal/action-event.ts'
import { askService } from '../src/proposal/ask-service.ts'
import { readUrl } from '../src/proposal/check-arguments.ts'
import { renderCheckSummary } from '../src/proposal/check-summary.ts'
import { renderScanSummary } from '../src/proposal/scan-summary.ts'
import { renderReport } from '../src/report/render-report.ts'
import { readSince } from '../src/report/since.ts'
import { startStack } from '../src/supervise/stack.ts'
import { readOpenPrs } from '../src/terminal/command-line.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { wordSet } from '../src/words/set-reason.ts'
import { briefText } from '../src/words/strangers-text.ts'
import { askHere } from './check-here.ts'
import { scanOnce } from './scan-once.ts'

const usage = `usage: npm run action

A run of GitHub Actions (action.yml): on a pull request it says what else does
the same, otherwise it scans the repository; by the clock (schedule) with a
report of the last seven days. It writes the run's summary and nothing else.
`

/** What the report of a run by the clock goes back to. */
const reportedTime = '7d'

/** Advice in the summary of a run: it never fails a pull request, and writes nothing to it. */
async function main(argv: string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usage)
    return 0
  }
  if (argv.length > 0) throw new AppError('USAGE', 'action takes no arguments (try --help)')
  const config = readConfig({ LOG_LEVEL: 'fatal', ...process.env })
  const event = await readActionEvent(process.env, config.github.serverUrl)
  const signal = onInterruption()
  const { pull } = event
  try {
    const summary = pull === null ? await scanAll(event, signal) : await checkPull(event, pull, signal)
    await appendFile(event.summaryFile, summary)
    process.stdout.write(summary)
  } catch (error) {
    if (signal.aborted || pull === null) throw error
    // A maintainer's outage is no fault of the contributor, whose run stays green.
    const reason = briefText(describeError(error), 300)
    process.stdout.write(
      `::warning::ClawTriage could not check this pull request: ${reason.replaceAll('%', '%25')}\n`,
    )
    await appendFile(event.summaryFile, `ClawTriage could not check this pull request.\n`)
  }
  return 0
}

async function checkPull(
  event: ActionEvent,
  { number, title, body, base }: NonNullable<ActionEvent['pull']>,
  signal: AbortSignal,
): Promise<string> {
  const { github, dashboardToken, publicUrl } = readConfig(process.env)
  const asker = { ...github, userAgent: deriveUserAgent(publicUrl) }
  const patch = await fetchPullDiff(asker, event, number, signal)
  if (patch === null || patch.trim() === '')
    return `#${number} is ${patch === null ? 'too large to be checked' : 'empty'}.\n`
  const question = { patch, title, body, base }
  const url = process.env.CLAWTRIAGE_URL ? readUrl(process.env.CLAWTRIAGE_URL) : null
  const answer =
    url === null
      ? await askHere(
          { mirror: null, maxOpenPrs: process.env.CLAWTRIAGE_MAX_OPEN_PRS || undefined },
          event,
          question,
          signal,
        )
      : await askService({ url, token: dashboardToken }, event, question, signal)
  return renderCheckSummary(answer, number)
}

async function scanAll({ owner, repo, isScheduled }: ActionEvent, signal: AbortSignal): Promise<string> {
  const config = readConfig({ LOG_LEVEL: 'fatal', ...process.env })
  const log = openLog('action', config.logLevel, 2)
  const stack = await startStack({
    config,
    env: process.env,
    log,
    programs: ['worker'],
    signal,
    output: 'stderr',
  })
  const wanted = {
    owner,
    repo,
    source: { kind: config.scanSource } as const,
    maxOpenPrs: readOpenPrs(process.env.CLAWTRIAGE_MAX_OPEN_PRS || undefined),
    all: false,
    snapshot: undefined,
  }
  try {
    return await scanOnce(stack, wanted, log, signal, async (pool, row) => {
      const { repositoryId } = row
      if (repositoryId === null) return renderScanSummary(row, [])
      const sets = (await readScanSets(pool, repositoryId, row.id)).map(wordSet)
      const summary = renderScanSummary(row, sets)
      if (!isScheduled) return summary
      const now = new Date()
      const since = readSince(reportedTime, now)!
      const frame = { repository: `${owner}/${repo}`, since, now, page: null }
      return `${renderReport(await readReport(pool, repositoryId, since), frame)}\n${summary}`
    })
  } finally {
    await stack.stop()
  }
}

await runProgram('action', main)
