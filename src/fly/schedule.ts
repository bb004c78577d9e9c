import { AppError, describeError } from '../errors.ts'
import type { FlyCli } from './fly-cli.ts'
import { type FlyMachine, readApps, readMachines, readSecretNames, requireLogin } from './fly-facts.ts'

export const intervals = ['hourly', 'daily', 'weekly', 'monthly'] as const
export type Interval = (typeof intervals)[number]

/** curl's own image, a few megabytes, pinned. */
const curlImage = 'docker.io/curlimages/curl:8.16.0'
const role = 'public-scan'
const tokenName = 'OPS_TRIGGER_TOKEN'

export interface ScheduleOptions {
  /** The app that is asked; the machine gets an app of its own beside it. */
  app: string
  region: string
  owner: string
  repo: string
  every: Interval
  /** Where the app answers: an origin. */
  url: string
  /** The ops token; null: the one that the scheduled app has already. */
  token: string | null
  tell(line: string): void
}

/** The app of the scheduled machines: a machine of the main app would be given all of that app's secrets. */
const cronApp = (app: string): string => `${app}-cron`

/**
 * Makes the scheduled machine that asks for a scan, or makes it anew where something about it has changed; there is one
 * for each repository and never two. A machine runs once when it is made, then about as often as it says.
 */
export async function schedule(fly: FlyCli, options: ScheduleOptions): Promise<void> {
  const { app, token, tell } = options
  const cron = cronApp(app)
  await requireLogin(fly)
  const apps = await readApps(fly)
  const main = apps.find(({ Name }) => Name === app)
  if (main === undefined && !(fly.isDryRun && apps.length === 0))
    throw new AppError(
      'NOT_FOUND',
      `there is no app ${app}: npm run launch:fly -- --app ${app} --region ${options.region}`,
    )
  const exists = apps.some(({ Name }) => Name === cron)
  const slug = main?.Organization?.Slug
  if (!exists) await fly.change(['apps', 'create', cron, ...(slug ? ['--org', slug] : [])])

  const isKnown = exists || !fly.isDryRun
  const hasToken = isKnown && (await readSecretNames(fly, cron)).has(tokenName)
  if (token !== null)
    await fly.change(['secrets', 'set', '-a', cron, '--stage', `${tokenName}=-`], {
      name: tokenName,
      value: token,
    })
  else if (!hasToken)
    throw new AppError(
      'USAGE',
      `${tokenName} is not set: the scheduled machine needs the token that ${app} was given under this name`,
    )

  const wanted = wantedMachine(options)
  const machines = isKnown ? machinesOf(await readMachines(fly, cron), options) : []
  // A secret that was set anew reaches a machine only when it is made.
  const [same, ...others] = machines.filter((machine) => token === null && isSame(machine, wanted))
  for (const machine of machines)
    if (machine !== same) await fly.change(['machine', 'destroy', machine.id, '--force', '-a', cron])
  if (others.length > 0) tell(`${others.length} too many were taken away`)
  if (same !== undefined) {
    tell(`${options.owner}/${options.repo}: is scheduled ${options.every} already (${same.id})`)
    return
  }
  await makeMachine(fly, options, wanted)
}

/**
 * fly waits until a machine that it makes is `started`, which one that has done its work within a second never is any
 * more; then it fails although all is well. The list of machines is the proof, not what fly has said.
 */
async function makeMachine(fly: FlyCli, options: ScheduleOptions, wanted: WantedMachine): Promise<void> {
  const cron = cronApp(options.app)
  const said = await fly.change(['machine', 'run', curlImage, ...wanted.flags, '--', ...wanted.command]).then(
    () => null,
    (error: unknown) => {
      if (error instanceof AppError) return error
      throw error
    },
  )
  if (fly.isDryRun) return
  const made = machinesOf(await readMachines(fly, cron), options).filter((machine) => isSame(machine, wanted))
  const [machine, ...others] = made
  if (machine === undefined)
    throw new AppError(
      'UNAVAILABLE',
      `no machine of ${cron} is scheduled for ${options.owner}/${options.repo}: ${said === null ? `fly machine list -a ${cron}` : describeError(said)}`,
    )
  for (const { id } of others) await fly.change(['machine', 'destroy', id, '--force', '-a', cron])
  options.tell(
    `${options.owner}/${options.repo}: is scheduled ${options.every} (${machine.id}, ${machine.state})`,
  )
}

/** Takes the scheduled machine of one repository away; the app that holds it stays for others. */
export async function unschedule(
  fly: FlyCli,
  options: Pick<ScheduleOptions, 'app' | 'owner' | 'repo' | 'tell'>,
): Promise<void> {
  const cron = cronApp(options.app)
  await requireLogin(fly)
  const exists = (await readApps(fly)).some(({ Name }) => Name === cron)
  const machines = exists ? machinesOf(await readMachines(fly, cron), options) : []
  if (machines.length === 0) options.tell(`${options.owner}/${options.repo}: is not scheduled`)
  for (const machine of machines) await fly.change(['machine', 'destroy', machine.id, '--force', '-a', cron])
}

function machinesOf(
  machines: readonly FlyMachine[],
  { owner, repo }: Pick<ScheduleOptions, 'owner' | 'repo'>,
): FlyMachine[] {
  const scan = `${owner}/${repo}`.toLowerCase()
  return machines.filter(
    ({ config }) => config?.metadata?.role === role && config.metadata.scan?.toLowerCase() === scan,
  )
}

interface WantedMachine {
  schedule: Interval
  env: Record<string, string>
  flags: string[]
  command: string[]
}

function wantedMachine({ app, region, owner, repo, every, url }: ScheduleOptions): WantedMachine {
  const env = {
    SCAN_URL: `${url}/api/ops/public-scan`,
    SCAN_BODY: JSON.stringify({ owner, repo }),
  }
  // The token comes from the machine's environment into curl's standard input: it stands in no argument. Asked again is
  // what passes by itself (the app starting, a busy minute); a refusal is not. curl calls a redirect a success, though
  // no scan was asked for.
  const script = [
    `token=$(printf %s "$${tokenName}" | sed 's/[\\"]/\\\\&/g');`,
    `answer=$(printf 'header = "Authorization: Bearer %s"\\n' "$token" |`,
    'curl -sS --fail-with-body --config - --retry 5 --retry-max-time 600 --retry-connrefused --max-time 60',
    `-H 'Content-Type: application/json' -H 'X-Trigger-Actor: fly-${every}' --data "$SCAN_BODY"`,
    `-w ' %{http_code}' "$SCAN_URL"); code=$?; printf '%s\\n' "$answer"; case $code$answer in`,
    `0*' 2'??) ;; 0*) echo "$SCAN_URL did not take it: is that the app itself?"; exit 1 ;; *) exit $code ;; esac`,
  ].join(' ')
  return {
    schedule: every,
    env,
    command: ['sh', '-c', script],
    flags: [
      ...['-a', cronApp(app), '--region', region],
      ...['--schedule', every, '--restart', 'no'],
      ...['--vm-size', 'shared-cpu-1x', '--vm-memory', '256'],
      ...['--metadata', `role=${role}`, '--metadata', `scan=${owner}/${repo}`],
      ...['--skip-dns-registration', '--detach'],
      ...Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    ],
  }
}

function isSame(machine: FlyMachine, wanted: WantedMachine): boolean {
  const { config = {}, region } = machine
  return (
    config.schedule === wanted.schedule &&
    wanted.flags[3] === region &&
    // Fly may write the registry and the digest out.
    (config.image ?? '').includes(curlImage.replace(/^docker\.io\//, '')) &&
    JSON.stringify(config.init?.cmd) === JSON.stringify(wanted.command) &&
    Object.entries(wanted.env).every(([name, value]) => config.env?.[name] === value)
  )
}
