import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstRequests } from '../../api/preloads.ts'
import { counts, page as list, repositories, scan, setQueue, sets, summaries } from '../testing/answers.ts'
import { group, groups } from '../testing/issue-answers.ts'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import { candidates, comparison, detail, queue } from '../testing/pull-answers.ts'
import type { Answer, Answers } from '../testing/stand-in-api.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const base = '/api/repos/openclaw/openclaw'
const refused: Answer = {
  status: 503,
  body: { error: { code: 'UNAVAILABLE', message: 'Postgres is down.' } },
}

/**
 * Each page: its address, what it reads, the answer that is full and what is seen then, and the same for an empty one.
 */
const pages = [
  {
    name: 'repositories',
    path: '/',
    reads: '/api/repos',
    full: list(repositories),
    seen: '3,412 open pull requests, 11 in part',
    empty: list([]),
    hint: 'npm run trigger:scan -- --owner owner --repo repository',
  },
  {
    name: 'duplicate sets',
    path: '/openclaw/openclaw',
    reads: `${base}/duplicate-sets`,
    full: list(summaries(sets), { counts, ...setQueue }),
    seen: '#3101 and 2 more do what #2700 does: identical production change in src/gateway/port.ts',
    empty: list([], {
      counts: {},
      openPulls: 2,
      comparedAt: '2026-11-26T00:00:00Z',
      decisions: { open: 0, waiting: 0, decided: 0, closed: 0 },
    }),
    hint: 'No duplicates',
  },
  {
    name: 'duplicate set',
    path: '/openclaw/openclaw/sets/set-2700',
    reads: `${base}/duplicate-sets/set-2700`,
    full: sets[0],
    seen: '#3101 and 2 more do what #2700 does',
    empty: { ...sets[0], edges: [] },
    hint: 'No pair in this set has evidence to show.',
  },
  {
    name: 'pair',
    path: '/openclaw/openclaw/compare/2700...3101',
    reads: `${base}/compare/2700...3101`,
    full: comparison,
    seen: '1 line in both, 1 only in #2700, 1 only in #3101',
    empty: { ...comparison, edge: null, files: [] },
    hint: 'Neither changes any file.',
  },
  {
    name: 'issues',
    path: '/openclaw/openclaw/issues',
    reads: `${base}/issues`,
    full: list(groups),
    seen: '4 open pull requests close it, and 1 more mentions it.',
    empty: list([]),
    hint: 'No issue has several pull requests',
  },
  {
    name: 'issue',
    path: '/openclaw/openclaw/issues/2688',
    reads: `${base}/issues/2688`,
    full: group,
    seen: '+1,204 −318',
    empty: { ...group, mentions: [], ended: [], members: group.members.slice(1, 2) },
    hint: 'role unknown',
  },
  {
    name: 'pull requests',
    path: '/openclaw/openclaw/pulls',
    reads: `${base}/pulls`,
    full: list(queue),
    seen: 'Keep unsent messages in SQLite',
    empty: list([]),
    hint: 'Nothing was open at the last scan.',
  },
  {
    name: 'pull request',
    path: '/openclaw/openclaw/pulls/3101',
    reads: `${base}/pulls/3101/candidates`,
    full: list(candidates),
    seen: 'Stacked',
    empty: list([]),
    hint: 'Nothing similar',
  },
  {
    name: 'scans',
    path: '/openclaw/openclaw/scans',
    reads: `${base}/scans`,
    full: list([scan]),
    seen: '3,375',
    empty: list([]),
    hint: 'npm run trigger:scan -- --owner openclaw --repo openclaw',
  },
] as const

/** Lists without anything in them, and nothing else. */
const emptyLists: Answers = (path) =>
  /\/(?:repos|duplicate-sets|issues|pulls|candidates|scans)$/.test(path) ? { body: list([]) } : undefined

/** Everything answered, and one path as the test says. */
const answering =
  (reads: string, answer: Answer): Answers =>
  (path) => {
    if (path === reads) return answer
    if (path === `${base}/scans`) return { body: list([scan]) }
    if (path === `${base}/pulls/3101`) return { body: detail }
    if (path.startsWith(`${base}/compare/`)) return { body: comparison }
    return undefined
  }

describe.each(pages)('the page of $name', ({ path, reads, full, seen, empty, hint }) => {
  test('says what it is waiting for while no answer is there', async () => {
    const { page, faults } = await dashboard.visit(path, answering(reads, 'never'))
    await page.locator('claw-waiting [role=status]').first().waitFor({ state: 'attached' })
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    expect(faults).toEqual([])
  })

  test('shows what is there', async () => {
    const { page, faults } = await dashboard.visit(path, answering(reads, { body: full }))
    await page.locator('main').getByText(seen).first().waitFor({ state: 'attached' })
    await expect.poll(() => page.locator('claw-waiting, claw-failure').count()).toBe(0)
    expect(faults).toEqual([])
  })

  test('says so when there is nothing', async () => {
    const { page, faults } = await dashboard.visit(path, answering(reads, { body: empty }))
    await page.locator('main').getByText(hint).first().waitFor({ state: 'attached' })
    expect(faults).toEqual([])
  })

  test('says why it failed, and reads again when asked to', async () => {
    const { page, faults } = await dashboard.visit(path, answering(reads, refused))
    await page.getByRole('alert').getByText('Postgres is down.').waitFor()
    const before = dashboard.requests.length
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => dashboard.requests.length).toBeGreaterThan(before)
    expect(faults).toEqual([])
  })
})

test('the table of an issue is sorted by the keyboard, in both directions, and says how', async () => {
  const { page, faults } = await dashboard.visit(
    '/openclaw/openclaw/issues/2688',
    answering(`${base}/issues/2688`, { body: group }),
  )
  const rows = page.locator('claw-keeper-table tbody th .id')
  await rows.first().waitFor()
  expect(await rows.allTextContents()).toEqual(['#2700', '#2954', '#3017', '#3101'])
  await page.getByRole('button', { name: 'Size' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => rows.allTextContents()).toEqual(['#2700', '#3101', '#3017', '#2954'])
  expect(await page.getByRole('columnheader', { name: 'Size' }).getAttribute('aria-sort')).toBe('ascending')
  await page.keyboard.press('Enter')
  await expect.poll(() => rows.allTextContents()).toEqual(['#3017', '#3101', '#2700', '#2954'])
  expect(await page.getByRole('columnheader', { name: 'Size' }).getAttribute('aria-sort')).toBe('descending')
  expect(faults).toEqual([])
})

test('a server that is gone is said to be gone', async () => {
  const { page } = await dashboard.visit('/', emptyLists)
  await page.getByText('No repository has been scanned yet').waitFor()
  await page.route('**/api/**', (route) => route.abort())
  await page.evaluate(() => history.pushState(null, '', '/openclaw/openclaw'))
  await page.evaluate(() => window.dispatchEvent(new PopStateEvent('popstate')))
  await page.getByText('ClawTriage does not answer').waitFor()
})

test('a page whose code is gone, as after an update, says so in its place and asks to load it again', async () => {
  const { page } = await dashboard.visit('/openclaw/openclaw', emptyLists)
  await page.route('**/assets/scans-page*', (route) => route.abort())
  await page.getByRole('link', { name: 'Scans' }).click()
  await page.getByText('ClawTriage may have been updated').waitFor()
  await page.unroute('**/assets/scans-page*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('claw-scans-page h1').waitFor()
})

test('an address that names no view says so and leads home', async () => {
  const { page } = await dashboard.visit('/openclaw/openclaw/nowhere', emptyLists)
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
  await page.getByRole('link', { name: 'all repositories', exact: true }).click()
  await page.getByText('No repository has been scanned yet').waitFor()
})

test.each(pages)(
  '$name: what the server has fetched beforehand is what it reads, and nothing twice',
  async ({ path, reads, full }) => {
    const answers: Answers = (asked, ...more) =>
      asked === reads ? { body: full } : emptyLists(asked, ...more)
    const { page } = await dashboard.visit(path, answers)
    await page.waitForLoadState('networkidle').catch(() => {})
    const all = dashboard.requests.filter((request) => !request.endsWith('/api/events'))
    expect(new Set(all).size).toBe(all.length)
    // What only an answer tells to ask for.
    const told = /\/compare\/|limit=100&decision=open/
    const asked = all.filter((request) => !told.test(request) || path.includes('/compare/'))
    const expected = firstRequests(path).map((request) => `GET ${request}`)
    expect(expected.length).toBeGreaterThan(0)
    expect([...asked].sort()).toEqual([...expected].sort())
  },
)
