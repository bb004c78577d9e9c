import { readdirSync, readFileSync } from 'node:fs'

/** A process of the service, by what it is. Of Postgres the postmaster and its backends; git as the worker runs it. */
export const processKinds = ['api', 'worker', 'backend', 'postmaster', 'redis', 'git'] as const
export type ProcessKind = (typeof processKinds)[number]

interface Found {
  pid: number
  parent: number
  command: string
}

/** What descends from a process, itself first, by /proc. */
function readDescendants(pid: number): Found[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readProcess(Number(name)) : []))
  const found = all.filter((one) => one.pid === pid)
  for (let at = 0; at < found.length; at++)
    found.push(...all.filter(({ parent }) => parent === found[at]!.pid))
  return found
}

function readProcess(pid: number): Found[] {
  try {
    // "pid (name) state ppid", and the name may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    return [
      { pid, parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() },
    ]
  } catch {
    return [] // Gone meanwhile.
  }
}

/** The processes of each kind that run below a service. */
export function sortProcesses(pid: number): Record<ProcessKind, number[]> {
  const sorted: Record<ProcessKind, number[]> = {
    api: [],
    worker: [],
    backend: [],
    postmaster: [],
    redis: [],
    git: [],
  }
  for (const { pid: one, command } of readDescendants(pid)) {
    const kind = kindOf(command)
    if (kind !== null) sorted[kind].push(one)
  }
  return sorted
}

function kindOf(command: string): ProcessKind | null {
  if (/\/api\.[jt]s$/.test(command)) return 'api'
  if (/\/worker\.[jt]s$/.test(command)) return 'worker'
  // A backend says whose it is; a checkpointer and the like have no client's work in hand.
  if (/^postgres: clawtriage /.test(command)) return 'backend'
  if (/\/postgres -D /.test(command)) return 'postmaster'
  if (/^\S*(?:redis|valkey)-server /.test(command)) return 'redis'
  if (/^\S*git(?:-remote-https?)? |^\S*\/git-remote-https? /.test(command)) return 'git'
  return null
}

/**
 * Kills a process with all that descends from it, at one moment: none of them gets to notice that another one is gone.
 */
export function losePower(pid: number): void {
  const stopped = new Set<number>()
  // What is started while we look is found by the next look.
  for (let fresh = readDescendants(pid); fresh.length > 0; ) {
    for (const one of fresh) {
      send(one.pid, 'SIGSTOP')
      stopped.add(one.pid)
    }
    fresh = readDescendants(pid).filter((one) => !stopped.has(one.pid))
  }
  for (const one of stopped) send(one, 'SIGKILL')
}

/** @returns whether the process was still there. */
export function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch {
    return false
  }
}
