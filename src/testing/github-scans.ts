import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWorkerService } from '../composition/worker-service.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { readScan, type ScanRow } from '../postgres/scans.ts'
import type { PullSource } from '../source/source.ts'
import { buildGitRepository, type GitRepository } from './git-repository.ts'
import { type GitHubModel, type ModelOptions, startGitHubModel } from './github/github-model.ts'
import type { RepositoryActions } from './github/repository-actions.ts'

const token = 'ghp_of_the_tests'
const owner = 'acme'
const repo = 'shop'

export interface ScanWishes {
  source?: 'git' | 'api'
  maxOpenPrs?: number
  all?: boolean
  /** How long an outage of GitHub's is waited for. */
  patienceMs?: number
}

/** A repository on a model of GitHub and a worker that scans it: what a scan asks GitHub for can be counted. */
export interface GitHubScans {
  model: GitHubModel
  shop: RepositoryActions
  git: GitRepository
  pool: Pool
  dataDir: string
  /** The model's clock, and the worker's. */
  clock: { now: number }
  /** A new commit with a change of its own; returns its SHA. */
  commitChange(name: string): Promise<string>
  /** So many pull requests with a change each, an hour of the model's apart. */
  openPulls(count: number): Promise<number[]>
  /** Asks for a scan without waiting for it. */
  trigger(snapshot: string, wishes?: ScanWishes): Promise<void>
  /** The scan of this name once it has ended. */
  ended(snapshot: string): Promise<ScanRow>
  /** Both, and what it asked GitHub for meanwhile, by route and status. */
  scan(snapshot: string, wishes?: ScanWishes): Promise<{ row: ScanRow; requests: number; counted: number }>
  /** A worker that dies without a word, and another one in its place. */
  restartWorker(): Promise<void>
  close(): Promise<void>
}

export async function openGitHubScans(
  servers: { databaseUrl: string; redisUrl: string },
  options: ModelOptions & {
    anonymous?: boolean
    historyDays?: number
    allowedRepos?: readonly string[]
    env?: Record<string, string>
    wrap?: (source: PullSource) => PullSource
  } = {},
): Promise<GitHubScans> {
  const {
    anonymous = false,
    historyDays = 180,
    allowedRepos = [],
    env = {},
    wrap = (source: PullSource) => source,
  } = options
  const clock = { now: Date.parse('2026-03-01T00:00:00Z') }
  const dataDir = mkdtempSync(join(tmpdir(), 'ct-scans-'))
  const log = openLog('test', 'silent')
  const git = await buildGitRepository()
  const root = git.commit({ files: { 'src/a.ts': 'export const a = 1\n' } })
  git.ref('refs/heads/main', root)
  await git.write()
  const model = await startGitHubModel({ tokens: [token], now: () => new Date(clock.now), ...options })
  const shop = await model.addRepository('Acme', repo, git.gitDir)
  const config = readConfig({
    DATA_DIR: dataDir,
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
    ...(anonymous ? {} : { GITHUB_TOKEN: token }),
    ...env,
  })
  const openService = () =>
    openWorkerService({
      ...servers,
      config: { ...config, scanHistoryDays: historyDays, publicScanAllowedRepos: [...allowedRepos] },
      log,
      now: () => new Date(clock.now),
      wrapSource: wrap,
      pauses: { api: 10, git: [10, 40] },
    })
  let service = openService()
  // Outlives the workers.
  const pool = openPool(servers.databaseUrl, { application: 'test', log })
  await service.runScans(2)

  const identity = (snapshot: string) => ({ owner, repo, snapshot })
  async function commitChanges(names: readonly string[]): Promise<string[]> {
    const commits = names.map((name) =>
      git.commit({
        parents: [root],
        files: {
          'src/a.ts': 'export const a = 1\n',
          [`src/${name}.ts`]: `export const ${name} = '${name}'\n`,
        },
      }),
    )
    await git.write()
    return commits.map((commit) => git.sha(commit))
  }
  const scans: GitHubScans = {
    model,
    shop,
    git,
    pool,
    dataDir,
    clock,
    commitChange: async (name) => (await commitChanges([name]))[0]!,
    async openPulls(count) {
      const heads = await commitChanges(Array.from({ length: count }, (_, at) => `part${at}of${count}`))
      const numbers = await shop.openPulls(
        heads.map((head, at) => ({ head, createdAt: new Date(clock.now + at * 3_600_000) })),
      )
      clock.now += (count + 1) * 3_600_000
      return numbers
    },
    async trigger(snapshot, { source = 'git', maxOpenPrs, all = false, patienceMs } = {}) {
      await service.accept(identity(snapshot), {
        source: { kind: source },
        actor: null,
        maxOpenPrs,
        all,
        patienceMs,
      })
    },
    async ended(snapshot) {
      for (;;) {
        const row = await readScan(pool, identity(snapshot))
        if (row?.state === 'done' || row?.state === 'failed') return row
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    async scan(snapshot, wishes) {
      model.forgetRequests()
      await scans.trigger(snapshot, wishes)
      const row = await scans.ended(snapshot)
      const requests = model.requests().filter(({ route }) => !route.startsWith('git'))
      return { row, requests: requests.length, counted: requests.filter(({ counted }) => counted).length }
    },
    async restartWorker() {
      await service.close()
      service = openService()
      await service.runScans(2)
    },
    async close() {
      await service.close()
      await pool.end()
      await model.close()
      await git.remove()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return scans
}
