import { AppError, describeError } from '../errors.ts'
import { type FlyCli, quote } from './fly-cli.ts'
import {
  type FlyMachine,
  readApps,
  readMachines,
  readSecretNames,
  readVolumes,
  requireLogin,
} from './fly-facts.ts'
import type { FlyApp } from './fly-toml.ts'

export interface DeployOptions extends FlyApp {
  /** The fly.toml that was read: the same is deployed. */
  flyToml: string
  /** Settings without which the app would be of no use, each with the command that sets it as a secret. */
  required: readonly { name: string; value: string }[]
  /** Names what is deployed; the app's health answers it. */
  release: string
  /** The whole version that the new app's health answers. */
  version: string
  /** Where the app answers, as it is told. */
  url: string
  /** Asks `url` for its health. */
  askHealth(): Promise<{ status: number; version: string | null; checks: string }>
  /** Asks for the page that a person opens first. @returns the answer's status and content type. */
  askPage(): Promise<{ status: number; type: string }>
  sleep(ms: number): Promise<void>
  tell(line: string): void
}

const pollMs = 3_000
const startDeadlineMs = 120_000
const healthDeadlineMs = 240_000

/**
 * Deploys, and proves what came of it: exactly one machine, started, with the one volume, and the public URL answering
 * with the version that was deployed. Looks at everything before it changes anything. A wrong count is told and never
 * mended: fly could take the wrong one away.
 * @throws AppError with every problem and what to do about each.
 */
export async function deploy(fly: FlyCli, options: DeployOptions): Promise<void> {
  const { app, tell } = options
  await preflight(fly, options)
  await fly.change([
    'deploy',
    '--remote-only',
    '--ha=false',
    '--yes',
    '-c',
    options.flyToml,
    '-a',
    app,
    '-e',
    `CLAWTRIAGE_RELEASE=${options.release}`,
  ])
  // With several, fly would bring the count down by taking one away, perhaps the one with the data.
  if (!fly.isDryRun) {
    const problems = countProblems(app, options.volume, 1, await readMachines(fly, app))
    if (problems.length > 0) throw new AppError('CONFLICT', problems.join('\n'))
  }
  await fly.change(['scale', 'count', 'app=1', '-a', app, '--yes'])
  if (fly.isDryRun) {
    tell(`then: exactly one machine and one volume, started, and ${options.url}/api/health answering`)
    return
  }
  await proveOneMachine(fly, options)
  await proveHealth(options)
  await provePage(options)
}

async function preflight(fly: FlyCli, { app, region, volume, required, env }: DeployOptions): Promise<void> {
  await requireLogin(fly)
  const launchCommand = `npm run launch:fly -- --app ${app} --region ${region}`
  const apps = await readApps(fly)
  // A dry run where fly cannot be asked assumes that all is well.
  if (fly.isDryRun && apps.length === 0) return
  if (!apps.some(({ Name }) => Name === app))
    throw new AppError('NOT_FOUND', `there is no app ${app}: ${launchCommand}`)
  const [volumes, secrets, machines] = await Promise.all([
    readVolumes(fly, app, volume),
    readSecretNames(fly, app),
    readMachines(fly, app),
  ])
  const problems: string[] = []
  if (volumes.length === 0) problems.push(`there is no volume ${volume}: ${launchCommand}`)
  else problems.push(...countProblems(app, volume, volumes.length, machines))
  for (const one of volumes)
    if (one.region !== region)
      problems.push(
        `volume ${volume} lies in ${one.region} and fly.toml says ${region}: set primary_region = "${one.region}"`,
      )
  for (const { name, value } of required)
    if (!secrets.has(name) && !env[name])
      problems.push(
        `secret ${name} is not set: ${value} | fly secrets set -a ${quote(app)} --stage ${name}=-`,
      )
  if (problems.length > 0) throw new AppError('CONFLICT', `nothing was deployed:\n${problems.join('\n')}`)
}

/** What is wrong with how many there are; a first deploy has no machine yet. */
function countProblems(
  app: string,
  volume: string,
  volumes: number,
  machines: readonly FlyMachine[],
): string[] {
  const problems: string[] = []
  if (volumes > 1)
    problems.push(
      `${app} has ${volumes} volumes named ${volume}: find out which one holds the data (fly volumes list -a ${app}), and remove the other by hand`,
    )
  if (machines.length > 1)
    problems.push(
      `${app} has ${machines.length} machines (${machines.map(({ id, state }) => `${id} ${state}`).join(', ')}): only one may own the data; look at each (fly machine status ID -a ${app}) and destroy the one without the volume by hand`,
    )
  return problems
}

async function proveOneMachine(fly: FlyCli, { app, volume, sleep, tell }: DeployOptions): Promise<void> {
  let asked = false
  for (let waited = 0; ; waited += pollMs) {
    const [machines, volumes] = await Promise.all([readMachines(fly, app), readVolumes(fly, app, volume)])
    const problems = countProblems(app, volume, volumes.length, machines)
    if (volumes.length === 0) problems.push(`${app} has lost its volume ${volume}`)
    if (machines.length === 0) problems.push(`${app} has no machine: fly logs -a ${app}`)
    if (problems.length > 0) throw new AppError('CONFLICT', problems.join('\n'))
    const [machine] = machines
    if (machine!.state === 'started') {
      const attached = volumes[0]!.attached_machine_id
      if (attached !== null && attached !== machine!.id)
        throw new AppError(
          'CONFLICT',
          `volume ${volume} is attached to ${attached} and not to ${machine!.id}`,
        )
      tell(`one machine: ${machine!.id} in ${machine!.region}, started; one volume: ${volumes[0]!.id}`)
      return
    }
    // A deploy leaves a machine that was stopped as it was.
    if (machine!.state === 'stopped' && !asked) {
      asked = true
      await fly.change(['machine', 'start', machine!.id, '-a', app])
    } else if (waited >= startDeadlineMs)
      throw new AppError(
        'UNAVAILABLE',
        `machine ${machine!.id} is ${machine!.state} and not started: fly logs -a ${app}`,
      )
    await sleep(pollMs)
  }
}

async function proveHealth({ app, url, version, askHealth, sleep, tell }: DeployOptions): Promise<void> {
  let last = 'nothing'
  let hasAnswered = false
  for (let waited = 0; waited < healthDeadlineMs; waited += pollMs) {
    try {
      const health = await askHealth()
      hasAnswered = true
      if (health.status === 200 && health.version === version) {
        tell(`${url} answers: version ${version}, ${health.checks}`)
        return
      }
      last = `${health.status}, version ${health.version ?? 'unknown'}, ${health.checks}`
    } catch (error) {
      last = describeError(error)
    }
    await sleep(pollMs)
  }
  throw new AppError(
    'UNAVAILABLE',
    `the public URL did not answer with version ${version} within ${healthDeadlineMs / 60_000} minutes; last: ${last}. fly logs -a ${app}${hasAnswered ? '' : `; an app without an address cannot be reached: fly ips list -a ${app} (none: fly ips allocate-v6 -a ${app} and fly ips allocate-v4 --shared -a ${app})`}`,
  )
}

/** Health is answered without the dashboard, so an image that lacks it would pass. */
async function provePage({ url, askPage, tell }: DeployOptions): Promise<void> {
  const { status, type } = await askPage().catch((error) => ({ status: 0, type: describeError(error) }))
  if (status !== 200 || !type.startsWith('text/html'))
    throw new AppError('UNAVAILABLE', `${url}/ is no page: ${status || 'no answer'}, ${type || 'no type'}`)
  tell(`${url}/ shows the dashboard`)
}
