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

/** @returns the login's address; null when fly is there and nobody is logged in. */
export async function readLogin(fly: FlyCli): Promise<string | null> {
  try {
    return (await fly.read<{ email: string }>(['auth', 'whoami'], { email: 'somebody' })).email
  } catch (error) {
    if (error instanceof Error && /not found: install/.test(error.message)) throw error
    return null
  }
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
