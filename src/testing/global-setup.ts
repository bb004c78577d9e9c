import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openLog } from '../log.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { type Child, startChild } from '../supervise/child.ts'
import { findPostgres } from '../supervise/find-servers.ts'
import { preparePostgres } from '../supervise/postgres-server.ts'
import { endWithThisProcess } from './end-with-process.ts'
import { describeVersions } from './versions.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server's maintenance database; `template` is migrated and cloned for each test file. */
    postgresUrl: string
  }
}

export const templateDatabase = 'clawtriage'

/** Nothing in a test's database has to survive a power cut. */
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '120' }

interface Servers {
  folder: string
  postgresUrl: string
  stop(): Promise<void>
}

/** Every project of Vitest's loads this file anew: what they share stands where all of them find it. */
const shared = globalThis as { clawtriageServers?: { users: number; starting: Promise<Servers> } }

/** The real Postgres, started once for a whole run, whichever projects have files in it. */
export default async function shareServers(project: TestProject): Promise<() => Promise<void>> {
  shared.clawtriageServers ??= { users: 0, starting: startServers() }
  const mine = shared.clawtriageServers
  mine.users++
  const { folder, postgresUrl, stop } = await mine.starting
  project.provide('runFolder', folder)
  project.provide('postgresUrl', postgresUrl)
  return async () => {
    if (--mine.users > 0) return
    delete shared.clawtriageServers
    await stop()
  }
}

/** On a socket in a folder that goes with the run. */
async function startServers(): Promise<Servers> {
  process.stderr.write(`tests run with ${await describeVersions(process.env)}\n`)
  const folder = mkdtempSync(join(tmpdir(), 'ct-test-'))
  const log = openLog('test', 'silent')
  const children: Child[] = []
  let letGo = () => {}
  const stop = async () => {
    for (const child of children.reverse()) await child.stop()
    letGo()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const postgres = await preparePostgres(findPostgres(process.env), join(folder, 'postgres-data'), folder, {
      extra: fast,
    })
    const server = await startChild(postgres.spec, log)
    children.push(server)
    letGo = endWithThisProcess(server.pid, 'QUIT', folder)
    await postgres.createDatabase()
    await migrateDatabase(postgres.databaseUrl, log)
    const postgresUrl = postgres.databaseUrl.replace('/clawtriage?', '/template1?')
    await markTemplate(postgresUrl)
    return { folder, postgresUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A template can be cloned only while no client is connected to it. */
async function markTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`ALTER DATABASE ${templateDatabase} WITH ALLOW_CONNECTIONS false`)
  await client.end()
}
