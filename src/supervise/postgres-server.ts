import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { AppError } from '../errors.ts'
import { machineMemoryMb, postgresMallocEnvironment, shareMemory } from '../machine-memory.ts'
import { readRegularFile } from '../regular-file.ts'
import type { ChildSpec } from './child.ts'
import { explainPostgres } from './explain-postgres.ts'
import { readDataVersion } from './find-servers.ts'
import { makeCluster, role } from './new-cluster.ts'
import { openServerFolder } from './socket-folder.ts'
import { findAccount, giveTo, runAs } from './unprivileged.ts'

const run = promisify(execFile)

const database = 'clawtriage'
/** Postgres' codes (SQLSTATE): what it says of a database, and the classes of what a server says that is starting. */
const noSuchDatabase = '3D000'
const alreadyThere = '42P04'
const notYet = /^5[37]/
/** Recovery after a crash replays at most max_wal_size. */
const startDeadlineMs = 180_000
const stopDeadlineMs = 8_000

/**
 * Few connections, no parallel workers, no JIT: it shares a small machine with the scan; how much memory it gets says
 * machine-memory.ts. fsync and full_page_writes stay on: what is answered is on disk.
 */
const settings: Record<string, string> = {
  listen_addresses: '',
  max_connections: '30',
  max_wal_size: '256MB',
  min_wal_size: '64MB',
  // All of what it may take is in use soon, and stays so; the machine's own cache of files holds the rest, and gives it
  // back where programs need room.
  shared_buffers: '16MB',
  // Its process would look at all of these buffers again and again: 16 MiB more to count where nothing happens. Who
  // needs a buffer writes what is in it, and a checkpoint everything.
  bgwriter_lru_maxpages: '0',
  // What is not written yet; all of it stays in use for good.
  wal_buffers: '2MB',
  huge_pages: 'off',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  max_worker_processes: '0',
  // Else a process stands by for it, of some 2 MiB.
  max_logical_replication_workers: '0',
  wal_level: 'minimal',
  max_wal_senders: '0',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

export interface EmbeddedPostgres {
  spec: ChildSpec
  /** For node-postgres and the children's environment. */
  databaseUrl: string
  /** Whether its files have just been laid out from a cluster that was ready (ready-cluster.ts). */
  isLaidOut: boolean
  /** Creates the database in a new cluster; called once the server is ready. */
  createDatabase(): Promise<void>
  /**
   * Says why the server would not start on this data.
   * @throws AppError UNAVAILABLE with what to do, when another version wrote it.
   */
  checkVersion(): Promise<void>
}

/**
 * Prepares the cluster in `dataFolder` (made when it is new) and says how to start it, on a socket in a folder of its
 * own.
 * @param options.extra settings on top, for tests.
 * @param options.signal ends the making of a new cluster.
 * @param options.ready a file to make a new cluster of (ready-cluster.ts); null: initdb makes it.
 * @throws AppError UNAVAILABLE with what to do: a folder that cannot be used.
 */
export async function preparePostgres(
  binFolder: string,
  dataFolder: string,
  socketFolder: string,
  {
    extra = {},
    signal,
    ready = null,
  }: { extra?: Record<string, string>; signal?: AbortSignal; ready?: string | null } = {},
): Promise<EmbeddedPostgres> {
  const account = findAccount(['postgres'])
  const sockets = openServerFolder(socketFolder, 'postgres', account)
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  // The environment that we are started in (PGHOST, PGDATA, PGOPTIONS …) must not reach our server.
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC', ...postgresMallocEnvironment }

  const isNew = !holdsDatabase(dataFolder)
  const isLaidOut = isNew && (await makeCluster({ binFolder, dataFolder, account, env, ready, signal }))
  if (!isNew) removeStalePid(dataFolder)
  giveTo(account, dataFolder)
  chmodSync(dataFolder, 0o700)

  const memory = shareMemory(machineMemoryMb()).postgres
  const args = Object.entries({ ...settings, ...memory, ...extra, unix_socket_directories: sockets }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  )
  let isMade = true
  const url = (name: string) => `postgresql://${role}@localhost/${name}?host=${encodeURIComponent(sockets)}`
  return {
    databaseUrl: url(database),
    isLaidOut,
    spec: {
      name: 'postgres',
      ...runAs(account, dataFolder, join(binFolder, 'postgres'), ['-D', dataFolder, ...args]),
      env,
      output: 'keep',
      // "Fast" shutdown: SIGTERM would wait for every client to leave by itself.
      explain: explainPostgres,
      stopSignal: 'SIGINT',
      startDeadlineMs,
      stopDeadlineMs,
      // Of the database itself, so that one connection says whether there is one, too: each is a process.
      async probe() {
        try {
          await withClient(url(database), (client) => client.query('SELECT 1'))
        } catch (error) {
          if (!(error instanceof pg.DatabaseError) || notYet.test(error.code ?? '')) throw error
          // It takes connections. What else may be wrong is told by the first who needs the database.
          isMade = error.code !== noSuchDatabase
        }
        return true
      },
    },
    async createDatabase() {
      if (isMade) return
      await withClient(url('template1'), async (client) => {
        const { rows } = await client.query("SELECT FROM pg_database WHERE datname = 'postgres'")
        // The one that initdb makes for whoever wants one, and nobody here does: to copy 7 MB more takes its time.
        const isSpare = rows.length > 0
        await client.query(
          isSpare ? `ALTER DATABASE postgres RENAME TO ${database}` : `CREATE DATABASE ${database}`,
        )
      }).catch((error) => {
        // It is known, and its files are gone: that is told by the first who needs them.
        if ((error as { code?: unknown }).code !== alreadyThere) throw error
      })
    },
    checkVersion: () => checkVersion(binFolder, dataFolder),
  }
}

/**
 * Takes away a postmaster.pid that a killed Postgres or a full disk left, where Postgres itself would refuse to start
 * for ever: it names a pid that another program has by now, or nothing. A running Postgres works in its data folder,
 * which tells it from any other program.
 */
function removeStalePid(dataFolder: string): void {
  const file = join(dataFolder, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = /^(\d+)\n/.exec(readRegularFile(file, 'latin1'))?.[1]
  if (pid === undefined || isElsewhere(pid, dataFolder)) rmSync(file, { force: true })
}

function isElsewhere(pid: string, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(folder)
  } catch {
    return false // No such process, or no /proc: Postgres looks for itself.
  }
}

async function checkVersion(binFolder: string, dataFolder: string): Promise<void> {
  const { stdout } = await run(join(binFolder, 'postgres'), ['--version'])
  const server = /\b(\d+)/.exec(stdout.replace(/^[^)]*\)/, ''))?.[1]
  const data = readDataVersion(dataFolder)
  if (server !== data)
    throw new AppError(
      'UNAVAILABLE',
      `${dataFolder} was written by Postgres ${data}, but Postgres ${server} was found in ${binFolder}: install Postgres ${data}, or move the folder away to start anew`,
    )
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    // CREATE DATABASE copies some 7 MB and syncs them.
    query_timeout: 60_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Whether Postgres has made its files in this folder. */
export function holdsDatabase(dataFolder: string): boolean {
  return existsSync(join(dataFolder, 'PG_VERSION'))
}
