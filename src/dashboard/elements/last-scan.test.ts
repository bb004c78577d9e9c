import { afterAll, beforeAll, expect, test } from 'vitest'
import { counts, page as list, scan, sets, summaries } from '../testing/answers.ts'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import type { Answers } from '../testing/stand-in-api.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const base = '/api/repos/openclaw/openclaw'
const under = { ...scan, state: 'active' as const, listed: 100, analyzed: 10, unchanged: 0, finishedAt: null }
const event = (state: string, analyzed: number, more: object = {}) => ({
  type: 'scan',
  owner: 'OpenClaw',
  repo: 'openclaw',
  snapshot: scan.snapshot,
  state,
  resumesAt: null,
  progress: { listed: 100, analyzed, unchanged: 0, failed: 0 },
  ...more,
})

test('a scan is followed as it happens, through a wait and a lost connection, to its end', async () => {
  let now: object = under
  const answers: Answers = (path) => {
    if (path === `${base}/scans`) return { body: list([now], { openPulls: 3_412 }) }
    if (path === `${base}/duplicate-sets`) return { body: list(summaries(sets), { counts }) }
    return path === `${base}/agreement` ? { body: { said: 0, right: 0 } } : undefined
  }
  const { page } = await dashboard.visit('/openclaw/openclaw', answers)
  await page.getByText('10 of 100 pull requests read').waitFor()
  dashboard.emit(event('active', 40))
  await page.getByText('40 of 100 pull requests read').waitFor()
  expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40')
  dashboard.emit({ ...event('active', 99), repo: 'another' })
  dashboard.emit(event('paused', 40, { resumesAt: '2026-11-23T09:00:00Z' }))
  await page.getByText('Paused until').waitFor()
  // What is told while no page listens is read when one does again.
  now = { ...under, analyzed: 70 }
  dashboard.breakStreams()
  await page.getByText('70 of 100 pull requests read').waitFor()
  now = scan
  const before = dashboard.requests.filter((request) => request.includes('duplicate-sets')).length
  dashboard.emit(event('done', 100))
  await page.getByText('3,412 open pull requests').waitFor()
  dashboard.emit({ type: 'sets', owner: 'openclaw', repo: 'openclaw' })
  await expect
    .poll(() => dashboard.requests.filter((request) => request.includes('duplicate-sets')).length)
    .toBeGreaterThan(before)
})

test('without a connection that is said, and the scan is asked about now and then instead', async () => {
  let analyzed = 10
  const answers: Answers = (path) => {
    if (path === `${base}/scans`) return { body: list([{ ...under, analyzed: analyzed++ }]) }
    if (path === '/api/events')
      return { status: 503, body: { error: { code: 'UNAVAILABLE', message: 'no' } } }
    return path === `${base}/duplicate-sets`
      ? { body: list(summaries(sets), { counts }) }
      : path === `${base}/agreement`
        ? { body: { said: 0, right: 0 } }
        : undefined
  }
  const { page } = await dashboard.visit('/openclaw/openclaw', answers)
  await page.getByText('Not connected: this may be out of date.').waitFor()
  await page.getByText('11 of 100 pull requests read').waitFor()
})

test.each(['', '/pulls', '/scans'])(
  'a repository that was never scanned says so, without an alarm, until it is (%s)',
  async (section) => {
    let now: Answers = () => undefined
    const { page, faults } = await dashboard.visit(`/openclaw/openclaw${section}`, (...asked) =>
      now(...asked),
    )
    await page.locator('claw-last-scan').getByText('Not scanned yet').waitFor()
    await page.getByRole('heading', { level: 2, name: 'Not scanned yet' }).waitFor()
    await page.getByText('npm run trigger:scan -- --owner openclaw --repo openclaw').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    now = (path) => (path === `${base}/scans` ? { body: list([under]) } : undefined)
    dashboard.emit(event('active', 10))
    await page.getByText('10 of 100 pull requests read').waitFor()
    now = (path) =>
      path === `${base}/scans`
        ? { body: list([scan], { openPulls: 3_412 }) }
        : path.startsWith(`${base}${section === '' ? '/duplicate-sets' : section}`)
          ? { body: list([]) }
          : undefined
    dashboard.emit(event('done', 100))
    await page.locator('claw-last-scan').getByText('3,412 open pull requests').waitFor()
    await expect.poll(() => page.getByText('Not scanned yet').count()).toBe(0)
    expect(faults).toEqual([])
  },
)
