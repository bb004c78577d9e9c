import { compareRepository } from '../src/comparison/compare.ts'
import { keepIndexes } from '../src/comparison/index-cache.ts'
import { upgradeRevisions } from '../src/comparison/repository-rules.ts'
import { openLog } from '../src/log.ts'
import { openPool } from '../src/postgres/pool.ts'
import { recordScan } from '../src/postgres/record-scans.ts'
import { markUnchanged, readPendingNumbers } from '../src/postgres/scan-pulls.ts'
import type { ScanJob } from '../src/queue/jobs.ts'
import { openMirrorSource } from '../src/source/mirror-source.ts'
import { buildBusyRepository } from '../src/testing/busy-repository.ts'
import { algorithmVersion } from '../src/triage/index.ts'
import { analyzePulls } from '../src/worker/analyze.ts'
import { refreshBranchFiles } from '../src/worker/branch-files.ts'
import { refreshIssueLinks } from '../src/worker/issue-links.ts'
import { refreshLandings } from '../src/worker/landings.ts'
import { listRepository } from '../src/worker/list.ts'
import type { Ports } from '../src/worker/ports.ts'
import { refreshPullFacts } from '../src/worker/pull-facts.ts'
import { readProcessTimes } from './process-times.ts'
import { withStack } from './with-stack.ts'

const sizes = [500, 2_000]
const changedHeads = 10
const everything = new Date(0)

/**
 * What scans cost after the first one, by stage: nothing has changed, ten heads have, and ten heads have when the
 * process that had the index is another (cold: so is each hourly scan, whose thread has ended meanwhile). The steps of
 * a scan in one process, without the queue. Wall time, and in brackets the processor time of this process, without git.
 */
export async function benchRescan(
  write: (line: string) => void,
  options: ReadonlyMap<string, number>,
): Promise<void> {
  const pulls = options.get('pulls')
  for (const size of pulls === undefined ? sizes : [pulls])
    await withStack([], {}, async ({ databaseUrl }) => {
      const git = await buildBusyRepository(size)
      const log = openLog('bench', 'fatal', 2)
      const pool = openPool(databaseUrl, { application: 'bench', log, deadlineMs: 600_000 })
      try {
        let indexes = keepIndexes()
        let scans = 0
        const scan = async (what: string) => {
          const times: [string, string][] = []
          const took = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
            const began = performance.now()
            const cpu = process.cpuUsage()
            const result = await work()
            const { user, system } = process.cpuUsage(cpu)
            times.push([stage, `${ms(performance.now() - began)} (${ms((user + system) / 1_000)})`])
            return result
          }
          const server = readProcessTimes(process.pid, 'postgres')
          await took('all', () => steps(took))
          const inPostgres = ms(readProcessTimes(process.pid, 'postgres') - server)
          write(
            `${size} ${what}: ${times.map(([stage, time]) => `${stage} ${time}`).join(', ')}; Postgres (${inPostgres}); rss ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`,
          )
        }
        const { signal } = new AbortController()
        const steps = async (took: <T>(stage: string, work: () => Promise<T>) => Promise<T>) => {
          const source = openMirrorSource({ dir: git.gitDir, owner: 'acme', name: 'shop', log })
          const ports = {
            pool,
            log,
            indexes,
            historyDays: 180,
            allowedRepos: [],
            now: () => new Date(),
            publish: () => {},
            openSource: () => ({ source, takeRequests: () => ({ requests: 0, limit: null }) }),
            closeSource: () => {},
          } as unknown as Ports
          const snapshot = `scan-${scans++}`
          const scanId = await recordScan(
            pool,
            {
              owner: 'acme',
              name: 'shop',
              snapshot,
              source: 'mirror',
              actor: null,
              options: { all: false, mirrorDir: git.gitDir },
            },
            [],
          )
          const job: ScanJob = {
            scanId,
            owner: 'acme',
            repo: 'shop',
            snapshot,
            source: { kind: 'mirror', dir: git.gitDir },
            all: false,
            step: 'list',
          }
          const none = async () => {}
          const { id } = await took('list', async () => {
            const found = await listRepository(
              ports,
              job,
              { onPage: none, saveOpened: none, saveCursor: none },
              signal,
            )
            await upgradeRevisions(ports, found.id, signal)
            return found
          })
          const pending = await took('pending', async () => {
            await markUnchanged(pool, scanId, id, algorithmVersion)
            return readPendingNumbers(pool, scanId)
          })
          await took('read', async () => {
            for (let from = 0; from < pending.length; from += 200)
              await analyzePulls(
                ports,
                { ...job, repositoryId: id, numbers: pending.slice(from, from + 200) },
                signal,
              )
          })
          await took('landings', () => refreshLandings(ports, job, id, source, signal))
          await took('branch', () => refreshBranchFiles(ports, id, source, signal))
          await took('issues', () => refreshIssueLinks(ports, id, signal))
          await took('compare', () => compareRepository(ports, id, everything, signal))
          await took('facts', () => refreshPullFacts(ports, job, id, signal))
        }
        await scan('first')
        await scan('nothing')
        for (let round = 0; round < (options.get('rounds') ?? 2); round++) {
          await git.push(changedHeads)
          await scan('10 heads, warm')
          await git.push(changedHeads)
          indexes = keepIndexes()
          await scan('10 heads, cold')
          await scan('nothing')
        }
      } finally {
        await pool.end()
        await git.remove()
      }
    })
}

const ms = (value: number) => `${Math.round(value)}`
