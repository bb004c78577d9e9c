import { afterAll, beforeAll, expect, test } from 'vitest'
import { page as list, repositories, scan } from '../testing/answers.ts'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import type { Answers } from '../testing/stand-in-api.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const running = { ...scan, state: 'active', finishedAt: null } as const
const none = { ALL: 0, SAME_CHANGE: 0 }
const answers: Answers = (path) => {
  if (path.endsWith('/scans')) return { body: list([running]) }
  if (path.endsWith('/duplicate-sets'))
    return {
      body: list([], {
        counts: none,
        openPulls: 431,
        comparedAt: null,
        decisions: { open: 0, waiting: 0, decided: 0, closed: 0 },
        decidedAt: [],
        ended: [],
      }),
    }
  return path === '/api/repos'
    ? {
        body: list([
          {
            ...repositories[0]!,
            duplicateSets: 0,
            comparedAt: null,
            lastScan: { ...repositories[0]!.lastScan!, state: 'active' },
          },
        ]),
      }
    : undefined
}

test('while the first scan has compared nothing, no page counts duplicates', async () => {
  const { page } = await dashboard.visit('/openclaw/openclaw', answers)
  await page.getByText('431 open pull requests are known so far').waitFor()
  expect(await page.locator('claw-sets-page nav.queue').textContent()).not.toMatch(/\d/)
  expect(await page.getByRole('navigation', { name: 'Category' }).textContent()).not.toMatch(/\d/)
  const { page: home } = await dashboard.visit('/', answers)
  await home.getByText('Scanning').waitFor()
  expect(await home.locator('claw-repositories-page .counts').textContent()).not.toContain('duplicate set')
})

test('a repository that has none is said to have none while it is scanned again', async () => {
  const [first] = repositories
  const again = { ...first!, duplicateSets: 0, lastScan: { ...first!.lastScan!, state: 'active' } }
  const { page } = await dashboard.visit('/', (path) =>
    path === '/api/repos' ? { body: list([again]) } : undefined,
  )
  await page.getByText('Scanning').waitFor()
  expect(await page.locator('claw-repositories-page .counts').textContent()).toContain('0 duplicate sets')
})
