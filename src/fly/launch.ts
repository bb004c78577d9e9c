import { AppError } from '../errors.ts'
import type { FlyCli } from './fly-cli.ts'
import { readApps, readOrganizations, readSecretNames, readVolumes, requireLogin } from './fly-facts.ts'
import type { FlyApp } from './fly-toml.ts'

/** A secret that the app needs or can use. */
export interface SecretWish {
  name: string
  about: string
  /** Made up when none is given; null: left out then. */
  generate: (() => string) | null
}

export interface LaunchOptions extends FlyApp {
  /** Which organization a new app belongs to; null: fly's own default. */
  org: string | null
  secrets: readonly SecretWish[]
  /** A value from the environment or from the person at the terminal; null for none. */
  ask(wish: SecretWish): Promise<string | null>
  tell(line: string): void
  /** Hands over a secret that was made up: Fly never shows it again. */
  keep(name: string, value: string): void
}

/**
 * Makes what a first deploy needs and is not there yet: the app, its volume, its secrets. What exists is never changed,
 * so that it may be run again at any time. Everything is asked before anything is changed, and a secret that was made
 * up is told before it is set: if a later step fails or is interrupted, the only copy is not lost.
 * @throws AppError saying what to do: not logged in, a volume in another region, a name that is taken.
 */
export async function launch(fly: FlyCli, options: LaunchOptions): Promise<void> {
  const { app, region, volume, volumeGb, snapshotRetention, vmSize, vmMemory, org, tell } = options
  await requireLogin(fly)
  const exists = (await readApps(fly)).some(({ Name }) => Name === app)
  const isNew = !exists
  if (isNew && org === null) await requireOneOrganization(fly)
  const volumes = isNew ? [] : await readVolumes(fly, app, volume)
  const elsewhere = volumes.find((one) => one.region !== region)
  if (elsewhere !== undefined)
    throw new AppError(
      'CONFLICT',
      `volume ${volume} of ${app} lies in region ${elsewhere.region}: use --region ${elsewhere.region}, since a volume does not move`,
    )
  if (volumes.length > 1)
    throw new AppError(
      'CONFLICT',
      `${app} has ${volumes.length} volumes named ${volume} (${volumes.map(({ id }) => id).join(', ')}): find out which one holds the data, and remove the other by hand`,
    )

  const there = isNew ? new Set<string>() : await readSecretNames(fly, app)
  const missing = options.secrets.filter(({ name }) => !there.has(name))
  for (const { name } of options.secrets) if (there.has(name)) tell(`secret ${name}: is there`)
  const given = new Map<string, string | null>()
  for (const wish of missing) given.set(wish.name, await options.ask(wish))

  if (exists) tell(`app ${app}: is there`)
  else await fly.change(['apps', 'create', app, ...(org === null ? [] : ['--org', org])])
  if (volumes.length === 1) tell(`volume ${volume}: is there, in ${region}`)
  else
    await fly.change([
      'volumes',
      'create',
      volume,
      '-a',
      app,
      '--region',
      region,
      '--size',
      String(volumeGb),
      // fly.toml says so of volumes that a deploy makes, and this one is there by then.
      ...(snapshotRetention === null ? [] : ['--snapshot-retention', String(snapshotRetention)]),
      // The volume never moves: it has to lie on a host that has room for the machine.
      ...(vmSize === null ? [] : ['--vm-size', vmSize]),
      ...(vmMemory === null ? [] : ['--vm-memory', vmMemory]),
      '--yes',
    ])

  for (const { name, about, generate } of missing) {
    const said = given.get(name) ?? null
    const value = said ?? generate?.() ?? null
    if (value === null) {
      tell(`secret ${name}: left out (${about})`)
      continue
    }
    if (said === null && !fly.isDryRun) options.keep(name, value)
    // --stage: it takes effect with the deploy and restarts nothing.
    await fly.change(['secrets', 'set', '-a', app, '--stage', `${name}=-`], { name, value })
  }
}

/**
 * fly would ask at a terminal, and fail without one, after every secret was said. @throws AppError USAGE naming the
 * choice.
 */
async function requireOneOrganization(fly: FlyCli): Promise<void> {
  const organizations = await readOrganizations(fly)
  if (organizations.length > 1)
    throw new AppError(
      'USAGE',
      `you belong to ${organizations.length} organizations: say which one the app is for, with --org ${organizations.join(' or --org ')}`,
    )
}
