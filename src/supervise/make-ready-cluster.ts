import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import type { Log } from '../log.ts'
import { serversFolder } from '../servers-folder.mjs'
import { findPostgres } from './find-servers.ts'
import { findReadyCluster, isUpToDate, packCluster, readyClusterName } from './ready-cluster.ts'
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
 * a stack of its own, whose lock keeps a second maker out, and which ends what one that was killed has left.
 * @returns the file.
 * @throws AppError CONFLICT when another process is at it; UNAVAILABLE when it cannot be made.
 */
export async function makeReadyCluster({ config, env, log, signal }: ReadyClusterOptions): Promise<string> {
  const binFolder = findPostgres(env)
  const file = join(serversFolder(env), readyClusterName(binFolder))
  const folder = `${file}.part`
  const stack = await startStack({
    // No queue is needed; an address that no one asks.
    config: { ...config, dataDir: folder, databaseUrl: null, redisUrl: 'redis://127.0.0.1:1' },
    env,
    log,
    programs: [],
    output: 'stderr',
    ...(signal && { signal }),
  })
  let segment = ''
  try {
    segment = await beginSegment(stack.databaseUrl)
  } finally {
    await stack.stop()
  }
  signal?.throwIfAborted()
  const data = join(folder, 'postgres')
  // Killed for taking too long, it would have to be recovered wherever it is laid out.
  if (existsSync(join(data, 'postmaster.pid')))
    throw new AppError('UNAVAILABLE', 'Postgres did not stop in order')
  await packCluster(data, segment, file)
  rmSync(folder, { recursive: true, force: true })
  return file
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
