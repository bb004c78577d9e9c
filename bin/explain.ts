import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError } from '../src/errors.ts'
import { renderCaseSkeleton } from '../src/evaluation/case-skeleton.ts'
import { explainPair } from '../src/evaluation/explain.ts'
import { renderExplanation } from '../src/evaluation/render-explanation.ts'
import { openLog } from '../src/log.ts'
import { projectRoot } from '../src/root.ts'
import { openMirrorSource } from '../src/source/mirror-source.ts'
import { parseCommandLine } from '../src/terminal/command-line.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { parseRepositoryArgument } from '../src/terminal/repository-argument.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { viewOf } from '../src/terminal/view.ts'

const usage = `usage: npm run explain -- --mirror DIR A B [options]

Explains what is said of two pull requests, stage by stage: terms of each
channel, candidates, measures, relation, verdict and its sentences.

  --mirror DIR         a local bare mirror with refs/pull/N/head
  --repo OWNER/NAME    how the repository is called (default: acme/yard)
  --record NAME        write the skeleton of a case, src/testing/cases/NAME.ts,
                       with invented words in the place of the repository's
  --json               the explanation as JSON on stdout
  --help
`
const progressSeconds = 5

async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseCommandLine({
    args: argv,
    allowPositionals: true,
    options: {
      mirror: { type: 'string' },
      repo: { type: 'string' },
      record: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  if (!values.mirror) throw new AppError('USAGE', 'missing --mirror (try --help)')
  const [a, b] = readNumbers(positionals)
  const file = values.record === undefined ? null : caseFile(values.record)
  const { owner, repo } = parseRepositoryArgument(values.repo ?? 'acme/yard', 'https://github.com')
  const signal = onInterruption()
  const source = openMirrorSource({
    dir: resolve(values.mirror),
    owner,
    name: repo,
    log: openLog('explain', 'warn', 2),
  })
  let shownAt = performance.now()
  const found = await explainPair(
    source,
    `${owner}/${repo}`,
    [a, b],
    (phase, done, all) => {
      if (performance.now() - shownAt < progressSeconds * 1_000) return
      shownAt = performance.now()
      process.stderr.write(`${phase}: ${done}${all === undefined ? '' : ` of ${all}`}\n`)
    },
    signal,
  )
  if (found === null)
    throw new AppError('NOT_FOUND', `#${a} or #${b} is not in the mirror, or could not be read`)
  process.stdout.write(
    values.json
      ? `${JSON.stringify(found.explanation)}\n`
      : renderExplanation(found.explanation, viewOf(process.stdout, process.env).width),
  )
  if (file !== null) {
    writeFileSync(file, renderCaseSkeleton(found.revisions), { flag: 'wx' })
    process.stderr.write(`wrote ${file}\n`)
  }
  return 0
}

function readNumbers(given: readonly string[]): [number, number] {
  const [a, b] = given.map((text) => (/^#?[1-9]\d{0,8}$/.test(text) ? Number(text.replace('#', '')) : 0))
  if (given.length !== 2 || !a || !b || a === b)
    throw new AppError('USAGE', 'expected the numbers of two pull requests (try --help)')
  return [a, b]
}

function caseFile(name: string): string {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))
    throw new AppError('USAGE', '--record: expected a name such as two-ways-to-wait')
  const file = join(projectRoot, 'src/testing/cases', `${name}.ts`)
  if (existsSync(file)) throw new AppError('USAGE', `--record: there is a case ${name} already`)
  return file
}

await runProgram('explain', main)
