import pg from 'pg'
import type { Log } from '../log.ts'

export type Pool = pg.Pool
/** What can run a query: the pool, or one client inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>

export interface PoolOptions {
  /** Shown in pg_stat_activity. */
  application: string
  /** Connections at most; the embedded server allows 30 in all. */
  max?: number
  /** A request gives up early and answers 503; a worker's statement may take its time. */
  deadlineMs?: number
  log: Log
}

/**
 * A new backend takes 10 ms of a processor, of which a machine may have a sixteenth; the wait for a free connection
 * counts, too.
 */
const longestConnectMs = 10_000

/** int8 (ids, counts) as numbers: none of ours comes near 2^53. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8 && format !== 'binary') return Number
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

/**
 * Opens a pool whose every wait has an end: connecting, and each query on both sides of the connection (a server that
 * is frozen cannot time out a statement, so the client does too).
 */
export function openPool(url: string, { application, max = 5, deadlineMs = 60_000, log }: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: application,
    max,
    connectionTimeoutMillis: Math.min(deadlineMs, longestConnectMs),
    query_timeout: deadlineMs,
    statement_timeout: deadlineMs,
    idle_in_transaction_session_timeout: deadlineMs * 2,
    types,
  } as pg.PoolConfig)
  // Without a listener a connection lost while idle would end the process; the next query reports it anyway.
  pool.on('error', (error) => log.warn({ err: error }, 'lost an idle Postgres connection'))
  return pool
}

/**
 * Whether Postgres takes a new connection and answers on it. The pool's connections go on working while the server that
 * accepts new ones is frozen, so they prove nothing.
 */
export async function askPostgres(url: string, deadlineMs: number): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'clawtriage-health',
    connectionTimeoutMillis: deadlineMs,
    query_timeout: deadlineMs,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query('SELECT 1')).rowCount === 1
  } catch {
    return false
  } finally {
    client.end().catch(() => {})
  }
}

/** Runs `work` in one transaction, rolled back when it throws. */
export async function inTransaction<T>(pool: Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  // The pool listens to idle clients alone: a connection that breaks between two statements of a transaction would end
  // the process.
  const onLost = (error: Error) => {
    broken = error
  }
  client.on('error', onLost)
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    // A rollback that fails means a connection in an unknown state: it must not return to the pool.
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.off('error', onLost)
    client.release(broken)
  }
}
