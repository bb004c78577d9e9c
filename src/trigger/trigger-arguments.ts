import { AppError } from '../errors.ts'
import { parseRepository } from '../queue/identity.ts'
import { parseCommandLine, readOpenPrs, readSnapshot } from '../terminal/command-line.ts'

export const triggerUsage = `usage: npm run trigger:scan -- --owner O --repo R [options]

Asks a deployed ClawTriage to scan a repository of its allowlist. Its
address is FLY_APP_URL (https://my-app.fly.dev), its token
OPS_TRIGGER_TOKEN; the scan is the one of this hour unless it gets a name.

  --max-open-prs N     only the N highest-numbered open pull requests (1 to
                       100000)
  --snapshot ID        name the scan; the same name is not scanned twice
  --fresh              a scan of its own, even after one this hour
  --wait               follow it to its end; exit code 1 if it fails
  --json               the app's last answer as JSON on stdout
  --help

Kept with the scan is who asked: TRIGGER_ACTOR, or else the name of the user
who runs this.
`

export interface TriggerArguments {
  owner: string
  repo: string
  maxOpenPrs: number | undefined
  snapshot: string | undefined
  fresh: boolean
  wait: boolean
  json: boolean
}

/**
 * Reads the command line of `npm run trigger:scan`.
 * @returns null when help was asked for.
 * @throws AppError USAGE with one line that says what is wrong and what is right.
 */
export function readTriggerArguments(argv: string[]): TriggerArguments | null {
  const { values } = parseCommandLine({
    args: argv,
    options: {
      owner: { type: 'string' },
      repo: { type: 'string' },
      'max-open-prs': { type: 'string' },
      snapshot: { type: 'string' },
      fresh: { type: 'boolean' },
      wait: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return null
  if (!values.owner || !values.repo)
    throw new AppError('USAGE', `missing ${values.owner ? '--repo' : '--owner'} (try --help)`)
  if (values.fresh && values.snapshot !== undefined)
    throw new AppError(
      'USAGE',
      '--fresh and --snapshot exclude each other: --fresh makes up a name of its own',
    )
  return {
    ...parseRepository(`${values.owner}/${values.repo}`),
    maxOpenPrs: readOpenPrs(values['max-open-prs']),
    snapshot: readSnapshot(values.snapshot),
    fresh: values.fresh ?? false,
    wait: values.wait ?? false,
    json: values.json ?? false,
  }
}
