import { resolve } from 'node:path'
import { AppError } from '../errors.ts'
import type { SourceChoice } from '../queue/jobs.ts'
import { parseCommandLine, readOpenPrs, readSnapshot } from './command-line.ts'
import { parseRepositoryArgument } from './repository-argument.ts'

export const scanUsage = `usage: npm run scan -- [OWNER/REPO] [options]

Scans a repository's open pull requests and prints which of them do the same
thing.
The repository may be given by its address, or that of one of its pull
requests; without one it is that of the clone you stand in (its remote
upstream, else origin).

  --source git|api     where changes come from (default: SCAN_SOURCE, git)
  --mirror DIR         a local bare mirror with refs/pull/N/head; no network
  --max-open-prs N     only the N highest-numbered open pull requests (1 to
                       100000)
  --all                closed and merged ones become candidates too
  --snapshot ID        name the scan; the same name is not scanned twice
  --json               the result as JSON on stdout
  --serve              keep running and show the dashboard (on PORT, else on
                       the first free one from 3000 on)
  --help

example: npm run scan -- symfony/symfony-docs --max-open-prs 500
`

export interface ScanArguments {
  /** Null: that of the clone in `folder`. */
  repository: { owner: string; repo: string } | null
  /** Where it is looked for when none is named: the mirror, or where the person stands. */
  folder: string
  source: SourceChoice
  maxOpenPrs: number | undefined
  all: boolean
  snapshot: string | undefined
  json: boolean
  serve: boolean
}

/**
 * Reads the command line of `npm run scan`.
 * @param context.folder where the person stands; context.serverUrl where repositories are.
 * @returns null when help was asked for.
 * @throws AppError USAGE with one line that says what is wrong and what is right.
 */
export function readScanArguments(
  argv: string[],
  { defaultSource, folder, serverUrl }: { defaultSource: 'git' | 'api'; folder: string; serverUrl: string },
): ScanArguments | null {
  const { values, positionals } = parseCommandLine({
    args: argv,
    allowPositionals: true,
    options: {
      source: { type: 'string' },
      mirror: { type: 'string' },
      'max-open-prs': { type: 'string' },
      all: { type: 'boolean' },
      snapshot: { type: 'string' },
      json: { type: 'boolean' },
      serve: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return null
  if (positionals.length > 1)
    throw new AppError(
      'USAGE',
      `expected one repository as owner/repo, got ${positionals.length} (try --help)`,
    )
  if (values.mirror !== undefined && values.source !== undefined)
    throw new AppError('USAGE', '--mirror and --source exclude each other: a mirror is a source of its own')
  if (values.source !== undefined && values.source !== 'git' && values.source !== 'api')
    throw new AppError('USAGE', `--source ${JSON.stringify(values.source)}: expected git or api`)
  if (values.mirror === '')
    throw new AppError('USAGE', '--mirror: expected the folder of a bare git repository')
  const [name] = positionals
  const mirror = values.mirror === undefined ? null : resolve(folder, values.mirror)
  return {
    repository: name === undefined ? null : nameOf(parseRepositoryArgument(name, serverUrl)),
    folder: mirror ?? folder,
    source: mirror !== null ? { kind: 'mirror', dir: mirror } : { kind: values.source ?? defaultSource },
    maxOpenPrs: readOpenPrs(values['max-open-prs']),
    all: values.all ?? false,
    snapshot: readSnapshot(values.snapshot),
    json: values.json ?? false,
    serve: values.serve ?? false,
  }
}

const nameOf = ({ owner, repo }: { owner: string; repo: string }) => ({ owner, repo })
