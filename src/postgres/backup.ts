import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { loadMigrationFiles } from 'postgres-migrations'
import { AppError } from '../errors.ts'
import type { Log } from '../log.ts'
import { sqlFolder } from '../root.ts'
import { type BackupHeader, readBackup, writeBackup } from './backup-file.ts'
import { migrateDatabase } from './migrate.ts'

/**
 * Everything in the database as it stands at one moment, while others go on writing. Rows are Postgres' own COPY text,
 * which every major version reads: a backup is also the way to a newer Postgres. What Redis and the git mirrors hold
 * can be made again and is left out.
 * @param url of the database.
 */
export async function* dumpDatabase(url: string, version: string): AsyncGenerator<Uint8Array> {
  const client = await connect(url)
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const { rows: migrations } = await client.query<{ name: string; hash: string }>(
      'SELECT name, hash FROM migrations ORDER BY id',
    )
    const header: BackupHeader = {
      takenAt: new Date().toISOString(),
      version,
      migrations,
      tables: await readTables(client),
    }
    yield* writeBackup(header, ({ name, columns }) =>
      client.query(copyTo(`COPY ${pg.escapeIdentifier(name)} (${columnList(columns)}) TO STDOUT`)),
    )
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Fills an empty database with a backup, all of it or nothing: the schema as it was then, the rows, then the migrations
 * that have come since.
 * @throws AppError CONFLICT when the database holds anything; BAD_REQUEST for a file that is no whole backup.
 */
export async function restoreDatabase(
  url: string,
  source: AsyncIterable<Uint8Array>,
  log: Log,
): Promise<BackupHeader> {
  const backup = await readBackup(source)
  const { header } = backup
  await requireEmpty(url)
  await migrateTo(url, header, log)
  const client = await connect(url)
  try {
    await client.query('BEGIN')
    const known = await readTables(client)
    const same = (tables: BackupHeader['tables']) =>
      JSON.stringify(tables.map(({ name, columns }) => [name, [...columns].sort()]).sort())
    if (same(known) !== same(header.tables))
      throw new AppError('BAD_REQUEST', 'the backup holds other tables than its own migrations make')
    for (const { name, columns } of header.tables) {
      const into = client.query(
        copyFrom(`COPY ${pg.escapeIdentifier(name)} (${columnList(columns)}) FROM STDIN`),
      )
      await pipeline(Readable.from(backup.readTable()), into)
    }
    await backup.checkEnd()
    await advanceIdentities(client)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    await client.end().catch(() => {})
  }
  await migrateDatabase(url, log)
  return header
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'clawtriage-backup' })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Our tables with the columns that are not derived from others, each table after those that it refers to. */
async function readTables(client: pg.Client): Promise<BackupHeader['tables']> {
  const { rows } = await client.query<{ name: string; columns: string[]; needs: string[] }>(
    `SELECT c.relname AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
       ARRAY(SELECT DISTINCT t.relname::text FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid
         WHERE k.conrelid = c.oid AND k.contype = 'f' AND t.oid <> c.oid) AS needs
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'migrations' ORDER BY c.relname`,
  )
  const ordered: BackupHeader['tables'] = []
  const placed = new Set<string>()
  while (placed.size < rows.length) {
    const ready = rows.filter(
      ({ name, needs }) => !placed.has(name) && needs.every((need) => placed.has(need)),
    )
    if (ready.length === 0) throw new AppError('INTERNAL', 'tables refer to each other in a circle')
    for (const { name, columns } of ready) {
      ordered.push({ name, columns })
      placed.add(name)
    }
  }
  return ordered
}

const columnList = (columns: readonly string[]) => columns.map((name) => pg.escapeIdentifier(name)).join(', ')

/** A database that only the migrations have touched counts as empty: the supervisor makes one at every first start. */
async function requireEmpty(url: string): Promise<void> {
  const client = await connect(url)
  try {
    const filled: string[] = []
    for (const { name } of await readTables(client)) {
      const { rowCount } = await client.query(`SELECT FROM ${pg.escapeIdentifier(name)} LIMIT 1`)
      if (rowCount !== 0) filled.push(name)
    }
    if (filled.length > 0)
      throw new AppError(
        'CONFLICT',
        `the database holds data already (${filled.join(', ')}): restore into an empty data folder (set DATA_DIR to a new one), then put that in its place`,
      )
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  } finally {
    await client.end().catch(() => {})
  }
}

/** Makes the schema as it was when the backup was taken. */
async function migrateTo(url: string, { migrations }: BackupHeader, log: Log): Promise<void> {
  const ours = await loadMigrationFiles(sqlFolder)
  const other = migrations.find(({ name, hash }, at) => ours[at]?.name !== name || ours[at]?.hash !== hash)
  if (other !== undefined)
    throw new AppError(
      'BAD_REQUEST',
      `the backup's schema (${other.name}) is not known to this version: restore it with the version that made it or a later one`,
    )
  const names = new Set(ours.slice(0, migrations.length).map(({ fileName }) => fileName))
  const folder = mkdtempSync(join(tmpdir(), 'clawtriage-sql-'))
  try {
    for (const name of readdirSync(sqlFolder))
      if (names.has(name)) cpSync(join(sqlFolder, name), join(folder, name))
    await migrateDatabase(url, log, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The next row gets an id that no restored one has. */
async function advanceIdentities(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT c.relname AS table, a.attname AS column FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attidentity <> ''`,
  )
  for (const { table, column } of rows)
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), max(${pg.escapeIdentifier(column)})) FROM ${pg.escapeIdentifier(table)}
       HAVING max(${pg.escapeIdentifier(column)}) IS NOT NULL`,
      [`public.${pg.escapeIdentifier(table)}`, column],
    )
}
