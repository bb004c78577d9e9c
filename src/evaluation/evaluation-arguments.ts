import { resolve } from 'node:path'
import { AppError } from '../errors.ts'
import { parseCommandLine } from '../terminal/command-line.ts'
import { parseRepositoryArgument } from '../terminal/repository-argument.ts'

/** A name in a result, whatever server the mirror is of. */
const githubUrl = 'https://github.com'

export const evaluationUsage = `usage: npm run evaluate -- --mirror DIR --repo OWNER/NAME --pairs FILE
           [--json]

Measures how well older duplicates are found, on labelled pairs.

  --mirror DIR         a local bare mirror with refs/pull/N/head
  --repo OWNER/NAME    how the repository is called in the result
  --pairs FILE         lines of newer<TAB>older pull request numbers
  --json               the result as JSON on stdout
  --help
`

export interface EvaluationArguments {
  mirror: string
  owner: string
  repo: string
  pairs: string
  json: boolean
}

/**
 * Reads the command line of `npm run evaluate`.
 * @returns null when help was asked for.
 * @throws AppError USAGE with one line that says what is wrong and what is right.
 */
export function readEvaluationArguments(argv: string[]): EvaluationArguments | null {
  const { values } = parseCommandLine({
    args: argv,
    options: {
      mirror: { type: 'string' },
      repo: { type: 'string' },
      pairs: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return null
  const missing = (['mirror', 'repo', 'pairs'] as const).filter((name) => !values[name])
  if (missing.length > 0)
    throw new AppError('USAGE', `missing ${missing.map((name) => `--${name}`).join(', ')} (try --help)`)
  const { owner, repo } = parseRepositoryArgument(values.repo!, githubUrl)
  return {
    owner,
    repo,
    mirror: resolve(values.mirror!),
    pairs: resolve(values.pairs!),
    json: values.json ?? false,
  }
}
