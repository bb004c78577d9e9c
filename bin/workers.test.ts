import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { openLog } from '../src/log.ts'
import { type Stack, startStack } from '../src/supervise/stack.ts'
import { buildGitRepository, type GitRepository } from '../src/testing/git-repository.ts'
import { type GitHubModel, startGitHubModel } from '../src/testing/github/github-model.ts'
import { openTestDatabase, type TestDatabase } from '../src/testing/postgres.ts'
import { type Program, runProgram, startProgram } from '../src/testing/run-program.ts'

/**
 * Several machines: Postgres and Redis stand by themselves, one API takes triggers, three workers share the work, each
 * with a disk of its own.
 */
const pulls = 900
const opsToken = 'an-ops-token-for-tests'

let folder = ''
let history: GitRepository
let model: GitHubModel
let servers: Stack
let database: TestDatabase
const programs: Program[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-workers-'))
  history = await buildGitRepository()
  const root = history.commit({ files: { 'src/a.ts': 'export const a = 1\n' } })
  history.ref('refs/heads/main', root)
  const marks = Array.from({ length: pulls }, (_, at) =>
    history.commit({
      parents: [root],
      files: { [`src/part${at}.ts`]: `export const part${at} = compute(${at})\n` },
    }),
  )
  await history.write()
  model = await startGitHubModel()
  const repository = await model.addRepository('Acme', 'shop', history.gitDir)
  await repository.openPulls(marks.map((mark) => ({ head: history.sha(mark) })))
  // Empty: whichever of the four programs is first makes the tables, while the others wait.
  database = await openTestDatabase({ empty: true })
  servers = await startStack({
    config: readConfig({ DATA_DIR: join(folder, 'servers') }),
    log: openLog('test', 'silent'),
    programs: [],
  })
})
afterAll(async () => {
  for (const { child } of programs) if (child.exitCode === null) child.kill('SIGKILL')
  await Promise.all(programs.map(({ ended }) => ended))
  await servers?.stop()
  await database?.close()
  await model?.close()
  await history?.remove()
  rmSync(folder, { recursive: true, force: true })
})

function start(name: 'api' | 'worker', dataDir: string): Program {
  const program = startProgram(name, [], {
    DATA_DIR: join(folder, dataDir),
    DATABASE_URL: database.url,
    REDIS_URL: servers.redisUrl,
    PORT: '0',
    WORKER_CONCURRENCY: '1',
    LOG_LEVEL: 'debug',
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
    OPS_TRIGGER_TOKEN: opsToken,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/shop',
  })
  programs.push(program)
  return program
}

test('a worker that finds no database says so in one line', async () => {
  const { code, stderr } = await runProgram('worker', [], {
    DATABASE_URL: 'postgres://claw:secret@127.0.0.1:1/claw',
    REDIS_URL: servers.redisUrl,
  })
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /^worker: the database cannot be reached \(.*\): does it run, and is DATABASE_URL right\?\n$/,
  )
  expect(stderr).not.toContain('secret')
})

test('three workers share a scan; one is killed in its middle, and every pull request is analysed once', {
  timeout: 240_000,
}, async () => {
  const api = start('api', 'api')
  const workers = ['one', 'two', 'three'].map((name) => start('worker', name))
  const listening = await api.line((line) => line.includes('"msg":"listening"'))
  const url = `http://127.0.0.1:${(JSON.parse(listening) as { port: number }).port}`
  await Promise.all(workers.map((worker) => worker.line((line) => line.includes('"msg":"ready"'))))
  const answer = await fetch(`${url}/api/ops/public-scan`, {
    method: 'POST',
    headers: { authorization: `Bearer ${opsToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ owner: 'acme', repo: 'shop', snapshot: 'shared' }),
  })
  expect(answer.status).toBe(202)

  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const count = async () =>
      Number((await client.query('SELECT count(*) AS count FROM revisions')).rows[0].count)
    while ((await count()) === 0) await sleep(5)
    workers[1]!.child.kill('SIGKILL')
    expect(await count()).toBeLessThan(pulls)
    for (;;) {
      const { rows } = await client.query('SELECT state, error FROM scans')
      expect(rows[0].state, rows[0].error).not.toBe('failed')
      if (rows[0].state === 'done') break
      await sleep(200)
    }
    expect(await count()).toBe(pulls)
    const { rows } = await client.query('SELECT outcome, count(*)::int AS count FROM scan_pulls GROUP BY 1')
    expect(rows).toEqual([{ outcome: 'analyzed', count: pulls }])
    const shares = await client.query('SELECT count(DISTINCT number)::int AS numbers FROM revisions')
    expect(shares.rows).toEqual([{ numbers: pulls }])
  } finally {
    await client.end()
  }
  // The work was shared: more than one of them had a part of it.
  for (const worker of [workers[0]!, workers[2]!]) worker.child.kill('SIGTERM')
  const logs = await Promise.all(
    [workers[0]!, workers[2]!].map(async (worker) => (await worker.ended).stdout),
  )
  for (const log of logs) expect(log).toContain('"msg":"analysed"')
})
