import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Queryable } from './pool.ts'

/**
 * What a server answers through a pooler that hands its connections on between statements, and knows no names; and
 * where a column is of another type than it was when the plan was made: a newer process has migrated the database.
 */
const nameErrors = new Set(['26000', '42P05', '0A000'])
/** Where names were not kept. */
const nameless = new WeakSet<Queryable>()
/** Postgres takes 63 bytes. */
const nameLength = 32
const names = new Map<string, string>()

/**
 * Runs a statement that is asked often under a name, by which each connection keeps its plan: making it can take
 * several times as long as what it does. For texts of which there are few: a large plan takes some 0.6 MB of each
 * connection.
 *
 * A pooler between us and the server may hand each statement to another connection; what says so is asked without a
 * name, and so is all that follows. In a transaction, which such an answer would end, nothing has a name.
 */
export async function askByName<R extends pg.QueryResultRow>(
  db: Queryable,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult<R>> {
  if (!nameless.has(db) && !(db instanceof pg.Client))
    try {
      return await db.query<R>({ name: nameOf(text), text, values })
    } catch (error) {
      if (!nameErrors.has((error as { code?: string }).code ?? '')) throw error
      nameless.add(db)
    }
  return db.query<R>(text, values)
}

function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('hex').slice(0, nameLength)
    names.set(text, name)
  }
  return name
}
