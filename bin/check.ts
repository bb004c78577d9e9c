import { readConfig } from '../src/config.ts'
import { askService, type CheckQuestion } from '../src/proposal/ask-service.ts'
import {
  type CheckArguments,
  checkUsage,
  readCheckArguments,
  readUrl,
} from '../src/proposal/check-arguments.ts'
import { renderCheck } from '../src/proposal/check-report.ts'
import { type LocalChange, readLocalChange } from '../src/proposal/local-change.ts'
import { readDiff } from '../src/proposal/read-diff.ts'
import { requireKnownPaths } from '../src/proposal/target-branch.ts'
import { projectRoot } from '../src/root.ts'
import { findCloneRepository, standingFolder } from '../src/terminal/clone-repository.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { viewOf } from '../src/terminal/view.ts'
import { parsePatch } from '../src/triage/index.ts'
import { askHere } from './check-here.ts'

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
  if (options.repository === null && options.diff !== null)
    await requireKnownPaths(folder, options.base, editedPaths(question.patch ?? ''))
  const name = `${repository.owner}/${repository.repo}`
  const url = options.url ?? (options.mirror === null ? readService(process.env.CLAWTRIAGE_URL) : null)
  const answer =
    url === null
      ? await askHere(options, repository, question, signal)
      : await askService({ url, token: config.dashboardToken }, repository, question, signal)
  // A clone knows which commit brought it; a service may know no more than that it is there.
  if (answer.landed === null || answer.landed.atTip === true) answer.landed = local?.landed ?? answer.landed
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ repository: name, ...answer }, null, 2)}\n`
      : renderCheck(answer, name, viewOf(process.stdout, process.env)),
  )
  return answer.matches.length > 0 || answer.landed !== null ? foundCode : 0
}

/** What a patch changes or removes, as it is called before. */
const editedPaths = (patch: string): string[] =>
  parsePatch(patch)
    .filter(({ status }) => status !== 'added')
    .map(({ oldPath }) => oldPath)

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

await runProgram('check', main)
