import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../src/errors.ts'
import { machineMemoryMb } from '../src/machine-memory.ts'
import { buildBusyRepository } from '../src/testing/busy-repository.ts'
import { renderCell } from './cell.ts'
import { readProcessMemory, sumOf } from './process-memory.ts'
import { isBuilt, withServedScan } from './with-served-scan.ts'

const sizes = [500, 2_000]
/** After a scan, before what an idle service takes is measured. */
const idleMs = 20_000

/**
 * What a scan of a repository of ember.js' shape takes: time, and the memory (PSS) of all processes together, at its
 * highest and when all is done. The built programs where there are any (npm run build), else the sources, which take
 * some 30 MB more for each process. `--memory MB` gives it a machine of that size, by a cgroup.
 */
export async function benchMachine(
  write: (line: string) => void,
  options: ReadonlyMap<string, number>,
): Promise<void> {
  const pulls = options.get('pulls')
  if (process.platform !== 'linux')
    throw new AppError('UNAVAILABLE', 'the memory of processes is read from /proc: Linux alone')
  write(
    `${options.get('memory') ?? machineMemoryMb()} MiB of memory; ${isBuilt ? 'the built programs' : 'the sources'}`,
  )
  for (const size of pulls === undefined ? sizes : [pulls]) {
    const git = await buildBusyRepository(size)
    try {
      await measure(size, git.gitDir, write, options.get('memory'))
    } finally {
      await git.remove()
    }
  }
}

async function measure(
  size: number,
  mirror: string,
  write: (line: string) => void,
  memoryMb?: number,
): Promise<void> {
  let peak = new Map<string, number>()
  const notePeak = (pid: number) => {
    const now = readProcessMemory(pid)
    if (sumOf(now) > sumOf(peak)) peak = now
  }
  await withServedScan(
    mirror,
    notePeak,
    async ({ pid, seconds, cell }) => {
      await sleep(idleMs)
      write(`${size} open pull requests: ${seconds.toFixed(1)} s from nothing to the dashboard`)
      write(`  highest ${render(peak)}`)
      write(`  idle    ${render(readProcessMemory(pid))}`)
      if (cell !== null) write(`  ${renderCell(cell)}`)
    },
    memoryMb,
  )
}

function render(memory: ReadonlyMap<string, number>): string {
  const parts = [...memory].sort((a, b) => b[1] - a[1]).map(([name, mb]) => `${name} ${Math.round(mb)}`)
  return `${Math.round(sumOf(memory))} MiB: ${parts.join(', ')}`
}
