import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'

/** A server that does not end when it is asked to is killed after this long. */
const patienceMs = 5_000
const askEveryMs = 20

/**
 * Ends servers that work in a data folder and belong to no one: their supervisor was killed in the very moment in which
 * it had started them, and had not noted them yet. Postgres would refuse to start beside one, and two Redis would spoil
 * each other's file. To be called by the holder of the folder's lock. Without /proc nothing is found and nothing ended.
 */
export async function endServerOrphans(dataDir: string, log: Log): Promise<void> {
  const find = () => findServers(dataDir)
  const found = find()
  if (found.length === 0) return
  log.warn(
    { pids: found.map(({ pid }) => pid) },
    'left over by a supervisor that was killed; ending these servers',
  )
  for (let waited = 0, left = found; left.length > 0; waited += askEveryMs, left = find()) {
    for (const { pid, signal } of left) send(pid, waited < patienceMs ? signal : 'SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
  }
}

function findServers(dataDir: string): { pid: number; signal: NodeJS.Signals }[] {
  // Postgres' fast way to stop, and Redis' only one.
  const folders = new Map<string, { program: RegExp; signal: NodeJS.Signals }>()
  try {
    folders.set(realpathSync(join(dataDir, 'postgres')), { program: /^postgres$/, signal: 'SIGINT' })
  } catch {
    // There has never been one.
  }
  try {
    folders.set(realpathSync(join(dataDir, 'redis')), {
      program: /^(?:redis|valkey)-server$/,
      signal: 'SIGTERM',
    })
  } catch {
    // Likewise.
  }
  return readPids().flatMap((pid) => {
    try {
      const server = folders.get(readlinkSync(`/proc/${pid}/cwd`))
      const { name, parent } = readStat(pid)
      return server?.program.test(name) && parent === 1 ? [{ pid, signal: server.signal }] : []
    } catch {
      return [] // It ended while we looked, or is another user's.
    }
  })
}

function readPids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

/** "pid (name) state ppid", and the name may hold anything. */
function readStat(pid: number): { name: string; parent: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const end = stat.lastIndexOf(')')
  return { name: stat.slice(stat.indexOf('(') + 1, end), parent: Number(stat.slice(end + 2).split(' ')[1]) }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
    // A stopped process takes no other signal until it goes on.
    process.kill(pid, 'SIGCONT')
  } catch {
    // Gone between the look and the signal.
  }
}
