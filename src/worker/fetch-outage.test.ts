import { afterEach, beforeEach, expect, test } from 'vitest'
import { type GitHubScans, openGitHubScans } from '../testing/github-scans.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'

/** A worker in this process, and a model of GitHub whose git server or API fails. */
let database: TestDatabase
let server: TestRedis
let scans: GitHubScans

beforeEach(async () => {
  ;[database, server] = await Promise.all([openTestDatabase(), openTestRedis()])
  scans = await openGitHubScans({ databaseUrl: database.url, redisUrl: server.url })
})
afterEach(async () => {
  await scans.close()
  await Promise.all([database.close(), server.close()])
})

const failing = { kind: 'status', status: 502 } as const

test('a git server that fails for a while is waited for, and every pull request is analysed', async () => {
  await scans.openPulls(6)
  scans.model.setFault(failing, { route: 'git', times: 10 })
  expect((await scans.scan('first')).row).toMatchObject({ state: 'done', listed: 6, analyzed: 6, failed: 0 })
})

test('a git server of which a third of the requests fails lets a scan come to its end with everything analysed', async () => {
  await scans.openPulls(6)
  scans.model.setFault(failing, { route: 'git', share: 0.25 })
  scans.model.setFault({ kind: 'reset' }, { route: 'git upload-pack', share: 0.1 })
  expect((await scans.scan('first')).row).toMatchObject({ state: 'done', listed: 6, analyzed: 6, failed: 0 })
})

test('a scan that can fetch nothing is paused, says why and until when, then fails; asked for again it begins anew', async () => {
  await scans.openPulls(4)
  const fault = scans.model.setFault(failing, { route: 'git' })
  await scans.trigger('first', { patienceMs: 1_500 })
  const states = new Set<string>()
  let paused: { error: string; resumes_at: Date } | undefined
  for (;;) {
    const [row] = (await scans.pool.query('SELECT state, error, resumes_at FROM scans')).rows
    states.add(row.state)
    if (row.state === 'paused') paused = row
    if (row.state === 'failed' || row.state === 'done') break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(states).toContain('paused')
  expect(paused).toMatchObject({ error: expect.stringContaining('502'), resumes_at: expect.any(Date) })
  expect(states).not.toContain('done')
  const failed = await scans.ended('first')
  expect(failed).toMatchObject({ state: 'failed', listed: 4, analyzed: 0, setsFound: null })
  expect(failed.error).toMatch(/^4 of 4 pull requests could not be read: .*502/)

  fault.clear()
  await scans.trigger('first')
  await expect.poll(async () => (await scans.ended('first')).state).toBe('done')
  expect(await scans.ended('first')).toMatchObject({ analyzed: 4, failed: 0, error: null })
})

test.each(['git', 'api'] as const)(
  'a limit at every third request slows a scan by %s down, and does not keep it from its end',
  async (source) => {
    const pulls = source === 'git' ? 320 : 5
    await scans.openPulls(pulls)
    scans.model.setFault({ kind: 'secondary-limit', retryAfter: 1 }, { every: 3 })
    const { row } = await scans.scan('first', { source })
    expect(row).toMatchObject({ state: 'done', listed: pulls, analyzed: pulls, failed: 0 })
  },
)
