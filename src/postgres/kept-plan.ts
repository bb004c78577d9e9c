import type pg from 'pg'
import type { Pool } from './pool.ts'

/** What a server answers through a pooler that hands its connections on between statements, and knows no names. */
const nameErrors = new Set(['26000', '42P05'])
/** Pools whose server did not keep a name. */
const nameless = new WeakSet<Pool>()

/**
 * Runs a statement that is asked often under a name, by which each connection keeps its plan: making it can take
 * several times as long as what it does. A pooler between us and the server may hand each statement to another
 * connection; what says so is asked without a name, and so is all that follows.
 * @param name of this text alone.
 * @param pool not a transaction's client: an error would end the transaction.
 */
export async function askByName<R extends pg.QueryResultRow>(
  pool: Pool,
  name: string,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult<R>> {
  if (!nameless.has(pool))
    try {
      return await pool.query<R>({ name, text, values })
    } catch (error) {
      if (!nameErrors.has((error as { code?: string }).code ?? '')) throw error
      nameless.add(pool)
    }
  return pool.query<R>(text, values)
}
