import type { Config } from '../src/config.ts'
import { openLog } from '../src/log.ts'
import { askPostgres } from '../src/postgres/pool.ts'
import { readServers } from '../src/supervise/running-servers.ts'
import { startStack } from '../src/supervise/stack.ts'

const reachMs = 3_000

/**
 * The database of the settings, of the service that runs on the data folder, or of servers that are started for this.
 * @param scope the command, in the log.
 */
export async function withDatabase<T>(
  config: Config,
  scope: string,
  signal: AbortSignal,
  use: (url: string) => Promise<T>,
): Promise<T> {
  if (config.databaseUrl !== null) return use(config.databaseUrl)
  const running = readServers(config.dataDir)
  if (running !== null && (await askPostgres(running.databaseUrl, reachMs).catch(() => false)))
    return use(running.databaseUrl)
  const stack = await startStack({
    config,
    log: openLog(scope, config.logLevel, 2),
    programs: [],
    signal,
    output: 'stderr',
  })
  try {
    return await use(stack.databaseUrl)
  } finally {
    await stack.stop()
  }
}
