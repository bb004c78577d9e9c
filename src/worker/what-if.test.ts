import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readWhatIf } from '../api/what-if.ts'
import { openGitHub } from '../github/github.ts'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { upsertPulls } from '../postgres/pulls.ts'
import { recordScan } from '../postgres/record-scans.ts'
import { upsertRepository } from '../postgres/repositories.ts'
import { linkScanToRepository, markScanDone } from '../postgres/scans.ts'
import { openQueues } from '../queue/queues.ts'
import { enqueueWhatIf, type WhatIfJob } from '../queue/what-if.ts'
import { openRedis } from '../redis/connection.ts'
import { openGitSource } from '../source/git-source.ts'
import { openMirrorSource } from '../source/mirror-source.ts'
import type { PullSource } from '../source/source.ts'
import { buildGitRepository, type GitRepository } from '../testing/git-repository.ts'
import { startGitHubModel } from '../testing/github/github-model.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis } from '../testing/redis.ts'
import { answerWhatIf, startWhatIfs } from './what-if.ts'

const log = openLog('test', 'silent')
const never = new AbortController().signal
let database: TestDatabase
let pool: Pool
let git: GitRepository
let main: number
const cleanups: (() => Promise<unknown>)[] = []

const lines = (text: string) =>
  `${Array.from({ length: 20 }, (_, at) => (at === 5 ? text : `line ${at}`)).join('\n')}\n`

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log })
  git = await buildGitRepository()
  const root = git.commit({ files: { 'src/a.ts': lines('five'), 'src/old.ts': lines('old') } })
  const same = { 'src/a.ts': lines('fixed') }
  const heads = [
    git.commit({ parents: [root], files: same }),
    git.commit({ parents: [root], files: same }),
    git.commit({ parents: [root], files: { 'src/a.ts': lines('mended') } }),
    // The branch has moved this file meanwhile.
    git.commit({ parents: [root], files: { 'src/old.ts': lines('new') } }),
  ]
  main = git.commit({
    parents: [root],
    files: { 'src/old.ts': null, 'src/moved.ts': lines('old'), 'README.md': 'hi\n' },
  })
  git.ref('refs/heads/main', main)
  for (const [at, head] of heads.entries()) git.ref(`refs/pull/${at + 1}/head`, head)
  await git.write()
  shas = heads.map((head) => git.sha(head))
})
afterAll(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup()
  await git?.remove()
  await pool?.end()
  await database?.close()
})
let shas: string[] = []

/** A repository whose pull requests are known, and whose last scan read this source. */
async function addRepository(name: string, mirrorDir?: string) {
  const facts = { owner: 'acme', name, defaultBranch: 'main', private: false, url: null }
  const { id } = await upsertRepository(pool, facts)
  const pulls = shas.map((headSha, at) => ({
    number: at + 1,
    title: 'Fix',
    body: '',
    author: 'ann',
    state: 'OPEN' as const,
    draft: false,
    url: null,
    baseRef: 'main',
    headSha,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    closedAt: null,
    mergedAt: null,
    mergeCommitSha: null,
  }))
  await upsertPulls(pool, id, pulls)
  const scanId = await recordScan(pool, {
    owner: 'acme',
    name,
    snapshot: 'first',
    source: mirrorDir === undefined ? 'git' : 'mirror',
    actor: null,
    options: { all: false, ...(mirrorDir !== undefined && { mirrorDir }) },
  })
  await linkScanToRepository(pool, scanId, id)
  await markScanDone(pool, scanId, 0)
  return { id, owner: 'acme', repo: name }
}

/** Asks as the API does; what it wants computed is handed to `compute`. */
function ask(repository: { id: number; owner: string; repo: string }, numbers: number[], now = new Date()) {
  const jobs: WhatIfJob[] = []
  const ports = {
    pool,
    now: () => now,
    enqueueWhatIf: async (job: WhatIfJob) => jobs.push(job) > 0,
  }
  return readWhatIf(ports, repository, numbers).then((answer) => ({ answer, jobs }))
}

const ports = (source: PullSource) => ({ pool, log, now: () => new Date(), openSource: () => source })
const cells = (pairs: readonly { after: number; number: number; outcome: string; files: string[] }[]) =>
  pairs.map(({ after, number, outcome, files }) => [after, number, outcome, ...files].join(' '))
const expected = [
  '1 2 EMPTY',
  '1 3 CONFLICT src/a.ts',
  '1 4 CLEAN',
  '2 1 EMPTY',
  '2 3 CONFLICT src/a.ts',
  '2 4 CLEAN',
  '3 1 CONFLICT src/a.ts',
  '3 2 CONFLICT src/a.ts',
  '3 4 CLEAN',
  '4 1 CLEAN',
  '4 2 CLEAN',
  '4 3 CLEAN',
]

test('what was asked for once is known; the next scan has the branch looked at anew, and only what is new is tried', async () => {
  const mirror = openMirrorSource({ dir: git.gitDir, owner: 'acme', name: 'mirror', log })
  const repository = await addRepository('mirror', git.gitDir)
  const first = await ask(repository, [4, 3, 2, 1])
  expect(first.answer).toMatchObject({
    state: 'computing',
    branch: 'main',
    tip: null,
    pulls: [],
    leftOut: [],
  })
  const [job] = first.jobs
  await answerWhatIf(ports(mirror), job!, false, never)

  const second = await ask(repository, [1, 2, 3, 4])
  expect(second.jobs).toEqual([])
  expect(second.answer).toMatchObject({ state: 'ready', reason: null, tip: git.sha(main) })
  expect(second.answer.pulls.map(({ outcome }) => outcome)).toEqual(['CLEAN', 'CLEAN', 'CLEAN', 'CLEAN'])
  expect(cells(second.answer.pairs)).toEqual(expected)
  // A part of what is known is asked for under another name, and nothing of it is tried again.
  const part = await ask(repository, [1, 3])
  expect(part.answer.state).toBe('computing')
  const tried = await pool.query('SELECT count(*) FROM tried_merges')
  await answerWhatIf(ports(mirror), part.jobs[0]!, false, never)
  expect((await pool.query('SELECT count(*) FROM tried_merges')).rows).toEqual(tried.rows)
  expect(cells((await ask(repository, [1, 3])).answer.pairs)).toEqual([
    '1 3 CONFLICT src/a.ts',
    '3 1 CONFLICT src/a.ts',
  ])

  await pool.query(`UPDATE scans SET finished_at = now() + interval '1 minute' WHERE repository_id = $1`, [
    repository.id,
  ])
  const stale = await ask(repository, [1, 2, 3, 4])
  expect(stale.answer.state).toBe('ready')
  expect(stale.jobs).toHaveLength(1)
})

test('a blobless mirror gets what the merges read, renames of the branch included, in few requests', async () => {
  const model = await startGitHubModel({})
  cleanups.push(() => model.close())
  await model.addRepository('Acme', 'shop', git.gitDir)
  const dataDir = await mkdtemp(join(tmpdir(), 'clawtriage-data-'))
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }))
  const list = openGitHub({
    apiUrl: model.apiUrl,
    token: null,
    owner: 'acme',
    name: 'shop',
    log,
    userAgent: 'tests',
  })
  const { serverUrl } = model
  const source = openGitSource({ owner: 'acme', name: 'shop', list, dataDir, serverUrl, token: null, log })
  const repository = await addRepository('shop')
  const { jobs } = await ask(repository, [1, 2, 3, 4])
  await answerWhatIf(ports(source), jobs[0]!, false, never)
  const { answer } = await ask(repository, [1, 2, 3, 4])
  expect(answer.state).toBe('ready')
  expect(cells(answer.pairs)).toEqual(expected)
  // The branch, the heads, the blobs, each in a list and a pack: for any number of them.
  expect(model.requests().filter(({ route }) => route === 'git upload-pack').length).toBeLessThanOrEqual(6)
  expect(model.requests().filter(({ route }) => !route.startsWith('git'))).toEqual([])
})

test('what cannot be tried is said with its reason, and tried again later', async () => {
  const gone = openMirrorSource({ dir: '/nonexistent/mirror', owner: 'acme', name: 'gone', log })
  const repository = await addRepository('gone', '/nonexistent/mirror')
  const { jobs } = await ask(repository, [1, 2])
  await answerWhatIf(ports(gone), jobs[0]!, false, never)
  const { answer, jobs: none } = await ask(repository, [1, 2])
  expect(answer).toMatchObject({ state: 'unavailable', reason: expect.stringContaining('no such folder') })
  expect(none).toEqual([])
  const later = await ask(repository, [1, 2], new Date(Date.now() + 10 * 60_000))
  expect(later.answer.state).toBe('computing')

  await pool.query(`UPDATE pull_requests SET state = 'CLOSED' WHERE repository_id = $1`, [repository.id])
  expect((await ask(repository, [1, 2])).answer).toMatchObject({
    state: 'unavailable',
    reason: 'none of them is open',
  })
})

test('what all are made to is what they are merged into; where that is gone it is said', async () => {
  const repository = await addRepository('branches', git.gitDir)
  const mirror = openMirrorSource({ dir: git.gitDir, owner: 'acme', name: 'branches', log })
  await pool.query(`UPDATE pull_requests SET base_ref = 'v1' WHERE repository_id = $1 AND number < 3`, [
    repository.id,
  ])
  // Where they differ it is the default branch.
  expect((await ask(repository, [1, 2, 3])).answer.branch).toBe('main')
  const { answer, jobs } = await ask(repository, [1, 2])
  expect(answer.branch).toBe('v1')
  await answerWhatIf(ports(mirror), jobs[0]!, false, never)
  expect((await ask(repository, [1, 2])).answer).toMatchObject({
    state: 'unavailable',
    reason: 'the branch that they are made to is gone from the mirror',
  })
})

test('of more than twelve the first are merged, and the rest is named', async () => {
  const repository = await addRepository('many', git.gitDir)
  await pool.query(
    `INSERT INTO pull_requests (repository_id, number, title, body, state, draft, head_sha, created_at, updated_at)
     SELECT $1, n, 'More', '', 'OPEN', false, $2, now(), now() FROM generate_series(5, 14) n`,
    [repository.id, shas[0]],
  )
  const { answer, jobs } = await ask(repository, [14, ...Array.from({ length: 13 }, (_, at) => at + 1)])
  expect(answer.leftOut).toEqual([12, 13])
  expect(jobs[0]!.pulls.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14])
})

test('the queue holds a question once however often it is asked, and refuses more than it can soon answer', async () => {
  const server = await openTestRedis()
  cleanups.push(() => server.close())
  const redis = openRedis(server.url, 'worker', log)
  const queues = openQueues(redis)
  cleanups.push(async () => {
    await queues.close()
    redis.disconnect()
  })
  const repository = await addRepository('queued', git.gitDir)
  const { jobs } = await ask(repository, [1, 2])
  const job = jobs[0]!
  expect(await Promise.all([1, 2, 3].map(() => enqueueWhatIf(queues, job)))).toEqual([true, true, true])
  expect(await queues.whatIfs.getWaitingCount()).toBe(1)
  const others = Array.from({ length: 49 }, (_, at) => ({ ...job, repositoryId: 1_000 + at }))
  for (const other of others) await enqueueWhatIf(queues, other)
  expect(await enqueueWhatIf(queues, { ...job, repositoryId: 5_000 })).toBe(false)
  expect(await enqueueWhatIf(queues, job)).toBe(true)

  await queues.whatIfs.drain()
  await enqueueWhatIf(queues, job)
  const mirror = openMirrorSource({ dir: git.gitDir, owner: 'acme', name: 'queued', log })
  const worker = await startWhatIfs(ports(mirror), redis)
  await expect
    .poll(async () => (await ask(repository, [1, 2])).answer.state, { timeout: 30_000 })
    .toBe('ready')
  await worker.stop()
  // It is forgotten at once: the same may be asked for again.
  expect(await queues.whatIfs.getJobCounts()).toMatchObject({ completed: 0, failed: 0, waiting: 0 })
})
