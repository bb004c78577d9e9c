import { AppError } from '../errors.ts'
import type { FlyCli } from './fly-cli.ts'

/** The parts of Fly's answers that are read; their shapes are flyctl's (`--json`). */
export interface FlyAppRow {
  Name: string
  Hostname?: string
  Organization?: { Slug: string }
}
export interface FlyVolume {
  id: string
  name: string
  state: string
  region: string
  attached_machine_id: string | null
}
export interface FlyMachine {
  id: string
  state: string
  region: string
  config?: {
    image?: string
    schedule?: string
    metadata?: Record<string, string>
    env?: Record<string, string>
    init?: { cmd?: string[] | null }
  }
}

/**
 * What flyctl says when there is no login or it has expired; anything else that goes wrong (no network, Fly itself)
 * says nothing of logins.
 */
const noLogin = /access token|auth login|must be authenticated|unauthori[sz]ed|not logged in/i

/**
 * Makes sure that fly is there, reaches Fly and is logged in.
 * @throws AppError UNAVAILABLE with what to do, or fly's own words.
 */
export async function requireLogin(fly: FlyCli): Promise<void> {
  try {
    await fly.read<{ email: string }>(['auth', 'whoami'], { email: 'someone' })
  } catch (error) {
    if (!(error instanceof AppError) || !noLogin.test(error.message)) throw error
    throw new AppError('UNAVAILABLE', 'not logged in to Fly: fly auth login', { cause: error })
  }
}

/** The short names of the organizations that the account that is logged in belongs to. */
export async function readOrganizations(fly: FlyCli): Promise<string[]> {
  return Object.keys(await fly.read<Record<string, string>>(['orgs', 'list'], {})).sort()
}

export const readApps = (fly: FlyCli) => fly.read<FlyAppRow[]>(['apps', 'list'], [])

export async function readVolumes(fly: FlyCli, app: string, name: string): Promise<FlyVolume[]> {
  const volumes = await fly.read<FlyVolume[]>(['volumes', 'list', '-a', app], [])
  return volumes.filter((volume) => volume.name === name && !/destroy/.test(volume.state))
}

export async function readMachines(fly: FlyCli, app: string): Promise<FlyMachine[]> {
  const machines = await fly.read<FlyMachine[]>(['machine', 'list', '-a', app], [])
  return machines.filter(({ state }) => !/destroy/.test(state))
}

export async function readSecretNames(fly: FlyCli, app: string): Promise<Set<string>> {
  const secrets = await fly.read<{ name: string }[]>(['secrets', 'list', '-a', app], [])
  return new Set(secrets.map(({ name }) => name))
}
