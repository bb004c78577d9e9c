import { AppError } from '../errors.ts'
import type { FlyCli } from './fly-cli.ts'
import { readApps, readLogin, readSecretNames, readVolumes } from './fly-facts.ts'
import type { FlyApp } from './fly-toml.ts'

/** A secret that the app needs or can use. */
export interface SecretWish {
  name: string
  about: string
  /** Made up when nobody says one; null: left out then. */
  generate: (() => string) | null
}

export interface LaunchOptions extends FlyApp {
  /** Which organization a new app belongs to; null: fly's own default. */
  org: string | null
  secrets: readonly SecretWish[]
  /** A value from the environment or from whoever sits at the terminal; null for none. */
  ask(wish: SecretWish): Promise<string | null>
  tell(line: string): void
}

/**
 * Makes what a first deploy needs and is not there yet: the app, its volume, its secrets. What exists is never changed, so that it may be run
 * again at any time.
 * @returns the secrets that were made up: Fly never shows them again.
 * @throws AppError saying what to do: nobody logged in, a volume in another region, a name that somebody else has.
 */
export async function launch(
  fly: FlyCli,
  options: LaunchOptions,
): Promise<{ generated: { name: string; value: string }[] }> {
  const { app, region, volume, volumeGb, org, tell } = options
  if ((await readLogin(fly)) === null)
    throw new AppError('UNAVAILABLE', 'nobody is logged in to Fly: fly auth login')
  const exists = (await readApps(fly)).some(({ Name }) => Name === app)
  if (exists) tell(`app ${app}: is there`)
  else await fly.change(['apps', 'create', app, ...(org === null ? [] : ['--org', org])])

  const isNew = !exists
  const volumes = isNew && fly.isDryRun ? [] : await readVolumes(fly, app, volume)
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
      '--yes',
    ])

  const there = isNew && fly.isDryRun ? new Set<string>() : await readSecretNames(fly, app)
  const generated: { name: string; value: string }[] = []
  for (const wish of options.secrets) {
    if (there.has(wish.name)) {
      tell(`secret ${wish.name}: is there`)
      continue
    }
    const given = await options.ask(wish)
    const value = given ?? wish.generate?.() ?? null
    if (value === null) {
      tell(`secret ${wish.name}: left out (${wish.about})`)
      continue
    }
    // --stage: it takes effect with the deploy and restarts nothing.
    await fly.change(['secrets', 'set', '-a', app, '--stage', `${wish.name}=-`], { name: wish.name, value })
    if (given === null) generated.push({ name: wish.name, value })
  }
  return { generated }
}
