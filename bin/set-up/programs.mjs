import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

const homebrew = ['/opt/homebrew', '/usr/local', '/home/linuxbrew/.linuxbrew']

const onPath = () => (process.env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'))

/** Where servers lie: on PATH, or where the system puts them (an ordinary user's PATH may lack /usr/sbin). */
const usual = () => [...onPath(), '/usr/bin', '/usr/sbin', ...homebrew.map((prefix) => join(prefix, 'bin'))]

export function anyProgram(names) {
  return usual().some((folder) => names.some((name) => isProgram(join(folder, name))))
}

/** The first of `names` that can be started by its name alone; undefined when there is none. */
export function findCommand(...names) {
  return names.find((name) => onPath().some((folder) => isProgram(join(folder, name))))
}

/** Whether one of the system's folders holds Postgres' own programs. */
export function anyPostgres() {
  const folders = [
    ...usual(),
    ...list('/usr/lib/postgresql').map((folder) => join(folder, 'bin')),
    ...homebrew.flatMap((prefix) =>
      list(join(prefix, 'opt'))
        .filter((folder) => /\/postgresql(@\d+)?$/.test(folder))
        .map((folder) => join(folder, 'bin')),
    ),
  ]
  return folders.some((folder) => isProgram(join(folder, 'initdb')) && isProgram(join(folder, 'postgres')))
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function list(folder) {
  try {
    return readdirSync(folder).map((name) => join(folder, name))
  } catch {
    return []
  }
}
