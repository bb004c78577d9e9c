import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export interface TestDatabase {
  url: string
  close(): Promise<void>
}

/** A database of its own on the run's real Postgres: migrated, unless an empty one is asked for. */
export async function openTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const server = inject('postgresUrl')
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${empty ? 'template0' : 'clawtriage'}`)
  return {
    url: server.replace('/template1?', `/${name}?`),
    close: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
