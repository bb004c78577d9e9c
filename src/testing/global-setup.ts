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

/** Starts the real Postgres once for a whole run, on a socket in a folder that goes with it. */
export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  process.stderr.write(`tests run with ${await describeVersions(process.env)}\n`)
  const folder = mkdtempSync(join(tmpdir(), 'ct-test-'))
  project.provide('runFolder', folder)
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
    project.provide('postgresUrl', postgres.databaseUrl.replace('/clawtriage?', '/postgres?'))
    await markTemplate(postgres.databaseUrl.replace('/clawtriage?', '/postgres?'))
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

/** A template can be cloned only while no client is connected to it. */
async function markTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`ALTER DATABASE ${templateDatabase} WITH ALLOW_CONNECTIONS false`)
  await client.end()
}
