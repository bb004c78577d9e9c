import { readdirSync, readFileSync } from 'node:fs'

/** Mebibytes of a process and all that it started, by program. Shared pages are counted once (PSS). Linux alone. */
export function readProcessMemory(root: number): Map<string, number> {
  const memory = new Map<string, number>()
  for (const { pid, program } of readProcesses(root)) {
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
    memory.set(program, (memory.get(program) ?? 0) + kilobytes / 1024)
  }
  return memory
}

/** What Linux counts processor time in for everyone who reads /proc. */
const ticksPerSecond = 100
/** Whose time a program's children took that have ended. */
const endedChildren: Record<string, string> = { worker: 'git', postgres: 'postgres', clawtriage: 'initdb' }

/** Seconds of processor time of a process and all that it started, the ended ones too, by program. Linux alone. */
export function readProcessorTime(root: number): Map<string, number> {
  const time = new Map<string, number>()
  const add = (program: string, ticks: number) =>
    time.set(program, (time.get(program) ?? 0) + ticks / ticksPerSecond)
  for (const { program, stat } of readProcesses(root)) {
    const [user, system, endedUser, endedSystem] = stat.slice(11, 15).map(Number) as [
      number,
      number,
      number,
      number,
    ]
    add(program, user + system)
    add(endedChildren[program] ?? program, endedUser + endedSystem)
  }
  return time
}

/** A process and all that it started, with the fields of its `stat` from the third on. */
function readProcesses(root: number): { pid: number; program: string; stat: string[] }[] {
  const found = new Map<number, { name: string; stat: string[] }>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const stat = read(`/proc/${entry}/stat`)
    const end = stat.lastIndexOf(')')
    if (end === -1) continue
    found.set(Number(entry), {
      name: stat.slice(stat.indexOf('(') + 1, end),
      stat: stat.slice(end + 2).split(' '),
    })
  }
  return [...found].flatMap(([pid, { name, stat }]) => {
    let above: number | undefined = pid
    while (above !== undefined && above !== root) {
      const parent: string | undefined = found.get(above)?.stat[1]
      above = parent === undefined ? undefined : Number(parent)
    }
    if (above === undefined) return []
    // Our own programs are all called "node".
    const words = read(`/proc/${pid}/cmdline`).split('\0')
    const program = words.map((word) => /([\w-]+)\.(?:ts|m?js)$/.exec(word)?.[1]).findLast((one) => one)
    return [{ pid, program: /^(?:node|bun|MainThread)/.test(name) ? (program ?? name) : name, stat }]
  })
}

export function sumOf(memory: ReadonlyMap<string, number>): number {
  return [...memory.values()].reduce((sum, one) => sum + one, 0)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}
