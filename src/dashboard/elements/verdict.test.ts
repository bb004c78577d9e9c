import { afterAll, beforeAll, expect, test } from 'vitest'
import { comparison, edge } from '../testing/answers.ts'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import type { Answers } from '../testing/stand-in-api.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const base = '/api/repos/openclaw/openclaw'
const path = '/openclaw/openclaw/compare/2700...3101'
const claimed = { category: 'SAME_CHANGE', relation: null, score: 0.97 } as const
const agreement = { said: 3, right: 2 }

test('a word is said, shown and taken back on the page of the pair, without reading it again', async () => {
  let said = false
  const answers: Answers = (asked, _, method) => {
    if (asked === `${base}/compare/2700...3101`) return { body: comparison }
    if (asked !== `${base}/pairs/2700/3101/verdict`) return undefined
    said = method === 'PUT'
    const verdict = said ? { verdict: 'NOT_RELATED', note: null, saidAt: '2026-11-23T08:00:00Z' } : null
    const word = { category: 'RELATED', score: 0, verdict: 'NOT_RELATED', claimed } as const
    return { body: { verdict, edge: edge(2700, 3101, said ? word : {}), agreement } }
  }
  const { page, faults } = await dashboard.visit(path, answers)
  await page.getByRole('button', { name: 'Not a duplicate' }).click()
  await page.getByText('You said: not a duplicate. Your last 3 verdicts: 2 right').waitFor()
  expect(await page.getByRole('button', { name: 'Not a duplicate' }).getAttribute('aria-pressed')).toBe(
    'true',
  )
  await page.getByRole('heading', { name: 'A maintainer says: #3101 is no duplicate of #2700' }).waitFor()
  await page.getByText('The comparison had said: same change, 97%').first().waitFor()
  expect(await page.getByRole('meter').count()).toBe(0)
  await page.keyboard.press('u')
  await page.getByText('Taken back.').waitFor()
  await page.getByRole('heading', { name: '#3101 does what #2700 does' }).waitFor()
  expect(said).toBe(false)
  await page.keyboard.press('n')
  await page.getByText('You said: not a duplicate.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Taken back.').waitFor()
  expect(faults).toEqual([])
})

test('who may not write is told why, and a word that did not arrive is not shown as said', async () => {
  const answers: Answers = (asked) =>
    asked === `${base}/compare/2700...3101`
      ? { body: comparison }
      : { status: 503, body: { error: { code: 'NOT_CONFIGURED', message: 'set DASHBOARD_TOKEN' } } }
  const { page } = await dashboard.visit(path, answers)
  await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
  await page.getByText('set DASHBOARD_TOKEN').waitFor()
  expect(
    await page.getByRole('button', { name: 'Duplicate', exact: true }).getAttribute('aria-pressed'),
  ).toBe('false')
})
