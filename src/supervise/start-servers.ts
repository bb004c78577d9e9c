import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Child, ChildSpec } from './child.ts'
import { findPostgres, findRedis } from './find-servers.ts'
import { preparePostgres } from './postgres-server.ts'
import { findReadyCluster, forgetReadyCluster } from './ready-cluster.ts'
import { isAofDamage, repairQueue } from './redis-repair.ts'
import { prepareRedis } from './redis-server.ts'

/**
 * A killed Postgres' own children take a moment to see it, and its process stays in the list until its parent has taken
 * note of its end.
 */
const leavingDeadlineMs = 15_000
const leavingPollMs = 200

/** Postgres' words for data that another version wrote, or whose version cannot be read. */
const isOtherVersion = /incompatible with server|not a valid data directory/

/** Starts a child of the supervisor, until it says that it is ready. */
type Start = (spec: ChildSpec) => Promise<Child>

/**
 * Prepares the data folder, starts Postgres on it and makes the database where there is none. Waits for one that is
 * just leaving the folder.
 * @param sockets the folder of the servers' sockets.
 * @returns the database's address.
 */
export async function startPostgres(
  config: Config,
  start: Start,
  sockets: string,
  env: Record<string, string | undefined>,
  signal: AbortSignal,
): Promise<string> {
  const binFolder = findPostgres(env)
  const dataFolder = join(config.dataDir, 'postgres')
  const prepare = (ready: string | null) => preparePostgres(binFolder, dataFolder, sockets, { signal, ready })
  const ready = findReadyCluster(binFolder, env)
  let postgres = await prepare(ready)
  const began = performance.now()
  for (;;)
    try {
      await start(postgres.spec)
      break
    } catch (error) {
      signal.throwIfAborted()
      if (postgres.isLaidOut) {
        // What was made for another Postgres, or another machine. Nothing of anybody's is in it yet.
        forgetReadyCluster(ready!)
        rmSync(dataFolder, { recursive: true })
        postgres = await prepare(null)
        continue
      }
      // Asked only now: Postgres looks before it touches anything, and starting it to hear its version takes its time.
      if (isOtherVersion.test(describeError(error))) await postgres.checkVersion()
      const isLeaving = /another postmaster|shared memory block/.test(describeError(error))
      if (!isLeaving || performance.now() - began > leavingDeadlineMs) throw error
      await new Promise((resolve) => setTimeout(resolve, leavingPollMs))
    }
  await postgres.createDatabase()
  return postgres.databaseUrl
}

/**
 * Starts Redis; a queue that was cut off in the middle is repaired, and given up where that does not help.
 * @param sockets the folder of the servers' sockets.
 * @returns its address.
 */
export async function startRedis(
  config: Config,
  start: Start,
  sockets: string,
  env: Record<string, string | undefined>,
  log: Log,
): Promise<string> {
  const program = findRedis(env)
  const dataFolder = join(config.dataDir, 'redis')
  const redis = prepareRedis(program, dataFolder, sockets)
  for (let tries = 0; ; tries++)
    try {
      await start(redis.spec)
      return redis.redisUrl
    } catch (error) {
      if (!isAofDamage(describeError(error)) || tries === 2) throw error
      await repairQueue(program, dataFolder, log, { giveUp: tries === 1 })
    }
}
