import { afterAll, beforeAll, expect, test } from 'vitest'
import { edge } from '../testing/answers.ts'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import { comparison } from '../testing/pull-answers.ts'
import { wouldAsk } from '../testing/queue-answers.ts'
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

test('a verdict is given, shown and undone on the page of the pair, without reading it again', async () => {
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
  await page.getByText('You said: not a duplicate. ClawTriage agreed with you on 2 of 3 pairs').waitFor()
  expect(await page.getByRole('button', { name: 'Not a duplicate' }).getAttribute('aria-pressed')).toBe(
    'true',
  )
  await page.getByText('A maintainer says: #3101 is no duplicate of #2700').waitFor()
  await page.getByText('The comparison had said: same change, 97%').first().waitFor()
  expect(await page.getByRole('meter').count()).toBe(0)
  await page.keyboard.press('u')
  await page.getByText('Undone.').waitFor()
  await page.getByText('#3101 does what #2700 does').first().waitFor()
  expect(said).toBe(false)
  await page.keyboard.press('n')
  await page.getByText('You said: not a duplicate.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone.').waitFor()
  expect(faults).toEqual([])
})

test('the browser asks before it leaves a second word that waits for the first one', async () => {
  const answers: Answers = (asked) =>
    asked === `${base}/compare/2700...3101`
      ? { body: comparison }
      : asked === `${base}/pairs/2700/3101/verdict`
        ? 'never'
        : undefined
  const { page } = await dashboard.visit(path, answers)
  await page.getByRole('button', { name: 'Duplicate', exact: true }).waitFor()
  await page.keyboard.press('d')
  await page.locator('claw-verdict button:disabled').first().waitFor()
  expect(await wouldAsk(page)).toBe(false)
  await page.keyboard.press('n')
  await expect.poll(() => wouldAsk(page)).toBe(true)
})

test('who says what another maintainer has said meanwhile is told that it stood', async () => {
  const verdict = { verdict: 'DUPLICATE', note: null, saidAt: '2026-11-23T08:00:00Z' } as const
  const answers: Answers = (asked) => {
    if (asked === `${base}/compare/2700...3101`) return { body: comparison }
    if (asked !== `${base}/pairs/2700/3101/verdict`) return undefined
    return {
      body: { verdict, edge: edge(2700, 3101, { verdict: 'DUPLICATE', claimed }), agreement, stood: true },
    }
  }
  const { page, faults } = await dashboard.visit(path, answers)
  await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
  await page.getByText('The same verdict stood already. ClawTriage agreed with you on 2 of 3 pairs').waitFor()
  expect(faults).toEqual([])
})

test('the first difference is on the first screen, and what both have is folded until it is asked for', async () => {
  const [file, tests] = comparison.files
  const row = (at: number) => ({
    a: { sign: '+' as const, text: `shared ${at}`, at },
    b: { sign: '+' as const, text: `shared ${at}`, at },
    shared: true,
    gap: false,
  })
  const shared = Array.from({ length: 300 }, (_, at) => row(at))
  const long = { ...file!, counts: { ...file!.counts, shared: 301 }, rows: [...shared, ...file!.rows] }
  const same = {
    ...long,
    path: 'src/gateway/a.ts',
    counts: { shared: 300, onlyA: 0, onlyB: 0 },
    rows: shared,
  }
  const answers: Answers = (asked) =>
    asked === `${base}/compare/2700...3101`
      ? { body: { ...comparison, files: [same, long, { ...same, path: 'src/gateway/b.ts' }, tests!] } }
      : undefined
  const { page, faults } = await dashboard.visit(path, answers)
  await page.setViewportSize({ width: 1_280, height: 900 })
  await page.getByRole('heading', { level: 1, name: 'Parse the port of an IPv6 address' }).waitFor()
  const difference = await page.getByText('const port = 1').boundingBox()
  expect(difference!.y).toBeLessThan(900)
  await page.getByText('600 identical lines in 2 files').waitFor()
  expect(await page.getByText('shared 7', { exact: true }).filter({ visible: true }).count()).toBe(0)
  await page.getByRole('button', { name: '300 identical lines' }).click()
  expect(await page.getByText('shared 7', { exact: true }).filter({ visible: true }).count()).toBe(2)
  expect(faults).toEqual([])
})

test('who may not write is told why, and a verdict that did not arrive is not shown as said', async () => {
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
