import { AppError } from '../errors.ts'
import { parseCommandLine } from '../terminal/command-line.ts'
import { parseRepositoryArgument } from '../terminal/repository-argument.ts'
import { readUrl } from './check-arguments.ts'

export const mcpUsage = `usage: npm run mcp -- [OWNER/REPO] [options]

Speaks MCP on standard input and output: tools by which a coding agent asks
whether a change is proposed already, and what is like what. With a service it
asks that; without one it keeps a local data folder, and scans the repository
(default: that of the clone it is started in) when it begins.

  --url URL            ask this service (default: CLAWTRIAGE_URL)
  --mirror DIR         scan a local bare mirror; no network
  --max-open-prs N     scan only the N highest-numbered open pull requests
  --help
`

export interface McpArguments {
  repository: { owner: string; repo: string } | null
  url: string | null
  mirror: string | null
  maxOpenPrs: string | undefined
}

/**
 * Reads the command line of `mcp`.
 * @returns null when help was asked for.
 * @throws AppError USAGE with one line that says what is wrong and what is right.
 */
export function readMcpArguments(argv: string[], serverUrl: string): McpArguments | null {
  const { values, positionals } = parseCommandLine({
    args: argv,
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      mirror: { type: 'string' },
      'max-open-prs': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return null
  if (positionals.length > 1)
    throw new AppError('USAGE', 'expected one repository as owner/repo (try --help)')
  if (values.url !== undefined && values.mirror !== undefined)
    throw new AppError('USAGE', '--url and --mirror exclude each other: a service scans by itself')
  const named = positionals[0] === undefined ? null : parseRepositoryArgument(positionals[0], serverUrl)
  return {
    repository: named && { owner: named.owner, repo: named.repo },
    url: values.url === undefined ? null : readUrl(values.url),
    mirror: values.mirror ?? null,
    maxOpenPrs: values['max-open-prs'],
  }
}
