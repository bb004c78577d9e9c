import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'

/** git puts its locks and half a pack away when it is asked to end; one that does not is killed after this long. */
const patienceMs = 5_000
const askEveryMs = 20

/**
 * Ends the fetches that a killed worker left running in a data folder's mirrors, which would hold the mirrors' locks
 * against its successor. A fetch leads a group of processes, so the whole group is ended. One that a living worker
 * started (by hand, on the same folder) is left alone. Without /proc nothing is found and nothing ended.
 */
export async function endGitOrphans(dataDir: string, log: Log): Promise<void> {
  const find = () => findFetches(dataDir)
  const found = find()
  if (found.length === 0) return
  log.warn({ pids: found }, 'left over by a worker that was killed; ending these fetches')
  for (let waited = 0, left = found; left.length > 0; waited += askEveryMs, left = find()) {
    for (const pid of left) endGroup(pid, waited < patienceMs ? 'SIGTERM' : 'SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
  }
}

/** Pids of git processes that lead a group of their own and work on a repository in the data folder. */
function findFetches(dataDir: string): number[] {
  let folder: string
  let pids: number[]
  try {
    folder = realpathSync(join(dataDir, 'git'))
    pids = readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
  const prefixes = [folder, join(dataDir, 'git')].map((path) => `--git-dir=${path}/`)
  return pids.filter((pid) => {
    try {
      const [program = '', ...args] = readCommand(pid)
      if (!/(?:^|\/)git$/.test(program)) return false
      if (!args.some((arg) => prefixes.some((prefix) => arg.startsWith(prefix)))) return false
      const { parent, group } = readFamily(pid)
      return group === pid && !isWorker(readCommand(parent))
    } catch {
      return false // It ended while we looked.
    }
  })
}

/** A worker of ours, no matter what started it: the supervisor, or a person in a checkout or with the package. */
function isWorker(command: readonly string[]): boolean {
  return command.some(
    (arg, at) =>
      /\/(?:bin\/worker\.ts|dist\/worker\.js)$/.test(arg) ||
      (arg === 'worker' && /(?:^|\/)(?:run\.mjs|clawtriage(?:\.js)?)$/.test(command[at - 1] ?? '')),
  )
}

const readCommand = (pid: number): string[] => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')

/** Fields 4 and 5 of /proc/PID/stat, counted from behind the command's closing parenthesis. */
function readFamily(pid: number): { parent: number; group: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { parent: Number(parent), group: Number(group) }
}

function endGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // Gone between the look and the signal.
  }
}
