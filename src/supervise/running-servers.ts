import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRegularFile } from '../regular-file.ts'

/** Where the servers of a running service are reached. */
export interface RunningServers {
  databaseUrl: string
  redisUrl: string
}

const fileName = 'servers.json'

/** Tells other commands on this machine how to reach the servers of a data folder; only its owner may read it. */
export function tellServers(dataDir: string, servers: RunningServers): void {
  const aside = join(dataDir, `${fileName}.new`)
  writeFileSync(aside, JSON.stringify(servers), { mode: 0o600 })
  renameSync(aside, join(dataDir, fileName))
}

export function forgetServers(dataDir: string): void {
  rmSync(join(dataDir, fileName), { force: true })
}

/** @returns null when no service has said so; one that was killed may have left its word behind. */
export function readServers(dataDir: string): RunningServers | null {
  try {
    const { databaseUrl, redisUrl } = JSON.parse(readRegularFile(join(dataDir, fileName)))
    return typeof databaseUrl === 'string' && typeof redisUrl === 'string' ? { databaseUrl, redisUrl } : null
  } catch {
    return null
  }
}
