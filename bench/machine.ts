import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../src/errors.ts'
import { machineMemoryMb } from '../src/machine-memory.ts'
import { buildBusyRepository } from '../src/testing/busy-repository.ts'
import { renderCell } from './cell.ts'
import { readProcessMemory, readProcessorTime, sumOf } from './process-memory.ts'
import { openStages } from './scan-stages.ts'
import { isBuilt, type ServedOptions, withServedScan } from './with-served-scan.ts'

const sizes = [500, 2_000]
/** After a scan, before what an idle service takes is measured: its thread has ended by then. */
const idleMs = 45_000

/**
 * What a first scan of a repository of ember.js' shape takes, or of a mirror's newest pull requests: time by stage,
 * with the processor time of all processes, and the memory (PSS) of all of them together, at its highest and when
 * all is done. The built programs where there are any (npm run build), else the sources, which take some 30 MB more
 * for each process. `--memory MB` gives it a machine of that size, by a cgroup.
 */
export async function benchMachine(
  write: (line: string) => void,
  options: ReadonlyMap<string, number>,
  mirror?: string,
): Promise<void> {
  const pulls = options.get('pulls')
  const memoryMb = options.get('memory')
  if (process.platform !== 'linux')
    throw new AppError('UNAVAILABLE', 'the memory of processes is read from /proc: Linux alone')
  write(`${memoryMb ?? machineMemoryMb()} MiB of memory; ${isBuilt ? 'the built programs' : 'the sources'}`)
  for (const size of pulls === undefined ? sizes : [pulls]) {
    if (mirror !== undefined) {
      await measure(size, mirror, write, { memoryMb, mostPulls: size })
      continue
    }
    const git = await buildBusyRepository(size)
    try {
      await measure(size, git.gitDir, write, { memoryMb })
    } finally {
      await git.remove()
    }
  }
}

async function measure(
  size: number,
  mirror: string,
  write: (line: string) => void,
  options: ServedOptions,
): Promise<void> {
  let peak = new Map<string, number>()
  const stages = openStages()
  await withServedScan(
    mirror,
    async (pid, apiUrl) => {
      const now = readProcessMemory(pid)
      if (sumOf(now) > sumOf(peak)) peak = now
      await stages.look(pid, apiUrl)
    },
    async ({ pid, seconds, cell }) => {
      const took = stages.end(pid)
      const processor = readProcessorTime(pid)
      await sleep(idleMs)
      write(`${size} open pull requests: ${seconds.toFixed(1)} s from nothing to the dashboard`)
      write(`  stages, with processor time: ${took}`)
      write(`  processor time ${renderTime(processor)}`)
      write(`  highest ${render(peak)}`)
      write(`  idle    ${render(readProcessMemory(pid))}`)
      if (cell !== null) write(`  ${renderCell(cell)}`)
    },
    options,
  )
}

function renderTime(time: ReadonlyMap<string, number>): string {
  const parts = [...time].sort((a, b) => b[1] - a[1]).map(([name, s]) => `${name} ${s.toFixed(1)}`)
  return `${sumOf(time).toFixed(1)} s: ${parts.join(', ')}`
}

function render(memory: ReadonlyMap<string, number>): string {
  const parts = [...memory].sort((a, b) => b[1] - a[1]).map(([name, mb]) => `${name} ${Math.round(mb)}`)
  return `${Math.round(sumOf(memory))} MiB: ${parts.join(', ')}`
}
