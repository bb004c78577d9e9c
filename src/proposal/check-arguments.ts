import { AppError } from '../errors.ts'
import { parseCommandLine } from '../terminal/command-line.ts'
import { parseRepositoryArgument } from '../terminal/repository-argument.ts'

export const checkUsage = `usage: npm run check -- [options]

Says whether a change is proposed, merged or landed already, before you open a
pull request. In a clone it takes what your branch and your working tree have
beyond the default branch of the remote upstream (else origin).

  --repo OWNER/REPO    the repository that it is meant for (default: that of
                       the clone you stand in)
  --base BRANCH        the branch that it is meant for (default: the default
                       branch)
  --diff FILE|-        a unified diff in place of the clone's
  --paths PATH         a file that you are going to change, before there is
                       any code; may be given several times
  --message TEXT       what it is for (default: the commit messages)
  --url URL            ask this service (default: CLAWTRIAGE_URL; without one
                       the repository is scanned into the local data folder)
  --mirror DIR         scan a local bare mirror; no network
  --max-open-prs N     scan only the N highest-numbered open pull requests
  --json               the answer as JSON on stdout
  --help

Exit status: 0 nothing was found, 3 something was, 1 it failed, 2 wrong usage.

example: npm run check -- --message "Retry the handshake"
`

export interface CheckArguments {
  repository: { owner: string; repo: string } | null
  base: string | null
  /** A file, or "-" for standard input; null: the clone's own change. */
  diff: string | null
  paths: string[]
  message: string | null
  url: string | null
  mirror: string | null
  maxOpenPrs: string | undefined
  json: boolean
}

const mostPaths = 200
const longestMessage = 65_536

/**
 * Reads the command line of `check`.
 * @returns null when help was asked for.
 * @throws AppError USAGE with one line that says what is wrong and what is right.
 */
export function readCheckArguments(argv: string[], serverUrl: string): CheckArguments | null {
  const { values, positionals } = parseCommandLine({
    args: argv,
    allowPositionals: true,
    options: {
      repo: { type: 'string' },
      base: { type: 'string' },
      diff: { type: 'string' },
      paths: { type: 'string', multiple: true },
      message: { type: 'string', short: 'm' },
      url: { type: 'string' },
      mirror: { type: 'string' },
      'max-open-prs': { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return null
  // What stands behind --paths is one list, as a shell's pattern gives it.
  const paths = values.paths === undefined ? [] : [...values.paths, ...positionals]
  if (values.paths === undefined && positionals.length > 0)
    throw new AppError('USAGE', 'check takes options only: name the repository with --repo (try --help)')
  if (values.diff !== undefined && paths.length > 0)
    throw new AppError('USAGE', '--diff and --paths exclude each other: a diff names its files')
  if (paths.length > mostPaths) throw new AppError('USAGE', `--paths: expected at most ${mostPaths}`)
  if (paths.some((path) => path === '' || path.length > 1_000 || /[\u0000-\u001f"\\]/.test(path)))
    throw new AppError('USAGE', '--paths: expected paths in the repository, such as src/http/client.ts')
  if (values.base === '') throw new AppError('USAGE', '--base: expected the name of a branch')
  if (values.url !== undefined && values.mirror !== undefined)
    throw new AppError('USAGE', '--url and --mirror exclude each other: a service scans by itself')
  const repository = values.repo === undefined ? null : parseRepositoryArgument(values.repo, serverUrl)
  return {
    repository: repository && { owner: repository.owner, repo: repository.repo },
    base: values.base ?? null,
    diff: values.diff ?? null,
    paths,
    message: values.message?.slice(0, longestMessage) ?? null,
    url: values.url === undefined ? null : readUrl(values.url),
    mirror: values.mirror ?? null,
    maxOpenPrs: values['max-open-prs'],
    json: values.json ?? false,
  }
}

/** @throws AppError USAGE unless it is the address of a service. */
export function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new AppError('USAGE', '--url: expected the address of a service, such as https://my-app.fly.dev')
  return url.origin
}
