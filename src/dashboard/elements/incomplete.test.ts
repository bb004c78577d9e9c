import { afterAll, beforeAll, expect, test } from 'vitest'
import { page as list, scan } from '../testing/answers.ts'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const whole = { ...scan, snapshot: 'whole', degraded: 0, incomplete: { total: 0, items: [] } }

test('what a scan could not read wholly is unfolded on its row, with the reasons', async () => {
  let scans = [whole, scan]
  const { page, faults } = await dashboard.visit('/openclaw/openclaw/scans', (path) =>
    path.endsWith('/scans') ? { body: list(scans) } : undefined,
  )
  await page.locator('tbody tr').nth(1).getByText('11 in part, and why').click()
  const folds = page.locator('claw-incomplete')
  await folds.getByText('dist/<b>index</b>.js is larger than 1 MB').waitFor()
  await folds.getByText('and 9 more').waitFor()
  expect(await folds.count()).toBe(1)
  expect(await folds.locator('b').count()).toBe(0)
  // A newer scan comes above: what was unfolded stays so, with its own row.
  scans = [{ ...whole, snapshot: 'newer' }, ...scans]
  dashboard.emit({ type: 'sets', owner: 'openclaw', repo: 'openclaw' })
  await expect.poll(() => page.locator('tbody tr').count()).toBe(3)
  await page.locator('tbody tr').nth(2).getByText('it has more files than GitHub lists').waitFor()
  await folds.getByRole('link', { name: '#3017' }).click()
  await expect.poll(() => new URL(page.url()).pathname).toBe('/openclaw/openclaw/pulls/3017')
  expect(faults).toEqual([])
})
