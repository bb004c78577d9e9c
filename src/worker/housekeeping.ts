import type { Redis } from 'ioredis'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { Pool } from '../postgres/pool.ts'
import { readLastScans } from '../postgres/scans.ts'
import { promoteFarJobs } from '../queue/promote-far.ts'
import type { Queues } from '../queue/queues.ts'
import { deriveOverdueScans } from './overdue.ts'
import type { Accept } from './ports.ts'
import { recoverScans } from './recover.ts'

/** What is lost or overdue waits this long at most before it is noticed. */
const everyMs = 60_000

export interface HousekeepingPorts {
  pool: Pool
  queues: Queues
  redis: Pick<Redis, 'zrangebyscore'>
  accept: Accept
  config: Pick<Config, 'publicScanAllowedRepos' | 'scanMaxAgeMs' | 'scanSource'>
  log: Log
  now(): Date
}

/** One round: puts back accepted scans that the queue has lost, and asks for those that the clock has missed. */
export async function keepHouse(ports: HousekeepingPorts): Promise<void> {
  const early = await promoteFarJobs(ports.redis, ports.queues, ports.now().getTime())
  if (early > 0)
    ports.log.warn({ jobs: early }, 'the clock was set back: what was put off until too late runs now')
  await recoverScans(ports)
  await enqueueOverdueScans(ports)
}

/** Begins at once and goes on every minute. Several workers may do so: each step is done once, by the first to come. */
export function startHousekeeping(ports: HousekeepingPorts): { stop(): Promise<void> } {
  let round: Promise<void> = Promise.resolve()
  let busy = false
  const run = () => {
    if (busy) return
    busy = true
    round = keepHouse(ports)
      .catch((error) => ports.log.warn({ err: error }, 'housekeeping failed; it is tried again'))
      .finally(() => {
        busy = false
      })
  }
  run()
  const timer = setInterval(run, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}

async function enqueueOverdueScans({ pool, accept, config, log, now }: HousekeepingPorts) {
  const { scanMaxAgeMs, publicScanAllowedRepos, scanSource } = config
  if (scanMaxAgeMs === null || publicScanAllowedRepos.length === 0) return
  const scans = await readLastScans(pool)
  for (const identity of deriveOverdueScans(publicScanAllowedRepos, scans, scanMaxAgeMs, now())) {
    const { owner, repo, snapshot } = identity
    const { created } = await accept(identity, { source: { kind: scanSource }, actor: 'overdue' })
    if (created) log.info({ repo: `${owner}/${repo}`, snapshot }, 'overdue: scanned without being asked')
  }
}
