import { availableParallelism, totalmem } from 'node:os'

/** Mebibytes that this machine, or the container that we are in, has. */
export function machineMemoryMb(): number {
  const limit = process.constrainedMemory?.() ?? 0
  const total = totalmem()
  return Math.floor((limit > 0 && limit < total ? limit : total) / 1024 / 1024)
}

export interface ServerMemory {
  /** Postgres' settings, by name. */
  postgres: Record<'work_mem' | 'maintenance_work_mem' | 'effective_cache_size', string>
  redisMb: number
}

/**
 * How much the servers may take of a machine: on one of 512 MB so little that a scan beside them fits, on larger ones
 * their share of it, up to what a queue and a database of this kind can use.
 */
export function shareMemory(machineMb: number): ServerMemory {
  const share = (part: number, least: number, most: number) =>
    Math.min(most, Math.max(least, Math.floor(machineMb / part)))
  return {
    postgres: {
      work_mem: `${share(64, 8, 32)}MB`,
      maintenance_work_mem: `${share(16, 32, 128)}MB`,
      effective_cache_size: `${share(2, 128, 16_384)}MB`,
    },
    redisMb: share(5, 96, 512),
  }
}

/**
 * Mebibytes that the heap of the thread may take that reads and compares changes: on the smallest machine what the
 * largest change needs, on larger ones as much as tens of thousands of pull requests come to.
 */
export function threadMemoryMb(machineMb = machineMemoryMb()): number {
  return Math.round(Math.min(2_048, Math.max(144, machineMb / 3)))
}

/**
 * Bytes of its sides that this thread may hold while it compares: of a usual repository they are never as much. Where
 * changes come to megabytes each, those that do not fit are read anew for each pair.
 */
export function sideBytes(machineMb = machineMemoryMb()): number {
  return Math.max(16, Math.floor(threadMemoryMb(machineMb) / 12)) * 1024 * 1024
}

/** Machines below this have their heaps kept small at the price of more collections. Mebibytes. */
const smallMachineMb = 1_536

/** Mebibytes, twice of which a heap has for what has just been made. */
const smallSemiSpaceMb = 4

/**
 * The same of the thread that reads and compares changes: with less on a large machine it takes a tenth more processor
 * time.
 */
export function threadSemiSpaceMb(machineMb = machineMemoryMb()): number {
  return machineMb < smallMachineMb ? smallSemiSpaceMb : 8
}

/**
 * The newest Node that was seen to know V8's own options, which no Node promises: a program that is given one that it
 * does not know ends at once.
 */
const newestKnownNode = 26

/**
 * V8's options for one of our programs: it would take half of the machine for the heap of each, 48 MB for what has just
 * been made, and let garbage come to a multiple of what is in use before it looks. On a larger machine heaps may grow
 * as far as they need, in smaller steps: a first scan of 500 then takes 100 MiB less, and a few percent more processor
 * time (docs/performance.md). None for a runtime that is not V8's.
 * @param node the major version.
 */
export function heapOptions(
  machineMb = machineMemoryMb(),
  isBun = process.versions.bun !== undefined,
  node = Number.parseInt(process.versions.node, 10),
): string[] {
  if (isBun) return []
  const youngSize = `--max-semi-space-size=${smallSemiSpaceMb}`
  if (machineMb < smallMachineMb) return [`--max-old-space-size=${Math.round(machineMb * 0.4)}`, youngSize]
  const inSmallSteps = ['--initial-old-space-size=16', '--heap-growing-percent=70']
  return [youngSize, ...(node <= newestKnownNode ? inSmallSteps : [])]
}

/**
 * Bytes from which glibc takes memory from the system for one piece alone, and gives it back with that piece. With
 * 128 KiB a worker keeps some 10 MiB more after a scan; with less the system, which knows 65,530 pieces of a process,
 * might refuse more on a large machine.
 */
const ownPages = String(32 * 1024)
/** Bytes at the end of a heap that are given back at once. */
const keptAtEnd = String(128 * 1024)

/**
 * What glibc needs in the environment of a program. Else it keeps heaps of their own for its threads, and puts larger
 * pieces among small ones with each large one that is given back: after a scan a worker would keep what diffs once
 * took, for the few bytes between them that it still uses.
 */
export const mallocEnvironment = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: ownPages,
  MALLOC_TRIM_THRESHOLD_: keptAtEnd,
} as const

/**
 * The same for Postgres, which would keep some 8 MiB of a statement that has long ended in each of its processes: glibc
 * raises its own thresholds with each large piece that is given back.
 */
export const postgresMallocEnvironment = {
  MALLOC_MMAP_THRESHOLD_: String(128 * 1024),
  MALLOC_TRIM_THRESHOLD_: keptAtEnd,
} as const

/** git processes that read diffs side by side: each takes a core and some 60 MiB. */
export function diffProcesses(machineMb = machineMemoryMb(), cores = availableParallelism()): number {
  return machineMb < smallMachineMb || cores < 2 ? 1 : 2
}

/**
 * Bytes that the file of a history may have, all of which is in memory while a mirror is read: as many commits as 32
 * MiB hold, half a million, on a machine of 512 MiB.
 */
export function keptHistoryBytes(machineMb = machineMemoryMb()): number {
  return Math.round(Math.min(256, Math.max(16, machineMb / 16))) * 1024 * 1024
}
