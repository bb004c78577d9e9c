import { buildApi } from '../src/api/app.ts'
import { listen } from '../src/api/serve.ts'
import { openChanges } from '../src/comparison/changes.ts'
import { openApiService } from '../src/composition/api-service.ts'
import { readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'
import { openIdleMemory } from '../src/idle-memory.ts'
import { openLog } from '../src/log.ts'
import { threadMemoryMb } from '../src/machine-memory.ts'
import { migrateDatabase } from '../src/postgres/migrate.ts'
import { publicFolder } from '../src/root.ts'
import { announceReady, awaitServers, isSupervised, onParentGone } from '../src/supervise/announce.ts'
import { programCommand } from '../src/supervise/program.ts'
import { untilStopped } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { readVersion } from '../src/version.ts'

/** A reader gives up sooner than a person does, and not because the machine has a sixteenth of a processor. */
const queryDeadlineMs = 20_000
const connections = 8
const closeDeadlineMs = 5_000

/** The API and the dashboard on one port, until it is told to stop. */
async function main(argv: string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write('usage: npm run api   (with DATABASE_URL and REDIS_URL)\n')
    return 0
  }
  if (argv.length > 0) throw new AppError('USAGE', 'api takes no arguments (try --help)')
  const config = readConfig(await awaitServers())
  const log = openLog('api', config.logLevel)
  const { databaseUrl, redisUrl } = config
  if (databaseUrl === null || redisUrl === null)
    throw new AppError(
      'USAGE',
      'the API alone needs DATABASE_URL and REDIS_URL (npm start brings its own servers)',
    )
  if (!isSupervised()) await migrateDatabase(databaseUrl, log)

  const service = openApiService({
    databaseUrl,
    redisUrl,
    config,
    log,
    version: readVersion(config.release),
    publicFolder,
    openChanges: () =>
      openChanges({
        program: programCommand('reading-thread').args,
        data: { databaseUrl, logLevel: config.logLevel, queryDeadlineMs },
        memoryMb: threadMemoryMb(),
      }),
    pool: { application: 'clawtriage-api', max: connections, deadlineMs: queryDeadlineMs },
  })
  const handle = await buildApi(service.ports)
  const server = await listen(handle, { host: config.host, port: config.port, log })
  const stopped = Promise.race([
    untilStopped(),
    new Promise<string>((resolve) => onParentGone(() => resolve('parent gone'))),
  ])
  announceReady({ port: server.port })
  const memory = openIdleMemory()
  memory.later()
  log.info({ port: server.port, host: config.host }, 'listening')
  log.info({ reason: await stopped }, 'stopping')
  memory.stop()
  service.endStreams()
  await server.close(closeDeadlineMs)
  await service.close()
  return 0
}

await runProgram('api', main)
