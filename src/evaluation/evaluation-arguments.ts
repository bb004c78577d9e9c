import { resolve } from 'node:path'
import { AppError } from '../errors.ts'
import { parseCommandLine } from '../terminal/command-line.ts'
import { parseRepositoryArgument } from '../terminal/repository-argument.ts'

/** A name in a result; the mirror may be of any server. */
const githubUrl = 'https://github.com'

export const evaluationUsage = `usage: npm run evaluate -- --mirror DIR --repo OWNER/NAME --pairs FILE
           [--json]
       npm run evaluate -- --mirror DIR --repo OWNER/NAME --judged FILE
           [--json]

Measures how well older duplicates are found, on labelled pairs; or how many of
the pairs that a person has read are called what they are.

  --mirror DIR         a local bare mirror with refs/pull/N/head
  --repo OWNER/NAME    how the repository is called in the result
  --pairs FILE         lines of newer<TAB>older pull request numbers
  --judged FILE        lines of repository, a, b, category when it was read,
                       label (yes, no, same-person) and reason, with tabs
                       between them
  --json               the result as JSON on stdout
  --help
`

export interface EvaluationArguments {
  mirror: string
  owner: string
  repo: string
  /** Lines of newer<TAB>older, or judged pairs. */
  pairs: string
  judged: boolean
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
      judged: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return null
  if (values.pairs && values.judged) throw new AppError('USAGE', '--pairs and --judged exclude each other')
  const file = values.judged ? 'judged' : 'pairs'
  const missing = (['mirror', 'repo', file] as const).filter((name) => !values[name])
  if (missing.length > 0)
    throw new AppError('USAGE', `missing ${missing.map((name) => `--${name}`).join(', ')} (try --help)`)
  const { owner, repo } = parseRepositoryArgument(values.repo!, githubUrl)
  return {
    owner,
    repo,
    mirror: resolve(values.mirror!),
    pairs: resolve(values[file]!),
    judged: file === 'judged',
    json: values.json ?? false,
  }
}
