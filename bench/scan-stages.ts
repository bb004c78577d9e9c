import { phaseOf } from '../src/terminal/scan-phase.ts'
import { readProcessorTime, sumOf } from './process-memory.ts'

interface Stage {
  name: string
  /** Milliseconds since the beginning, and seconds of processor time by then. */
  at: number
  processor: number
}

/** Follows what a served scan is doing, from its start. */
export function openStages() {
  const began = performance.now()
  const stages: Stage[] = [{ name: 'starting', at: 0, processor: 0 }]
  const enter = (name: string, pid: number) => {
    if (stages.at(-1)!.name !== name)
      stages.push({ name, at: performance.now() - began, processor: sumOf(readProcessorTime(pid)) })
  }
  return {
    /** Asks the API what the scan is doing. */
    async look(pid: number, apiUrl: string): Promise<void> {
      const answer = await fetch(`${apiUrl}/api/repos`, { signal: AbortSignal.timeout(1_000) }).catch(
        () => null,
      )
      const { items = [] } = answer?.ok ? ((await answer.json()) as Repositories) : {}
      const scan = items[0]?.lastScan
      if (scan) enter(phaseOf({ ...scan, progress: scan }), pid)
    },
    /** @returns each stage with the seconds that it took and, in brackets, those of all processors together. */
    end(pid: number): string {
      enter('done', pid)
      return stages
        .slice(0, -1)
        .map(({ name, at, processor }, index) => {
          const next = stages[index + 1]!
          return `${name} ${((next.at - at) / 1_000).toFixed(1)} s (${(next.processor - processor).toFixed(1)})`
        })
        .join(', ')
    },
  }
}

type Counts = { state: string; resumesAt: string | null } & Parameters<typeof phaseOf>[0]['progress']
type Repositories = { items?: { lastScan: Counts | null }[] }
