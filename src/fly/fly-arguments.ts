import { AppError } from '../errors.ts'
import { parseRepository } from '../queue/identity.ts'
import { parseCommandLine } from '../terminal/command-line.ts'
import { appPattern, regionPattern } from './fly-toml.ts'
import { type Interval, intervals } from './schedule.ts'

export const launchUsage = `usage: npm run launch:fly -- --app A --region R [options]

Once for each app: makes the app, its volume and its secrets on Fly.io, and
writes the app's name and region into fly.toml. What exists already is left
as it is, so it may be run again.

  --app A        the app's name, which becomes its address:
                 https://A.fly.dev
  --region R     where it runs: three letters, such as fra or iad (fly
                 platform regions)
  --org O        the organization that a new app belongs to
  --size GB      of a new volume (default: what fly.toml says)
  --dry-run      print the commands and run none
  --help

Secrets are taken from the environment when they are set there, else asked
for at a terminal or made up. They are piped to fly, never given as
arguments.
`

export const deployUsage = `usage: npm run deploy:fly [-- --dry-run]

Looks whether everything is there, deploys, and proves what came of it:
exactly one machine, started, with its one volume, and the public URL
answering with the new version. Exits with 1 and says what is wrong
otherwise; it never takes a machine or a volume away.

  --app A        another app than fly.toml's
  --dry-run      print the commands and run none
  --help
`

export const scheduleUsage = `usage: npm run schedule:fly -- --owner O --repo R
           [--every hourly|daily|weekly|monthly]

Makes the scheduled machine that asks the deployed app for a scan of O/R, in
an app of its own (A-cron); makes it anew when something has changed, and
never a second one. OPS_TRIGGER_TOKEN is the token that the app was given
under this name.

  --every I      hourly (default), daily, weekly or monthly
  --remove       take it away instead
  --app A        another app than fly.toml's
  --dry-run      print the commands and run none
  --help
`

const shared = {
  app: { type: 'string' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export interface LaunchArguments {
  app: string
  region: string
  org: string | null
  sizeGb: number | null
  dryRun: boolean
}

/**
 * Reads the command line of `npm run launch:fly`.
 * @returns null when help was asked for.
 * @throws AppError USAGE with one line that says what is wrong and what is right; so do the next two.
 */
export function readLaunchArguments(argv: string[]): LaunchArguments | null {
  const { values } = parseCommandLine({
    args: argv,
    options: { ...shared, region: { type: 'string' }, org: { type: 'string' }, size: { type: 'string' } },
  })
  if (values.help) return null
  if (values.app === undefined) throw new AppError('USAGE', 'missing --app (try --help)')
  if (values.region === undefined) throw new AppError('USAGE', 'missing --region (try --help)')
  if (!regionPattern.test(values.region))
    throw new AppError(
      'USAGE',
      `--region ${JSON.stringify(values.region)}: expected three letters, such as fra`,
    )
  if (values.org !== undefined && !/^[a-z0-9-]{1,63}$/.test(values.org))
    throw new AppError(
      'USAGE',
      `--org ${JSON.stringify(values.org)}: expected an organization's short name (fly orgs list)`,
    )
  const size = values.size
  if (size !== undefined && !/^[1-9]\d{0,2}$/.test(size))
    throw new AppError('USAGE', `--size ${JSON.stringify(size)}: expected gigabytes, from 1 to 999`)
  return {
    app: readApp(values.app)!,
    region: values.region,
    org: values.org ?? null,
    sizeGb: size === undefined ? null : Number(size),
    dryRun: values['dry-run'] ?? false,
  }
}

export function readDeployArguments(argv: string[]): { app: string | null; dryRun: boolean } | null {
  const { values } = parseCommandLine({ args: argv, options: shared })
  if (values.help) return null
  return { app: readApp(values.app), dryRun: values['dry-run'] ?? false }
}

export interface ScheduleArguments {
  app: string | null
  owner: string
  repo: string
  every: Interval
  remove: boolean
  dryRun: boolean
}

export function readScheduleArguments(argv: string[]): ScheduleArguments | null {
  const { values } = parseCommandLine({
    args: argv,
    options: {
      ...shared,
      owner: { type: 'string' },
      repo: { type: 'string' },
      every: { type: 'string' },
      remove: { type: 'boolean' },
    },
  })
  if (values.help) return null
  if (!values.owner || !values.repo)
    throw new AppError('USAGE', `missing ${values.owner ? '--repo' : '--owner'} (try --help)`)
  const every = intervals.find((interval) => interval === (values.every ?? 'hourly'))
  if (every === undefined)
    throw new AppError('USAGE', `--every ${JSON.stringify(values.every)}: expected ${intervals.join(', ')}`)
  return {
    app: readApp(values.app),
    ...parseRepository(`${values.owner}/${values.repo}`),
    every,
    remove: values.remove ?? false,
    dryRun: values['dry-run'] ?? false,
  }
}

function readApp(app: string | undefined): string | null {
  if (app === undefined || appPattern.test(app)) return app ?? null
  throw new AppError(
    'USAGE',
    `--app ${JSON.stringify(app)}: expected lower-case letters, digits and inner hyphens, at most 63`,
  )
}
