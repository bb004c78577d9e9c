import pg from 'pg'

/** Asks one thing over a connection of its own, which is closed again. */
export async function query<T extends pg.QueryResultRow>(
  { databaseUrl }: { databaseUrl: string },
  sql: string,
): Promise<T[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}
