import { AsyncLocalStorage } from 'node:async_hooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { reapplyVerdicts } from '../comparison/reapply-verdicts.ts'
import { openAccept } from '../composition/accept.ts'
import { openWorkerService, type WorkerService } from '../composition/worker-service.ts'
import { readConfig } from '../config.ts'
import type { FetchedChange } from '../domain/pull-request.ts'
import { SourceWait } from '../domain/wait.ts'
import { collectGarbage } from '../idle-memory.ts'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { readScanSets } from '../postgres/read-scan-sets.ts'
import { readIncomplete } from '../postgres/scan-pulls.ts'
import { readScan, type ScanRow } from '../postgres/scans.ts'
import { deleteVerdict, upsertVerdict } from '../postgres/verdicts.ts'
import { openQueues, type Queues } from '../queue/queues.ts'
import { openClaims } from '../redis/claims.ts'
import { openRedis } from '../redis/connection.ts'
import type { PullSource } from '../source/source.ts'
import { programCommand } from '../supervise/program.ts'
import { buildSampleRepository } from '../testing/duplicate-repository.ts'
import { buildGitRepository, type GitRepository } from '../testing/git-repository.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'
import { wordFacts } from '../words/pair-reasons.ts'
import { keepHouse } from './housekeeping.ts'
import { recoverScans } from './recover.ts'
import type { During } from './start.ts'
import { openAnalysisThread } from './thread.ts'

/** Real Postgres, Redis and git; a worker in this process, its source wrapped where a test wants it to fail. */
const log = openLog('test', 'silent')
let database: TestDatabase
let server: TestRedis
let repository: GitRepository
let pool: Pool
let queues: Queues
let redis: ReturnType<typeof openRedis>
const services: WorkerService[] = []

beforeEach(async () => {
  ;[database, server, repository] = await Promise.all([
    openTestDatabase(),
    openTestRedis(),
    buildSampleRepository(),
  ])
  pool = openPool(database.url, { application: 'test', log })
  redis = openRedis(server.url, 'worker', log)
  queues = openQueues(redis)
})
afterEach(async () => {
  for (const service of services.splice(0)) await service.close()
  await queues.close()
  redis.disconnect()
  await pool.end()
  await Promise.all([database.close(), server.close(), repository.remove()])
})

async function work(
  wrap: (source: PullSource, repo: string) => PullSource = (source) => source,
  concurrency = 2,
  during?: During,
): Promise<void> {
  const service = openWorkerService({
    databaseUrl: database.url,
    redisUrl: server.url,
    config: readConfig({}),
    log,
    thread: openAnalysisThread({
      program: programCommand('analysis-thread').args,
      data: { databaseUrl: database.url, logLevel: 'silent' },
      memoryMb: 160,
      log,
    }),
    wrapSource: (source, _, { repo }) => wrap(source, repo),
    ...(during && { during }),
  })
  services.push(service)
  await service.runScans(concurrency)
}

const accept = () => openAccept(pool, openClaims(redis), queues)

async function trigger(snapshot: string, repo = 'gateway', dir = repository.gitDir): Promise<boolean> {
  const identity = { owner: 'acme', repo, snapshot }
  const { created } = await accept()(identity, { source: { kind: 'mirror', dir }, actor: null })
  return created
}

async function ended(
  snapshot: string,
  states: ScanRow['state'][] = ['done', 'failed'],
  repo = 'gateway',
): Promise<ScanRow> {
  for (;;) {
    const row = await readScan(pool, { owner: 'acme', repo, snapshot })
    if (row !== null && states.includes(row.state)) return row
    await sleep(20)
  }
}
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const edgesOf = async () =>
  (await pool.query('SELECT a, b, category, relation, score, signals, evidence FROM edges ORDER BY a, b'))
    .rows

test('listing, reading and comparing are done as work of which the process knows', async () => {
  const jobs = new AsyncLocalStorage<number>()
  let begun = 0
  const seen: string[] = []
  const note = (what: string) => seen.push(jobs.getStore() === undefined ? `${what} unknown` : what)
  await work(
    (source) => ({
      ...source,
      listPulls(...asked) {
        note('list')
        return source.listPulls(...asked)
      },
      fetchChanges(...asked) {
        note('read')
        return source.fetchChanges(...asked)
      },
      findLandings(...asked) {
        note('compare')
        return source.findLandings!(...asked)
      },
    }),
    2,
    (job) => jobs.run(++begun, job),
  )
  await trigger('one')
  await ended('one')
  expect(seen).toEqual(['list', 'read', 'compare'])
})

test('a scan that has ended keeps nothing of what it has read of the history', async () => {
  const opened: WeakRef<PullSource>[] = []
  await work((source) => {
    opened.push(new WeakRef(source))
    return source
  })
  await trigger('one')
  await ended('one')
  await trigger('gone', 'gateway', '/nowhere')
  await ended('gone')
  expect(opened.length).toBe(2)
  await expect
    .poll(async () => {
      await collectGarbage()
      return opened.filter((source) => source.deref() !== undefined).length
    })
    .toBe(0)
})

test('a scan that waits for GitHub, and then fails and is tried again, goes on with the source that it has', async () => {
  let opened = 0
  const troubles = [new SourceWait(new Date(), 'rate limit'), new Error('the index is upside down')]
  await work((real) => {
    opened++
    return {
      ...real,
      async fetchRules(signal) {
        const trouble = troubles.shift()
        if (trouble !== undefined) throw trouble
        return real.fetchRules(signal)
      },
    }
  })
  await trigger('one')
  expect(await ended('one')).toMatchObject({ state: 'done', analyzed: 5 })
  expect([troubles.length, opened]).toEqual([0, 1])
})

test('a scan lists, analyses, compares and stores; the next one finds everything unchanged and the same edges', async () => {
  await work()
  await trigger('one')
  const first = await ended('one')
  expect(first).toMatchObject({
    state: 'done',
    listed: 5,
    analyzed: 5,
    unchanged: 0,
    failed: 0,
    setsFound: 1,
    error: null,
  })
  const edges = await edgesOf()
  await trigger('two')
  expect(await ended('two')).toMatchObject({
    state: 'done',
    listed: 5,
    analyzed: 0,
    unchanged: 5,
    failed: 0,
    setsFound: 1,
  })
  expect(await edgesOf()).toEqual(edges)
  expect(await readScanSets(pool, first.repositoryId!, first.id)).toMatchObject([
    { original: 1, category: 'SAME_CHANGE' },
  ])
})

test('a release branch is a duplicate by what no other has, and a roll-up on what it carries', async () => {
  const base = 1
  const port = await repository.git('show', 'refs/pull/1/head:src/gateway/port.ts')
  const write = (author: string, parent: number, message: string, files: Record<string, string>) =>
    repository.commit({ parents: [parent], author: `${author} <${author}@example.org>`, message, files })
  const limit = {
    'src/channels/limit.ts': 'export const limitOf = (channel: string) => channel.length * 4096\n',
  }
  const carried = write('bela', base, 'Limit channels\n', limit)
  const more = write('cato', carried, 'Count sockets\n', { 'src/count.ts': 'export let socketCount = 0\n' })
  const last = write('dora', more, 'Name sockets\n', { 'src/name.ts': 'export const socketName = "s"\n' })
  // A fix in two steps: the first one's content is in neither end of the whole change.
  const half = write('keeper', last, 'Ports in brackets\n', { 'src/gateway/port.ts': `// soon\n${port}\n` })
  const release = write('keeper', half, 'Ports for good\n', { 'src/gateway/port.ts': `${port}\n` })
  repository.ref('refs/pull/6/head', carried)
  repository.ref('refs/pull/7/head', release)
  await repository.write()
  await work()
  await trigger('one')
  const { id, repositoryId } = await ended('one')
  const edges = await edgesOf()
  const own = edges.find(({ a, b }) => a === 1 && b === 7)
  expect(own).toMatchObject({ category: 'SAME_CHANGE', relation: null })
  expect(wordFacts(own.evidence.facts)[0]).toMatch(
    /, counting only the 2 commits of #7 that no other pull request has$/,
  )
  expect(edges.find(({ a, b }) => a === 6 && b === 7)).toMatchObject({ relation: 'ROLL_UP' })
  const [set, ...others] = await readScanSets(pool, repositoryId!, id)
  expect([set!.members.map(({ number }) => number), others]).toEqual([[1, 2, 7], []])
})

test('a pull request whose change cannot be had fails alone, with its reason', async () => {
  await work((real) => ({
    ...real,
    async *fetchChanges(pulls, signal) {
      for await (const change of real.fetchChanges(pulls, signal))
        yield change.number === 3
          ? { ok: false as const, number: 3, headSha: change.headSha, reason: 'its head was deleted' }
          : change
    },
  }))
  await trigger('one')
  const scan = await ended('one')
  expect(scan).toMatchObject({ state: 'done', listed: 5, analyzed: 4, failed: 1, setsFound: 1 })
  expect(await readIncomplete(pool, scan.id)).toEqual([
    { number: 3, outcome: 'failed', reason: 'its head was deleted' },
  ])
})

test('a source that breaks is tried again, and what it gave before is not asked for twice', async () => {
  const asked: number[] = []
  let broken = false
  await work((real) => ({
    ...real,
    async *fetchChanges(pulls, signal) {
      for await (const change of real.fetchChanges(pulls, signal)) {
        if (asked.length === 2 && !broken) {
          broken = true
          throw new Error('connection reset')
        }
        asked.push(change.number)
        yield change
      }
    },
  }))
  await trigger('one')
  expect(await ended('one')).toMatchObject({ state: 'done', analyzed: 5, failed: 0 })
  expect(asked.sort()).toEqual([1, 2, 3, 4, 5])
})

test('a source that stays broken fails the scan with the reason, and names every pull request that it left out', async () => {
  let broken = true
  await work((real) => ({
    ...real,
    async *fetchChanges(pulls, signal) {
      if (broken) throw new Error('the index is upside down')
      yield* real.fetchChanges(pulls, signal)
    },
  }))
  await trigger('one')
  const scan = await ended('one')
  expect(scan).toMatchObject({ state: 'failed', listed: 5, analyzed: 0, failed: 5, setsFound: null })
  expect(scan.error).toBe('5 of 5 pull requests could not be read: the index is upside down')
  expect((await readIncomplete(pool, scan.id)).map(({ reason }) => reason)).toEqual(
    Array(5).fill('the index is upside down'),
  )
  broken = false
  while (!(await trigger('one'))) await sleep(20)
  expect(await ended('one', ['done'])).toMatchObject({ analyzed: 5, failed: 0, error: null })
})

test('a batch that fails for a reason of its own fails alone, where others could be read', async () => {
  await work((real) => ({
    ...real,
    async *fetchChanges(pulls, signal) {
      for await (const change of real.fetchChanges(pulls, signal)) {
        if (change.number === 4) throw new Error('this one is odd')
        yield change
      }
    },
  }))
  await trigger('one')
  const scan = await ended('one')
  expect(scan.state).toBe('done')
  expect(scan.analyzed + scan.failed).toBe(5)
  expect(await readIncomplete(pool, scan.id)).toContainEqual({
    number: 4,
    outcome: 'failed',
    reason: 'this one is odd',
  })
})

test('an unknown repository fails at once with the sentence that says why, and may be triggered again', async () => {
  const { AppError } = await import('../errors.ts')
  let known = false
  await work((real) => ({
    ...real,
    fetchRepository(signal) {
      if (known) return real.fetchRepository(signal)
      return Promise.reject(new AppError('NOT_FOUND', 'acme/gateway: no such repository'))
    },
  }))
  await trigger('one')
  expect(await ended('one')).toMatchObject({ state: 'failed', error: 'acme/gateway: no such repository' })
  known = true
  // The state is written a moment before the queue has put the job away.
  while (!(await trigger('one'))) await sleep(20)
  expect(await ended('one', ['done'])).toMatchObject({ state: 'done', error: null, analyzed: 5 })
})

test('when GitHub asks to wait the scan says until when, holds no worker, and goes on by itself', async () => {
  let asked = 0
  let until = new Date(0)
  await work((real) => ({
    ...real,
    fetchRepository(signal) {
      if (asked++ > 0) return real.fetchRepository(signal)
      // Counted from the question, so that a slow start of the worker does not use the wait up.
      until = new Date(Date.now() + 3_000)
      return Promise.reject(new SourceWait(until, 'rate limit'))
    },
  }))
  await trigger('one')
  expect((await ended('one', ['paused'])).resumesAt).toEqual(until)
  // The row says so a moment before the queue has put the job back.
  while ((await queues.scans.getJobCounts('active')).active !== 0) await sleep(10)
  expect(await queues.scans.getJobCounts('active', 'delayed')).toEqual({ active: 0, delayed: 1 })
  expect(await ended('one')).toMatchObject({ state: 'done', resumesAt: null, analyzed: 5 })
})

test('an accepted scan that the queue has lost is put back at the next start, and analysed heads are not analysed again', async () => {
  await work()
  await trigger('one')
  await ended('one')
  await services.splice(0)[0]!.close()
  await trigger('two')
  await server.flush()
  expect(await recoverScans({ pool, queues, log })).toBe(1)
  expect(await recoverScans({ pool, queues, log })).toBe(0)
  await work()
  expect(await ended('two')).toMatchObject({ state: 'done', analyzed: 0, unchanged: 5 })
})

test('a worker that is told to stop in mid-scan leaves the rest to the next one; nothing is analysed twice', async () => {
  const analysed: number[] = []
  let stopping: Promise<void> | undefined
  await work((real) => ({
    ...real,
    async *fetchChanges(pulls, signal) {
      for await (const change of real.fetchChanges(pulls, signal)) {
        if (analysed.length === 2 && stopping === undefined) stopping = services[0]!.close()
        analysed.push(change.number)
        yield change
      }
    },
  }))
  await trigger('one')
  while (stopping === undefined) await sleep(10)
  await stopping
  services.splice(0)
  await work()
  expect(await ended('one')).toMatchObject({ state: 'done', listed: 5, analyzed: 5, failed: 0 })
  expect(analysed.sort()).toEqual([1, 2, 3, 4, 5])
})

test('a job whose lock is lost runs once at a time in a process: the run that lost it ends before the next begins', async () => {
  let underWay = 0
  let most = 0
  let runs = 0
  await work((real) => ({
    ...real,
    async *listPulls(options, signal) {
      most = Math.max(most, ++underWay)
      try {
        // Starved until it is told that the job is no longer its own.
        if (++runs === 1) {
          await redis.del(queues.scans.toKey('acme/gateway/one:lock'))
          await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
          signal.throwIfAborted()
        }
        yield* real.listPulls(options, signal)
      } finally {
        await sleep(200)
        underWay--
      }
    },
  }))
  await trigger('one')
  expect(await ended('one')).toMatchObject({ state: 'done', analyzed: 5, failed: 0 })
  expect({ most, runs }).toEqual({ most: 1, runs: 2 })
})

test('a pull request that leaves the list is no longer open', async () => {
  await work()
  await trigger('one')
  await ended('one')
  await repository.git('update-ref', '-d', 'refs/pull/2/head')
  await trigger('two')
  expect(await ended('two')).toMatchObject({ state: 'done', listed: 4, setsFound: 1 })
  expect((await pool.query('SELECT state FROM pull_requests WHERE number = 2')).rows).toEqual([
    { state: 'CLOSED' },
  ])
})

test("a repository's own rules decide what its paths are for; a change of them fetches nothing again, a mistake in them is kept to be shown", async () => {
  let rules: string | null = null
  let fetched = 0
  await work((real) => ({
    ...real,
    fetchRules: () => Promise.resolve(rules),
    fetchChanges(pulls, signal) {
      fetched += pulls.length
      return real.fetchChanges(pulls, signal)
    },
  }))
  const sets = async () => (await pool.query('SELECT id FROM duplicate_sets')).rows.length
  await trigger('one')
  expect(await ended('one')).toMatchObject({ state: 'done', setsFound: 1 })
  const before = await edgesOf()

  rules = '{"paths":{"metadata":["src/gateway/**"]}}'
  await trigger('two')
  expect(await ended('two')).toMatchObject({ state: 'done', setsFound: 0, unchanged: 5 })
  expect(await sets()).toBe(0)

  rules = '{"paths":{"metadat":["src/gateway/**"]}}'
  await trigger('three')
  expect(await ended('three')).toMatchObject({ state: 'done', setsFound: 1 })
  expect(await edgesOf()).toEqual(before)
  expect((await pool.query('SELECT rules, rules_problem FROM repositories')).rows).toEqual([
    {
      rules: null,
      rules_problem:
        'clawtriage.json: "paths" knows production, test, docs, metadata, generated, not "metadat"',
    },
  ])
  expect(fetched).toBe(5)
})

test('two snapshots of one repository run one after the other, and the second finds everything unchanged', async () => {
  let underWay = 0
  let most = 0
  await work((real) => ({
    ...real,
    async *listPulls(options, signal) {
      most = Math.max(most, ++underWay)
      await sleep(100)
      yield* real.listPulls(options, signal)
      underWay--
    },
  }))
  await Promise.all([trigger('one'), trigger('two'), trigger('three')])
  const scans = [await ended('one'), await ended('two'), await ended('three')]
  expect(most).toBe(1)
  const [first, ...later] = scans.sort((a, b) => a.id - b.id)
  expect(first).toMatchObject({ state: 'done', analyzed: 5, unchanged: 0 })
  for (const scan of later) expect(scan).toMatchObject({ state: 'done', analyzed: 0, unchanged: 5 })
})

test('a small repository is not kept waiting until a large one is read', async () => {
  const large = await buildGitRepository()
  try {
    const root = large.commit({ files: { 'src/a.ts': '1\n' } })
    large.ref('refs/heads/main', root)
    for (let number = 1; number <= 500; number++)
      large.ref(
        `refs/pull/${number}/head`,
        large.commit({ parents: [root], files: { [`src/${number}.ts`]: `${number}\n` } }),
      )
    await large.write()
    const order: string[] = []
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await work(
      (real, repo) => ({
        ...real,
        async *fetchChanges(pulls, signal) {
          order.push(repo)
          if (order.length === 1) await released
          yield* real.fetchChanges(pulls, signal)
        },
      }),
      1,
    )
    await trigger('one', 'large', large.gitDir)
    while (order.length === 0) await sleep(10)
    await trigger('one', 'small')
    // Two batches of the large one and the only one of the small one.
    while ((await queues.analyses.getJobCounts('prioritized')).prioritized !== 3) await sleep(10)
    release()
    expect(await ended('one', ['done'], 'large')).toMatchObject({ listed: 500, analyzed: 500 })
    expect(await ended('one', ['done'], 'small')).toMatchObject({ analyzed: 5 })
    expect(order).toEqual(['large', 'small', 'large', 'large'])
  } finally {
    await large.remove()
  }
})

test('a scan whose queue is emptied while it runs is put back and ends; what was analysed is not analysed again', async () => {
  const analysed: number[] = []
  let emptied = false
  await work((real) => ({
    ...real,
    async *fetchChanges(pulls, signal) {
      for await (const change of real.fetchChanges(pulls, signal)) {
        analysed.push(change.number)
        yield change
      }
      if (emptied) return
      emptied = true
      await server.flush()
    },
  }))
  await trigger('one')
  while (!emptied) await sleep(10)
  const config = { publicScanAllowedRepos: [], scanMaxAgeMs: null, scanSource: 'git' as const }
  const house = { pool, queues, redis, accept: accept(), config, log, now: () => new Date() }
  for (let row = await ended('one', ['active', 'done']); row.state !== 'done'; ) {
    await keepHouse(house)
    await sleep(50)
    row = await ended('one', ['active', 'done'])
  }
  expect(await ended('one')).toMatchObject({ state: 'done', listed: 5, analyzed: 5, failed: 0 })
  expect(analysed.sort()).toEqual([1, 2, 3, 4, 5])
})

test('a repository that the clock has missed is scanned under the hour, once, and then it is no longer overdue', async () => {
  const now = new Date('2026-11-23T12:20:00Z')
  const config = {
    publicScanAllowedRepos: ['acme/gateway'],
    scanMaxAgeMs: 3_600_000,
    scanSource: 'git' as const,
  }
  const house = { pool, queues, redis, accept: accept(), config, log, now: () => now }
  await Promise.all([keepHouse(house), keepHouse(house), keepHouse(house)])
  expect(await queues.scans.getJobCounts('waiting', 'active')).toEqual({ waiting: 1, active: 0 })
  expect(await readScan(pool, { owner: 'acme', repo: 'gateway', snapshot: '2026-11-23T12Z' })).toMatchObject({
    state: 'waiting',
    actor: 'overdue',
  })
})

test('two fresh scans of the same heads store the same edges and sets, in whatever order changes come', async () => {
  const stored = async () => ({
    edges: await edgesOf(),
    sets: (await pool.query('SELECT * FROM duplicate_sets ORDER BY id')).rows.map(
      ({ first_seen_at: _, updated_at: __, repository_id: ___, ...set }) => set,
    ),
  })
  await work()
  await trigger('one')
  await ended('one')
  const first = await stored()
  expect(first.edges.length).toBeGreaterThan(0)
  await services.pop()!.close()
  await pool.query('TRUNCATE repositories, scans CASCADE')
  await work(
    (real) => ({
      ...real,
      async *listPulls(options, signal) {
        for await (const page of real.listPulls(options, signal))
          for (const pull of [...page].reverse()) yield [pull]
      },
      async *fetchChanges(pulls, signal) {
        const changes: FetchedChange[] = []
        for await (const change of real.fetchChanges(pulls, signal)) changes.push(change)
        yield* changes.reverse()
      },
    }),
    4,
  )
  await trigger('two')
  await ended('two')
  expect(await stored()).toEqual(first)
})

test('a change that was read in part is named by every scan, not by the first alone', async () => {
  await work((real) => ({
    ...real,
    async *fetchChanges(pulls, signal) {
      for await (const change of real.fetchChanges(pulls, signal))
        yield change.ok && change.number === 2 ? { ...change, degraded: 'a file is too large' } : change
    },
  }))
  for (const [snapshot, outcome] of [
    ['one', 'analyzed'],
    ['two', 'unchanged'],
  ] as const) {
    await trigger(snapshot)
    const scan = await ended(snapshot)
    expect(scan.degraded).toBe(1)
    expect(await readIncomplete(pool, scan.id)).toEqual([
      { number: 2, outcome, reason: 'a file is too large' },
    ])
  }
})

test('a maintainer’s word outlives the scans that follow, and the comparison’s own answer is kept behind it', async () => {
  await work()
  await trigger('one')
  const { repositoryId, setsFound } = await ended('one')
  expect(setsFound).toBe(1)
  await upsertVerdict(pool, repositoryId!, { a: 1, b: 2, verdict: 'NOT_RELATED' }, null)
  await trigger('two')
  expect((await ended('two')).setsFound).toBe(0)
  const { rows } = await pool.query(
    'SELECT category, score, verdict, claimed FROM edges WHERE a = 1 AND b = 2',
  )
  expect(rows[0]).toMatchObject({ score: 0, verdict: 'NOT_RELATED', claimed: { category: 'SAME_CHANGE' } })
  await deleteVerdict(pool, repositoryId!, 1, 2)
  await reapplyVerdicts(pool, repositoryId!)
  const sets = await pool.query('SELECT category, original FROM duplicate_sets')
  expect(sets.rows).toEqual([{ category: 'SAME_CHANGE', original: 1 }])
  await trigger('three')
  expect((await ended('three')).setsFound).toBe(1)
})

test('a newer version derives anew what is stored, facts in the place of old sentences too, and fetches nothing for it', async () => {
  const asked: number[] = []
  await work((source) => ({
    ...source,
    fetchChanges(pulls, signal) {
      asked.push(...pulls.map(({ number }) => number))
      return source.fetchChanges(pulls, signal)
    },
  }))
  await trigger('one')
  const first = await ended('one')
  const before = await edgesOf()
  expect(before.length).toBeGreaterThan(0)
  asked.length = 0
  // As the version before this one has left it: of another number, with a signature that cannot be read any more.
  await pool.query("UPDATE revisions SET algorithm_version = algorithm_version - 1, signature = '\\x00'")
  await pool.query('TRUNCATE pair_facts')
  await pool.query(
    `UPDATE edges SET evidence = evidence || '{"facts": [{"kind": "text", "text": "a sentence"}], "shortfall": null}'`,
  )
  await pool.query('UPDATE repositories SET compared_digest = NULL')
  await trigger('two')
  const second = await ended('two')
  expect(second).toMatchObject({ state: 'done', analyzed: 0, failed: 0, unchanged: first.analyzed })
  expect(asked).toEqual([])
  expect(await edgesOf()).toEqual(before)
  const { rows } = await pool.query(
    'SELECT count(*)::int AS rows, count(DISTINCT number)::int AS pulls FROM revisions',
  )
  expect(rows[0].rows).toBe(rows[0].pulls)
})
