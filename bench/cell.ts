import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, describeError } from '../src/errors.ts'

const root = '/sys/fs/cgroup'
/** Linux removes a group only once its last process has been reaped. */
const mostTries = 50

export interface CellLimits {
  /** Of one processor: so many microseconds in each period. */
  cpu?: { quotaMicros: number; periodMicros: number }
  /** Of all its processes together, with the pages of files that they read; none of it on swap. */
  memoryMb?: number
}

/** A group of processes with less of the machine than there is. */
export interface Cell {
  /** The words that start a program in the cell: a shell enters it and then becomes the program. */
  enter(program: string, words: readonly string[]): [string, string[]]
  /** Most that was taken, MiB, the pages of files too; null where that is not counted. */
  readMost(): number | null
  /** How often the kernel killed one of its processes for want of memory. */
  readKills(): number
  /** Ends all that is in it. */
  kill(): void
  close(): Promise<void>
}

/**
 * Makes a cgroup of version 2, or of version 1 where that is mounted.
 * @throws AppError `UNAVAILABLE` where none can be made: not Linux, or not root.
 */
export function openCell(limits: CellLimits): Cell {
  const paths: string[] = []
  const open = (controller: string, oldFile: string) => {
    const isOld = existsSync(join(root, controller, oldFile))
    const path = join(isOld ? join(root, controller) : root, `clawtriage-bench-${process.pid}`)
    if (!paths.includes(path)) {
      mkdirSync(path)
      paths.push(path)
    }
    return { isOld, set: (file: string, value: string) => writeFileSync(join(path, file), value), path }
  }
  let memory: ReturnType<typeof open> | null = null
  try {
    if (limits.cpu !== undefined) {
      const { quotaMicros, periodMicros } = limits.cpu
      const cpu = open('cpu', 'cpu.cfs_quota_us')
      if (cpu.isOld) {
        cpu.set('cpu.cfs_period_us', String(periodMicros))
        cpu.set('cpu.cfs_quota_us', String(quotaMicros))
      } else cpu.set('cpu.max', `${quotaMicros} ${periodMicros}`)
    }
    if (limits.memoryMb !== undefined) {
      const bytes = String(limits.memoryMb * 1024 * 1024)
      memory = open('memory', 'memory.limit_in_bytes')
      if (memory.isOld) {
        memory.set('memory.limit_in_bytes', bytes)
        memory.set('memory.memsw.limit_in_bytes', bytes)
      } else {
        memory.set('memory.max', bytes)
        memory.set('memory.swap.max', '0')
      }
    }
  } catch (error) {
    for (const path of paths) rmdirSync(path)
    throw new AppError('UNAVAILABLE', `no cgroup can be made: ${describeError(error)} (Linux, as root)`)
  }
  const read = (file: string) => (memory === null ? '' : readFileSync(join(memory.path, file), 'utf8'))
  const inside = () => [
    ...new Set(paths.flatMap((path) => readFileSync(join(path, 'cgroup.procs'), 'utf8').match(/\d+/g) ?? [])),
  ]
  return {
    enter(program, words) {
      const entering = paths.map((path) => `echo $$ > ${join(path, 'cgroup.procs')}`)
      return ['sh', ['-c', [...entering, 'exec "$0" "$@"'].join('; '), program, ...words]]
    },
    readMost() {
      if (memory === null) return null
      const most = memory.isOld ? 'memory.max_usage_in_bytes' : 'memory.peak'
      return existsSync(join(memory.path, most)) ? Math.round(Number(read(most)) / 1024 / 1024) : null
    },
    readKills() {
      if (memory === null) return 0
      const events = read(memory.isOld ? 'memory.oom_control' : 'memory.events')
      return Number(/^oom_kill (\d+)/m.exec(events)?.[1] ?? 0)
    },
    kill() {
      for (const pid of inside()) process.kill(Number(pid), 'SIGKILL')
    },
    async close() {
      for (let tries = 0; tries < mostTries && inside().length > 0; tries++)
        await new Promise((resolve) => setTimeout(resolve, 100))
      for (const path of paths) rmdirSync(path)
    },
  }
}

/** What the processes of a cell took at their highest, in words. */
export function renderCell(cell: Cell): string {
  const kills = cell.readKills()
  const most = cell.readMost()
  return `${most === null ? '' : `${most} MiB at the highest, files too; `}${kills === 0 ? 'none' : kills} killed for want of memory`
}
