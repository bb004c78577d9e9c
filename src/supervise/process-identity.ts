import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process that can be told from a later one with the same pid. */
export interface ProcessIdentity {
  pid: number
  /** Opaque: which boot of the machine, and when in it the process started. */
  started: string
}

/** Field 22 of /proc/PID/stat, counted from behind the command's closing parenthesis, which may itself hold spaces. */
const startTimeField = 19

/** When the process started, or null when there is none. On Linux from /proc, elsewhere from ps. */
export function startOf(pid: number): string | null {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie holds nothing and answers nothing: it counts as gone.
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[startTimeField]}`
  } catch {
    return null
  }
}

export function identify(pid: number): ProcessIdentity | null {
  const started = startOf(pid)
  return started === null ? null : { pid, started }
}

export function isAlive({ pid, started }: ProcessIdentity): boolean {
  return startOf(pid) === started
}

/** Reads what `JSON.stringify` made of an identity; null for anything else. */
export function parseIdentity(value: unknown): ProcessIdentity | null {
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value)) return null
  const { pid, started } = value
  return Number.isSafeInteger(pid) && (pid as number) > 1 && typeof started === 'string'
    ? { pid: pid as number, started }
    : null
}
