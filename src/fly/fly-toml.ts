import { writeFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import { AppError, describeError } from '../errors.ts'
import { readRegularFile } from '../regular-file.ts'

/** What the scripts need of fly.toml. */
export interface FlyApp {
  app: string
  region: string
  /** The volume's name. */
  volume: string
  /** Gigabytes of a new volume. */
  volumeGb: number
  /** Days that Fly keeps the snapshots of a new volume; null: its own default. */
  snapshotRetention: number | null
  /** What the machine has, such as shared-cpu-1x and 512mb; null where it is not said. */
  vmSize: string | null
  vmMemory: string | null
  /** `[env]`: settings that are no secret. */
  env: Record<string, string>
}

export const appPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
export const regionPattern = /^[a-z]{3}$/

/** @throws AppError USAGE naming what is missing or wrong in it. */
export function readFlyToml(path: string): FlyApp {
  let config: Record<string, unknown>
  try {
    config = parse(readRegularFile(path))
  } catch (error) {
    throw new AppError('USAGE', `${path} cannot be read: ${describeError(error).split('\n')[0]}`)
  }
  const mounts = config.mounts
  const mount = (Array.isArray(mounts) ? mounts : [mounts])[0] as Record<string, unknown> | undefined
  const vm = (Array.isArray(config.vm) ? config.vm : [config.vm])[0] as Record<string, unknown> | undefined
  const read = (name: string, value: unknown, pattern: RegExp) => {
    if (typeof value === 'string' && pattern.test(value)) return value
    throw new AppError('USAGE', `${path}: ${name} is ${JSON.stringify(value) ?? 'missing'}`)
  }
  return {
    app: read('app', config.app, appPattern),
    region: read('primary_region', config.primary_region, regionPattern),
    volume: read('[[mounts]] source', mount?.source, /^[a-z0-9_]{1,30}$/),
    volumeGb: Number.parseInt(String(mount?.initial_size ?? '3'), 10) || 3,
    snapshotRetention: typeof mount?.snapshot_retention === 'number' ? mount.snapshot_retention : null,
    vmSize: readWord(vm?.size),
    vmMemory: readWord(vm?.memory),
    env: Object.fromEntries(Object.entries(config.env ?? {}).map(([name, value]) => [name, String(value)])),
  }
}

/** What may stand in a command line as it is. */
const readWord = (value: unknown): string | null =>
  /^[a-z0-9-]{1,40}$/i.test(String(value ?? '')) ? String(value) : null

/** Writes the app's name and region and leaves every other line, comments too, as it is. */
export function writeFlyToml(path: string, { app, region }: Pick<FlyApp, 'app' | 'region'>): void {
  const text = readRegularFile(path)
  const written = text
    .replace(/^app\s*=.*$/m, `app = "${app}"`)
    .replace(/^primary_region\s*=.*$/m, `primary_region = "${region}"`)
  if (written !== text) writeFileSync(path, written)
}
