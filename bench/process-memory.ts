import { readdirSync, readFileSync } from 'node:fs'

/** Mebibytes of a process and all that it started, by program. Shared pages are counted once (PSS). Linux alone. */
export function readProcessMemory(root: number): Map<string, number> {
  const parents = new Map<number, { parent: number; name: string }>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const stat = read(`/proc/${entry}/stat`)
    const end = stat.lastIndexOf(')')
    if (end === -1) continue
    parents.set(Number(entry), {
      parent: Number(stat.slice(end + 2).split(' ')[1]),
      name: stat.slice(stat.indexOf('(') + 1, end),
    })
  }
  const memory = new Map<string, number>()
  for (const [pid, { name }] of parents) {
    let above: number | undefined = pid
    while (above !== undefined && above !== root) above = parents.get(above)?.parent
    if (above === undefined) continue
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
    // Our own programs are all called "node".
    const words = read(`/proc/${pid}/cmdline`).split('\0')
    const program = words.map((word) => /([\w-]+)\.(?:ts|m?js)$/.exec(word)?.[1]).findLast((found) => found)
    const key = /^(?:node|bun|MainThread)/.test(name) ? (program ?? name) : name
    memory.set(key, (memory.get(key) ?? 0) + kilobytes / 1024)
  }
  return memory
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
