import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { machineMemoryMb } from '../machine-memory.ts'

/**
 * Mebibytes that git may take to compare two trees. What a person reviews takes some ten; a few kilobytes of trees
 * within trees, or a file of nothing but line ends, would take all that the machine has.
 */
export const diffMemoryMb = 128
/**
 * The history of a large repository (a million commits and their trees) needs some 400 MiB; a small machine cannot give
 * as much.
 */
const historyShare = 3 / 8
const leastHistoryMb = 192
const mostHistoryMb = 2_048

/** A merge of what people review takes some ten mebibytes, and a walk to where an old branch began some tens. */
const mostMergeMb = 256

/** What merging may take. */
export const mergeMemoryMb = (): number => Math.min(mostMergeMb, historyMemoryMb())

/** What every other command may take on a machine of so many mebibytes. */
export function historyMemoryMb(machineMb = machineMemoryMb()): number {
  return Math.round(Math.min(mostHistoryMb, Math.max(leastHistoryMb, machineMb * historyShare)))
}

/** util-linux's, which every Linux but the smallest has; macOS has none, and no such limit either. Looked for once. */
let limiter: string | null | undefined

/**
 * The command line that runs `program` within so much memory, where the system can hold it to that. Counted is what it
 * allocates (RLIMIT_DATA): the packs that git maps are the system's to give up, and may be larger than any limit.
 * @param fileMb no file that it writes may become larger; unset: any may.
 */
export function limitMemory(
  program: string,
  args: readonly string[],
  memoryMb: number,
  fileMb?: number,
): [program: string, args: string[]] {
  if (limiter === undefined) limiter = findProgram('prlimit')
  if (limiter === null) return [program, [...args]]
  const file = fileMb === undefined ? [] : [`--fsize=${fileMb * 1024 * 1024}`]
  return [limiter, [`--data=${memoryMb * 1024 * 1024}`, ...file, '--core=0', '--', program, ...args]]
}

/**
 * By git's own words, which LC_ALL=C keeps the same everywhere: it has met a limit, and nothing is wrong with the
 * repository.
 */
export function saysOutOfMemory(stderr: string): boolean {
  return /out of memory|cannot allocate memory|malloc failed|unable to create (?:a )?thread|Resource temporarily unavailable/i.test(
    stderr,
  )
}

function findProgram(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // Not in this folder.
    }
  }
  return null
}
