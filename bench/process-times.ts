import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks in a second, as Linux counts them for /proc. */
const ticksPerSecond = 100

/**
 * Milliseconds of processor time that a process' descendants of this name have taken, those that have ended with them;
 * 0 where there is no /proc.
 */
export function readProcessTimes(root: number, name: string): number {
  const processes = new Map<number, { parent: number; name: string; ticks: number }>()
  for (const entry of readEntries()) {
    if (!/^\d+$/.test(entry)) continue
    const stat = read(`/proc/${entry}/stat`)
    const end = stat.lastIndexOf(')')
    if (end === -1) continue
    const fields = stat.slice(end + 2).split(' ')
    processes.set(Number(entry), {
      parent: Number(fields[1]),
      name: stat.slice(stat.indexOf('(') + 1, end),
      // utime, stime, cutime and cstime: the 14th field and those that follow.
      ticks: fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0),
    })
  }
  let ticks = 0
  for (const [pid, one] of processes) {
    if (one.name !== name) continue
    let above: number | undefined = pid
    while (above !== undefined && above !== root) above = processes.get(above)?.parent
    if (above !== undefined) ticks += one.ticks
  }
  return (ticks / ticksPerSecond) * 1_000
}

function readEntries(): string[] {
  try {
    return readdirSync('/proc')
  } catch {
    return []
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}
