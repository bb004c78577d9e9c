import { afterEach, beforeEach, expect, test } from 'vitest'
import { upsertRepository } from '../postgres/repositories.ts'
import { type GitHubScans, openGitHubScans } from '../testing/github-scans.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'

/** Real Postgres, Redis and git, a worker in this process, and a model of GitHub that counts what it is asked for. */
const hour = 3_600_000
const day = 24 * hour
let database: TestDatabase
let server: TestRedis
let scans: GitHubScans | undefined

beforeEach(async () => {
  ;[database, server] = await Promise.all([openTestDatabase(), openTestRedis()])
})
afterEach(async () => {
  await scans?.close()
  scans = undefined
  await Promise.all([database.close(), server.close()])
})

async function open(options: Parameters<typeof openGitHubScans>[1] = {}): Promise<GitHubScans> {
  scans = await openGitHubScans({ databaseUrl: database.url, redisUrl: server.url }, options)
  return scans
}

const states = async ({ pool }: GitHubScans) =>
  Object.fromEntries(
    (
      await pool.query<{ number: number; state: string }>(
        'SELECT number, state FROM pull_requests ORDER BY number',
      )
    ).rows.map(({ number, state }) => [number, state]),
  )

test('500 pull requests: 8 requests at first, none that count when nothing has changed, 3 at most when ten have', async () => {
  const { scan, openPulls, shop, commitChange, clock } = await open()
  const numbers = await openPulls(500)
  const first = await scan('first')
  expect(first.row).toMatchObject({ state: 'done', listed: 500, analyzed: 500, failed: 0 })
  // The repository, the open ones, what has changed meanwhile, and what was closed before.
  expect(first.requests).toBe(1 + 5 + 1 + 1)
  expect(first.row.githubRequests).toBe(first.requests)

  clock.now += hour
  const unchanged = await scan('unchanged')
  expect(unchanged.row).toMatchObject({ state: 'done', listed: 500, analyzed: 0, unchanged: 500 })
  expect(unchanged.counted).toBe(0)
  expect(unchanged.requests).toBe(2)

  clock.now += hour
  for (const number of numbers.slice(-10)) await shop.push(number, await commitChange(`again${number}`))
  clock.now += hour
  const changed = await scan('changed')
  expect(changed.row).toMatchObject({ state: 'done', listed: 500, analyzed: 10, unchanged: 490 })
  expect(changed.counted).toBeLessThanOrEqual(3)
})

test('what was closed, merged, reopened, opened and edited since is so afterwards, without a list', async () => {
  const { scan, openPulls, shop, commitChange, clock, pool } = await open()
  await openPulls(120)
  shop.closePull(7)
  await scan('first')
  clock.now += hour
  shop.closePull(5)
  await shop.mergePull(6)
  shop.reopenPull(7)
  shop.editPull(8, { title: 'Another title' })
  await shop.openPull({ head: await commitChange('late') })
  clock.now += hour
  const second = await scan('second')
  expect(second.row).toMatchObject({ state: 'done', listed: 121, analyzed: 1 })
  expect(second.counted).toBeLessThanOrEqual(3)
  expect(await states(scans!)).toMatchObject({ 5: 'CLOSED', 6: 'MERGED', 7: 'OPEN', 121: 'OPEN' })
  const { rows } = await pool.query('SELECT title FROM pull_requests WHERE number = 8')
  expect(rows).toEqual([{ title: 'Another title' }])
})

test('changes that come while the list is read, and in the same second, are not lost', async () => {
  let asked = 0
  const { scan, openPulls, shop, clock } = await open({
    wrap: (source) => ({
      ...source,
      async *listPulls(options, signal) {
        for await (const page of source.listPulls(options, signal)) {
          yield page
          // Everything moves up by one between the first page and the second.
          if (++asked === 1) {
            clock.now += 1_000
            shop.closePull(250)
            shop.closePull(3)
          }
        }
      },
    }),
  })
  await openPulls(250)
  const { row } = await scan('first')
  expect(row).toMatchObject({ state: 'done', listed: 250, failed: 0 })
  const found = await states(scans!)
  expect(Object.keys(found)).toHaveLength(250)
  expect([found[250], found[3], found[150]]).toEqual(['CLOSED', 'CLOSED', 'OPEN'])
})

test('a deleted pull request, which leaves no trace among the changes, is closed by the weekly list', async () => {
  const { scan, openPulls, shop, clock } = await open()
  await openPulls(20)
  await scan('first')
  shop.state.pulls.delete(4)
  clock.now += hour
  await scan('second')
  clock.now += 8 * day
  const third = await scan('third')
  expect(third.row).toMatchObject({ state: 'done' })
  expect((await states(scans!))[4]).toBe('CLOSED')
})

test('a scan of fewer is covered by one of more, and not the other way round', async () => {
  const { scan, openPulls, clock } = await open()
  await openPulls(300)
  const few = await scan('few', { maxOpenPrs: 50 })
  expect(few.row).toMatchObject({ listed: 50, analyzed: 50 })
  expect(few.requests).toBe(4)
  clock.now += hour
  const more = await scan('more', { maxOpenPrs: 250 })
  expect(more.row).toMatchObject({ listed: 250, analyzed: 200, unchanged: 50 })
  clock.now += hour
  const again = await scan('again', { maxOpenPrs: 120 })
  expect(again.row).toMatchObject({ listed: 120, unchanged: 120 })
  expect(again.counted).toBe(0)
  const all = await scan('all')
  expect(all.row).toMatchObject({ listed: 300, analyzed: 50 })
  expect(Object.values(await states(scans!))).toEqual(Array(300).fill('OPEN'))
})

test('closed and merged ones are candidates for as long as the history goes back', async () => {
  const { scan, openPulls, shop, clock } = await open({ historyDays: 30 })
  await openPulls(140)
  for (let number = 1; number <= 20; number++) shop.closePull(number)
  clock.now += 60 * day
  for (let number = 21; number <= 130; number++) await shop.closePull(number)
  clock.now += hour
  const first = await scan('first')
  expect(first.row).toMatchObject({ state: 'done', listed: 120, analyzed: 120 })
  clock.now += 40 * day
  const later = await scan('later')
  expect(later.row).toMatchObject({ state: 'done', listed: 10 })
  const whole = await scan('whole', { all: true })
  expect(whole.row).toMatchObject({ state: 'done', listed: 140, analyzed: 20 })
})

test('when the hour is used up in the middle, the scan waits and goes on with the page where it stopped, in another worker too', async () => {
  const { scan, openPulls, model, trigger, ended, restartWorker, pool, clock } = await open({
    anonymous: true,
  })
  await openPulls(600)
  const until = new Date(clock.now + 3_000)
  model.leaveRequests(4, until)
  await trigger('first')
  await expect
    .poll(async () => (await pool.query('SELECT state, resumes_at FROM scans')).rows[0])
    .toMatchObject({ state: 'paused', resumes_at: expect.any(Date) })
  await restartWorker()
  clock.now += 3_600_000
  const row = await ended('first')
  expect(row).toMatchObject({ state: 'done', listed: 600, analyzed: 600 })
  const pages = model.requests().filter(({ url, status }) => /sort=created/.test(url) && status === 200)
  expect(pages.length).toBeGreaterThanOrEqual(6)
  expect(pages.length).toBeLessThanOrEqual(7)
  expect((await scan('next')).row.state).toBe('done')
})

test('requests that are reserved for other tools are left', async () => {
  const { openPulls, model, trigger, pool } = await open({
    env: { GITHUB_REQUEST_RESERVE: '4900' },
    limits: { anonymous: 60, token: 4_903 },
  })
  await openPulls(900)
  await trigger('first')
  await expect.poll(async () => (await pool.query('SELECT state FROM scans')).rows[0]?.state).toBe('paused')
  expect(model.requests().filter(({ counted }) => counted)).toHaveLength(3)
})

test('updates that broke off do not hide those behind them', async () => {
  let breaks = true
  const { scan, openPulls, shop, clock } = await open({
    wrap: (source) => ({
      ...source,
      async *listUpdates(since, signal, isStored) {
        for await (const page of source.listUpdates!(since, signal, isStored)) {
          yield page
          if (breaks) throw new Error('broke off')
        }
      },
    }),
  })
  await openPulls(250)
  await scan('first')
  clock.now += hour
  for (let number = 1; number <= 150; number++) {
    clock.now += 1_000
    shop.editPull(number, { title: `Edited ${number}` })
  }
  clock.now += hour
  expect((await scan('second')).row.state).toBe('failed')
  breaks = false
  expect((await scan('third')).row.state).toBe('done')
  const { rows } = await scans!.pool.query(`SELECT count(*) FROM pull_requests WHERE title LIKE 'Edited%'`)
  expect(rows).toEqual([{ count: 150 }])
})

test('a limit at every third request does not keep the list of changes from its end', async () => {
  const { scan, openPulls, shop, clock, model, pool } = await open()
  const numbers = await openPulls(220)
  await scan('first')
  clock.now += hour
  for (const number of numbers) {
    clock.now += 1_000
    shop.editPull(number, { title: `Edited ${number}` })
  }
  clock.now += hour
  model.setFault({ kind: 'secondary-limit', retryAfter: 1 }, { every: 3 })
  expect((await scan('second')).row).toMatchObject({ state: 'done', listed: 220, unchanged: 220 })
  const pages = model.requests().filter(({ url, status }) => /sort=updated/.test(url) && status === 200)
  expect(pages).toHaveLength(3)
  const { rows } = await pool.query(`SELECT count(*) FROM pull_requests WHERE title LIKE 'Edited%'`)
  expect(rows).toEqual([{ count: 220 }])
})

test('after a mirror, which may be older than GitHub, the list is read whole', async () => {
  const { scan, openPulls, clock, pool } = await open()
  await openPulls(10)
  await scan('first')
  await pool.query('DELETE FROM listings')
  clock.now += hour
  const second = await scan('second')
  expect(second.row).toMatchObject({ state: 'done', listed: 10, unchanged: 10 })
})

test('a pull request whose change came to the default branch by hand is shown as landed', async () => {
  const { scan, openPulls, shop, git, clock, pool } = await open()
  const numbers = await openPulls(3)
  clock.now += hour
  const landed = async () =>
    (await pool.query('SELECT number, landed_sha AS sha FROM pull_requests WHERE landed_sha IS NOT NULL'))
      .rows as { number: number; sha: string }[]
  await scan('first')
  expect(await landed()).toEqual([])
  const main = await git.git('rev-parse', 'main')
  const tree = await git.git('rev-parse', `refs/pull/${numbers[1]}/head^{tree}`)
  const commit = await git.git('commit-tree', tree, '-p', main, '-m', 'By hand')
  await shop.pushBranch('main', commit)
  clock.now += hour
  await scan('second')
  expect(await landed()).toEqual([{ number: numbers[1], sha: commit }])
  await shop.push(numbers[1]!, await scans!.commitChange('other'))
  clock.now += hour
  await scan('third')
  expect(await landed()).toEqual([])
})

test('no matter what GitHub does meanwhile, every pull request is read in the end, or named with its reason', async () => {
  const { openPulls, model, scan, pool } = await open()
  await openPulls(24)
  model.setFault({ kind: 'status', status: 502 }, { every: 9 })
  model.setFault({ kind: 'secondary-limit', retryAfter: 1 }, { every: 25, times: 2 })
  model.setFault({ kind: 'reset' }, { every: 21 })
  model.setFault({ kind: 'truncated' }, { every: 23 })
  model.setFault(
    { kind: 'status', status: 451, message: 'Unavailable For Legal Reasons' },
    { url: /pulls\/7\/files/ },
  )
  const { row } = await scan('first', { source: 'api' })
  expect(row).toMatchObject({ state: 'done', listed: 24 })
  expect(row.analyzed + row.failed).toBe(24)
  const { rows } = await pool.query(
    `SELECT number, outcome, reason FROM scan_pulls WHERE outcome <> 'analyzed'`,
  )
  for (const { reason } of rows) expect(reason).toMatch(/\S/)
  // From git, which knows nothing of the API's refusals.
  expect(rows).toEqual([])
})

test('a repository that was renamed without our being told keeps everything under its new name', async () => {
  const { scan, openPulls, model, pool, clock } = await open()
  await openPulls(3)
  await scan('first')
  const named = async () =>
    (await pool.query('SELECT id, name, removed_at FROM repositories ORDER BY id')).rows
  const [before] = await named()
  model.renameRepository('acme/shop', 'Acme/store')
  clock.now += hour
  expect((await scan('renamed')).row).toMatchObject({ state: 'done', listed: 3, analyzed: 0, unchanged: 3 })
  expect(await named()).toEqual([{ ...before, name: 'store' }])
  clock.now += hour
  expect((await scan('by-its-old-name')).row).toMatchObject({ state: 'done', unchanged: 3 })
  expect(await named()).toEqual([{ ...before, name: 'store' }])
})

test('a name of the allowlist that leads to another repository is held against it again', async () => {
  const { scan, openPulls, model, pool } = await open({ allowedRepos: ['acme/shop', 'other/*'] })
  await openPulls(1)
  model.renameRepository('acme/shop', 'Acme/secret')
  const { row } = await scan('elsewhere')
  expect(row).toMatchObject({
    state: 'failed',
    error: 'acme/shop is Acme/secret by now, which is not in PUBLIC_SCAN_ALLOWED_REPOS',
  })
  expect((await pool.query('SELECT FROM repositories')).rowCount).toBe(0)
  model.renameRepository('Acme/secret', 'Other/shop')
  expect((await scan('allowed')).row).toMatchObject({ state: 'done', listed: 1 })
})

test('where the new name of a repository has data already, what is known under the old one is hidden and not lost', async () => {
  const { scan, openPulls, model, pool, clock } = await open()
  await openPulls(2)
  await scan('first')
  const facts = { defaultBranch: 'main', private: false, url: null }
  await upsertRepository(pool, { owner: 'Acme', name: 'store', ...facts })
  model.renameRepository('acme/shop', 'Acme/store')
  clock.now += hour
  expect((await scan('renamed')).row).toMatchObject({ state: 'done', listed: 2 })
  const { rows } = await pool.query(
    'SELECT name, removed_at IS NOT NULL AS hidden FROM repositories ORDER BY name',
  )
  expect(rows).toEqual([
    { name: 'shop', hidden: true },
    { name: 'store', hidden: false },
  ])
})
