import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import type { Log } from '../log.ts'
import { serversFolder } from '../servers-folder.mjs'
import { lockData } from './data-lock.ts'
import { findPostgres } from './find-servers.ts'
import { openChildRecord } from './orphans.ts'
import { findReadyCluster, isUpToDate, packCluster, readyClusterName } from './ready-cluster.ts'
import { endServerOrphans } from './server-orphans.ts'
import { startStack } from './stack.ts'

export interface ReadyClusterOptions {
  config: Config
  env: Record<string, string | undefined>
  log: Log
  signal?: AbortSignal
}

/**
 * Whether a new folder could be served sooner on this machine: by servers of our own, of which none is ready yet.
 */
export function wantsReadyCluster(config: Config, env: Record<string, string | undefined>): boolean {
  if (config.databaseUrl !== null) return false
  const found = findReadyCluster(findPostgres(env), env)
  return found === null || !isUpToDate(found)
}

/**
 * Makes the cluster that new folders are laid out from (ready-cluster.ts), beside the servers that set-up installs: by
 * a stack in a folder of its own, of which nothing is left. A lock keeps a second maker out until it is packed.
 * @returns the file.
 * @throws AppError CONFLICT when another process is at it; UNAVAILABLE when it cannot be made.
 */
export async function makeReadyCluster({ config, env, log, signal }: ReadyClusterOptions): Promise<string> {
  const binFolder = findPostgres(env)
  const file = join(serversFolder(env), readyClusterName(binFolder))
  const folder = `${file}.part`
  mkdirSync(folder, { recursive: true })
  const lock = lockData(folder)
  try {
    const dataDir = join(folder, 'data')
    await removeLeft(dataDir, log)
    // No queue is needed; an address that no one asks.
    const own = { ...config, dataDir, databaseUrl: null, redisUrl: 'redis://127.0.0.1:1' }
    const segment = await fill({ config: own, env, log, ...(signal && { signal }) })
    signal?.throwIfAborted()
    const data = join(dataDir, 'postgres')
    // Killed for taking too long, it would have to be recovered wherever it is laid out.
    if (existsSync(join(data, 'postmaster.pid')))
      throw new AppError('UNAVAILABLE', 'Postgres did not stop in order')
    await packCluster(data, segment, file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    lock.release()
  }
  return file
}

/** What a maker that was killed has left: its Postgres may run, and other migrations may have been applied. */
async function removeLeft(dataDir: string, log: Log): Promise<void> {
  if (!existsSync(dataDir)) return
  await openChildRecord(dataDir).endOrphans(log)
  await endServerOrphans(dataDir, log)
  rmSync(dataDir, { recursive: true })
}

/** Has a stack make a cluster and end. @returns the segment of its log that it stopped in. */
async function fill(options: ReadyClusterOptions): Promise<string> {
  const stack = await startStack({ ...options, programs: [], output: 'stderr' })
  try {
    return await beginSegment(stack.databaseUrl)
  } finally {
    await stack.stop()
  }
}

/** What has been logged so far is in the tables after this. @returns the name of the log's segment from here on. */
export async function beginSegment(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('CHECKPOINT')
    await client.query('SELECT pg_switch_wal()')
    // A switch is made good by the first record after it.
    await client.query('CHECKPOINT')
    const { rows } = await client.query<{ name: string }>(
      'SELECT pg_walfile_name(pg_current_wal_lsn()) AS name',
    )
    return rows[0]!.name
  } finally {
    await client.end()
  }
}
