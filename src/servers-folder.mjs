// Where servers are kept that are installed for this user alone. Plain JavaScript: set-up asks before there is any
// package.
import { accessSync, constants, mkdirSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/**
 * In the program's own folder (src/ and dist/ lie in it), for users without a home: a service's account, a container
 * with a made-up user.
 */
const besideProgram = join(dirname(dirname(fileURLToPath(import.meta.url))), '.servers')

/**
 * The folder to install servers into, made when it is not there: `$XDG_CACHE_HOME/clawtriage/servers`, else
 * `~/.cache/clawtriage/servers`, else `.servers` in the project's folder.
 * @throws an error with `expected: true` whose message is one line, when none of them can be written to.
 */
export function serversFolder(env = process.env) {
  const tried = serversFolders(env)
  for (const folder of tried)
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      accessSync(folder, constants.W_OK)
      if (isTrusted(folder)) return folder
    } catch {
      // The next one.
    }
  throw Object.assign(
    new Error(
      `No folder can be written to for what has to be installed (tried ${tried.join(', ')}): set XDG_CACHE_HOME to a folder of yours`,
    ),
    { expected: true },
  )
}

/**
 * Where installed servers are looked for: every folder that `serversFolder` may have chosen, the preferred one first.
 */
export function serversFolders(env = process.env) {
  const home = env.HOME || homeOfAccount()
  // A relative XDG_CACHE_HOME is to be ignored (XDG Base Directory Specification).
  const caches = [env.XDG_CACHE_HOME, home && join(home, '.cache')].filter(
    (folder) => folder && isAbsolute(folder),
  )
  return [...caches.slice(0, 1).map((folder) => join(folder, 'clawtriage', 'servers')), besideProgram]
}

/** Programs are run from it, so no one else may write into it: one of /tmp's folders could be another user's. */
export function isTrusted(folder) {
  const stat = look(folder)
  const self = process.getuid?.()
  if (stat === undefined || self === undefined) return stat !== undefined
  return (stat.uid === self || stat.uid === 0) && (stat.mode & 0o002) === 0
}

/** Undefined: it is not there, as below a home that is a device, or it lies where this user may not look. */
function look(path) {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

/**
 * Adds the system and the processor to a name: a home may be shared by machines that cannot run each other's programs,
 * and outlives an upgrade.
 */
export function forThisSystem(name) {
  return `${name}-${systemName()}-${process.arch}`
}

function systemName() {
  try {
    const release = readFileSync('/etc/os-release', 'utf8')
    const field = (key) => new RegExp(`^${key}="?([\\w.-]+)"?$`, 'm').exec(release)?.[1]
    return [field('ID'), field('VERSION_ID')].filter(Boolean).join('-') || process.platform
  } catch {
    return process.platform
  }
}

function homeOfAccount() {
  try {
    return homedir()
  } catch {
    return ''
  }
}
