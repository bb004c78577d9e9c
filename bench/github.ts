import { type GitHubScans, openGitHubScans, type ScanWishes } from '../src/testing/github-scans.ts'
import { withStack } from './with-stack.ts'

const pulls = 500
const hourMs = 3_600_000

interface Scenario {
  name: string
  source: 'git' | 'api'
  prepare?(scans: GitHubScans): void
}

const scenarios: Scenario[] = [
  { name: 'git', source: 'git' },
  { name: 'api', source: 'api' },
  {
    name: 'api, every 20th request answered 502',
    source: 'api',
    prepare: ({ model }) => void model.setFault({ kind: 'status', status: 502 }, { every: 20 }),
  },
  {
    name: 'api, a secondary limit of 1 s every 50th request',
    source: 'api',
    prepare: ({ model }) => void model.setFault({ kind: 'secondary-limit', retryAfter: 1 }, { every: 50 }),
  },
  {
    name: 'api, the hour used up halfway (it ends 3 s later)',
    source: 'api',
    prepare: (scans) => {
      scans.model.leaveRequests(pulls, new Date(scans.clock.now + 3_000))
      void passTheHour(scans)
    },
  },
]

/** The model's clock stands still: once the scan waits, the hour is over for the model too. */
async function passTheHour({ pool, clock }: GitHubScans): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(`SELECT FROM scans WHERE state = 'paused'`)
    if (rowCount !== 0) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  clock.now += hourMs
}

/**
 * What scans ask of GitHub, counted by a model of it, by route and status; with faults, too. A clock of the model's
 * own, so that only the seconds are this machine's.
 */
export async function benchGitHub(write: (line: string) => void): Promise<void> {
  for (const scenario of scenarios) await withStack([], {}, (stack) => measure(scenario, stack, write))
}

async function measure(
  { name, source, prepare }: Scenario,
  servers: { databaseUrl: string; redisUrl: string },
  write: (line: string) => void,
): Promise<void> {
  const scans = await openGitHubScans(servers)
  try {
    const numbers = await scans.openPulls(pulls)
    const run = async (what: string, wishes: ScanWishes) => {
      const began = performance.now()
      const { row, requests, counted } = await scans.scan(what, wishes)
      const seconds = ((performance.now() - began) / 1_000).toFixed(1)
      const { listed, analyzed, unchanged, failed, degraded } = row
      write(
        `${name} · ${what}: ${requests} requests, ${counted} that count · ${listed} listed, ${analyzed} analysed, ${unchanged} unchanged, ${failed} failed, ${degraded} in part · ${seconds} s`,
      )
      for (const [route, counts] of Object.entries(scans.model.requestCounts()))
        write(
          `    ${route}  ${Object.entries(counts)
            .map(([status, count]) => `${status}: ${count}`)
            .join('  ')}`,
        )
    }
    prepare?.(scans)
    await run('first', { source })
    scans.model.clearFaults()
    if (prepare !== undefined) return
    scans.clock.now += hourMs
    await run('unchanged', { source })
    for (const number of numbers.slice(-10))
      await scans.shop.push(number, await scans.commitChange(`again${number}`))
    scans.clock.now += hourMs
    await run('ten-heads-changed', { source })
  } finally {
    await scans.close()
  }
}
