import { buildBusyRepository } from '../src/testing/busy-repository.ts'
import { scanMirror } from './scan-mirror.ts'
import { withStack } from './with-stack.ts'

const readPulls = 500
const usualPulls = 5_000
/** Reads of each kind before the scan; during it they go on until it ends. */
const readsBefore = 100
/** A maintainer at the dashboard, not a load test: one request after the other, with a breath between them. */
const pauseMs = 50

const paths = {
  health: '/api/health',
  sets: '/api/repos/acme/read/duplicate-sets',
  pulls: '/api/repos/acme/read/pulls?limit=100',
  'a pull request': '/api/repos/acme/read/pulls/250',
} as const
type Kind = keyof typeof paths
const kinds = Object.keys(paths) as Kind[]

/**
 * How long a reader of one repository waits while another one is scanned for the first time: the whole service in
 * production mode, two mirrors made for it.
 */
export async function benchReads(
  write: (line: string) => void,
  options: ReadonlyMap<string, number>,
): Promise<void> {
  const read = await buildBusyRepository(readPulls)
  const scanned = await buildBusyRepository(options.get('pulls') ?? usualPulls, 2)
  const settings = {
    NODE_ENV: 'production',
    DASHBOARD_PUBLIC: 'true',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'fatal',
  }
  try {
    await withStack(['api', 'worker'], settings, async (stack) => {
      await scanMirror(stack, 'read', read.gitDir)
      const idle = newTimes()
      for (let round = 0; round < readsBefore; round++) await ask(stack.apiUrl!, idle)
      const busy = newTimes()
      let isDone = false
      const began = performance.now()
      const scanning = scanMirror(stack, 'scanned', scanned.gitDir).finally(() => {
        isDone = true
      })
      while (!isDone) await ask(stack.apiUrl!, busy)
      await scanning
      write(`scanned ${scanned.heads.length} in ${((performance.now() - began) / 1_000).toFixed(1)} s`)
      write('                  idle p50    p99   while scanning p50    p99   of idle p50   p99   reads')
      for (const kind of kinds) {
        const [before, during] = [idle[kind], busy[kind]]
        const [p50, p99, b50, b99] = [
          quantile(before, 0.5),
          quantile(before, 0.99),
          quantile(during, 0.5),
          quantile(during, 0.99),
        ]
        write(
          `${kind.padEnd(16)} ${ms(p50)} ${ms(p99)} ${ms(b50).padStart(20)} ${ms(b99)} ${(b50 / p50).toFixed(2).padStart(13)} ${(b99 / p99).toFixed(2).padStart(5)} ${String(during.length).padStart(7)}`,
        )
      }
    })
  } finally {
    await Promise.all([read.remove(), scanned.remove()])
  }
}

const newTimes = () =>
  Object.fromEntries(kinds.map((kind) => [kind, []])) as unknown as Record<Kind, number[]>
const ms = (value: number) => value.toFixed(1).padStart(8)

async function ask(url: string, times: Record<Kind, number[]>): Promise<void> {
  for (const kind of kinds) {
    const began = performance.now()
    const response = await fetch(`${url}${paths[kind]}`)
    await response.arrayBuffer()
    times[kind].push(performance.now() - began)
    if (response.status !== 200) throw new Error(`${paths[kind]}: ${response.status}`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0
}
